// FreeType's bitmaps as the RGBA that an atlas takes. Pure functions; any thread.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cstdint>
#include <vector>

namespace hubbub::ui::theme {

// Straight alpha, rows without padding. Grey, monochrome and BGRA bitmaps; of others: transparent.
std::vector<std::uint8_t> to_rgba(const FT_Bitmap& bitmap);

// The same, scaled by averaging the area that each pixel covers; for bitmap strikes, which are far
// larger than text. `width` and `height` are at least 1.
std::vector<std::uint8_t> shrink_to_rgba(const FT_Bitmap& bitmap, int width, int height);

}  // namespace hubbub::ui::theme
