#include "ui/widget/focus_ring.h"

#include <imgui.h>

#include "ui/theme/theme.h"

namespace hubbub::ui::widget {

void focus_ring() {
  const bool typing = ImGui::IsItemActive() && ImGui::GetIO().WantTextInput;
  const bool navigating = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (!typing && !navigating) {
    return;
  }
  // Inside the item's edge, so that no clip rectangle cuts it.
  const float width = theme::px(2.0F);
  const float half = width / 2.0F;
  ImVec2 min = ImGui::GetItemRectMin();
  ImVec2 max = ImGui::GetItemRectMax();
  min.x += half;
  min.y += half;
  max.x -= half;
  max.y -= half;
  ImGui::GetWindowDrawList()->AddRect(min, max, theme::color(theme::Role::kFocus),
                                      theme::px(theme::kRounding) - half, 0, width);
}

}  // namespace hubbub::ui::widget
