// Keys of the window: shortcuts that count wherever the keyboard is. Main thread.
#pragma once

#include <imgui.h>

namespace hubbub::ui::widget {

// Whether the chord is pressed now, even while a text field has the keyboard and uses the key
// itself (Page Up, End) or might take it for typing (Alt+1). Not behind a modal question or the
// connection dialog, nor while a menu is open.
[[nodiscard]] bool window_key(ImGuiKeyChord chord, bool repeat = false);

}  // namespace hubbub::ui::widget
