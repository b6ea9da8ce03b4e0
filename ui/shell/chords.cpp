#include "ui/shell/chords.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace hubbub::ui::shell {
namespace {

bool is_modifier(ImGuiKey key) {
  return (key & ImGuiMod_Mask_) != 0 || (key >= ImGuiKey_LeftCtrl && key <= ImGuiKey_RightSuper);
}

// The first event of the queue that has to wait; its size when none has to.
int first_that_waits(const ImVector<ImGuiInputEvent>& queue) {
  bool pressed = false;
  for (int at = 0; at < queue.Size; ++at) {
    const ImGuiInputEvent& event = queue[at];
    if (event.Type != ImGuiInputEventType_Key) {
      continue;
    }
    if (is_modifier(event.Key.Key)) {
      if (pressed) {
        return at;
      }
    } else {
      pressed = pressed || event.Key.Down;
    }
  }
  return queue.Size;
}

}  // namespace

void new_frame_with_whole_chords() {
  ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
  const int end = first_that_waits(queue);
  ImVector<ImGuiInputEvent> waiting;
  for (int at = end; at < queue.Size; ++at) {
    waiting.push_back(queue[at]);
  }
  queue.resize(end);
  ImGui::NewFrame();
  for (const ImGuiInputEvent& event : waiting) {
    queue.push_back(event);
  }
}

}  // namespace hubbub::ui::shell
