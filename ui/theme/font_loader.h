// ImGui's way to a GlyphSource: an ImFontLoader for the source that is merged last into each face.
//
// ImGui's own FreeType loader draws one file and cannot scale colour bitmaps; this one draws from
// whatever file has the glyph, at the moment when it is first needed. Main thread.
#pragma once

#include <imgui.h>

struct ImFontLoader;

namespace hubbub::ui::theme {

// An em of a text face as a share of its line height, which is what ImGui calls the font size.
inline constexpr float kEmShare = 1.0F / 1.21F;

// Reads Theme::State* from ImFontAtlas::UserData.
const ImFontLoader* glyph_source_loader();

}  // namespace hubbub::ui::theme
