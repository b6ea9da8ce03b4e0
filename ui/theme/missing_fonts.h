// Which fonts this computer lacks for what was drawn. Main thread, theme attached.
#pragma once

#include <string>

namespace hubbub::ui::theme {

// Once in a session, after a character was drawn as a box: a sentence that says which package has
// it. Empty otherwise.
[[nodiscard]] std::string take_font_hint();

}  // namespace hubbub::ui::theme
