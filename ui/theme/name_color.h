// The colour of a person's name. Pure functions; any thread.
#pragma once

#include <string_view>

#include "ui/settings.h"
#include "ui/theme/palette.h"

namespace hubbub::ui::theme {

// The same hue for the same UTF-8 bytes in every process and palette; lightness is the palette's,
// so that the contrast on kWindow and kPanel is at least 4.5 : 1.
Rgba name_color(ThemeChoice choice, std::string_view nick);

}  // namespace hubbub::ui::theme
