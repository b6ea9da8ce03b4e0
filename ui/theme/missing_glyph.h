// What is drawn for a character that no font has, and which Debian package brings one. Pure
// functions; any thread.
#pragma once

#include <string>

#include "ui/theme/font_face.h"

namespace hubbub::ui::theme {

// Whether the character has a shape to be missed: assigned in Unicode, neither blank nor a control
// nor private.
[[nodiscard]] bool has_shape(char32_t code_point);

// An empty box for a line of that many pixels.
[[nodiscard]] GlyphImage missing_glyph(float line);

// A sentence for a person: which script is missing, and the package that has it. `code_point` has a
// shape. Scripts by the Unicode Character Database (UAX #24).
[[nodiscard]] std::string font_hint(char32_t code_point);

}  // namespace hubbub::ui::theme
