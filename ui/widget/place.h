// Laying out by hand within ImGui's flow. Main thread, inside a window.
#pragma once

#include <imgui.h>

namespace hubbub::ui::widget {

// Claims a rectangle that was drawn into by hand: ImGui's cursor goes to the line below it, and the
// window knows that it is taken.
inline void occupy(ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

}  // namespace hubbub::ui::widget
