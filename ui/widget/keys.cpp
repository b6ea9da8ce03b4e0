#include "ui/widget/keys.h"

#include <imgui_internal.h>

namespace hubbub::ui::widget {

// Shortcut() asks who owns the key, and a field with several lines owns most of those.
bool window_key(ImGuiKeyChord chord, bool repeat) {
  return !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup) &&
         ImGui::IsKeyChordPressed(chord, repeat ? ImGuiInputFlags_Repeat : ImGuiInputFlags_None,
                                  ImGuiKeyOwner_Any);
}

}  // namespace hubbub::ui::widget
