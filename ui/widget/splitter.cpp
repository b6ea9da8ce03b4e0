#include "ui/widget/splitter.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace hubbub::ui::widget {
namespace {

// Wider than the visible line: a hairline cannot be hit.
constexpr float kGrip = 8.0F;

}  // namespace

bool splitter(const char* id, Axis axis, ImVec2 from, float length, float& extent, float min,
              float max) {
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  const float grip = theme::px(kGrip);
  const float half = std::floor(grip / 2.0F);
  const bool horizontal = axis == Axis::kHorizontal;
  const ImVec2 size = horizontal ? ImVec2(grip, length) : ImVec2(length, grip);
  ImGui::SetCursorScreenPos(horizontal ? ImVec2(from.x - half, from.y)
                                       : ImVec2(from.x, from.y - half));
  // A window of its own: it lies over the edges of the panels, which are windows as well.
  ImGui::PushID(id);
  ImGui::BeginChild("##grip", size, ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                        ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
  ImGui::InvisibleButton(id, size);
  const bool active = ImGui::IsItemActive();
  const bool hot = active || ImGui::IsItemHovered();
  if (hot) {
    ImGui::SetMouseCursor(horizontal ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  }
  if (active) {
    const ImVec2 delta = ImGui::GetIO().MouseDelta;
    extent -= (horizontal ? delta.x : delta.y) / theme::scale();
  }
  extent = std::clamp(extent, min, std::max(min, max));
  const float width = theme::px(hot ? 2.0F : 1.0F);
  const ImVec2 to = horizontal ? ImVec2(from.x + width, from.y + length)
                               : ImVec2(from.x + length, from.y + width);
  ImGui::GetWindowDrawList()->AddRectFilled(
      from, to, theme::color(hot ? theme::Role::kFocus : theme::Role::kSeparator));
  ImGui::EndChild();
  ImGui::PopID();
  ImGui::SetCursorScreenPos(cursor);
  return active;
}

}  // namespace hubbub::ui::widget
