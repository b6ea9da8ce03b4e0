#include "ui/widget/list_row.h"

#include <string>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/elided.h"
#include "ui/widget/focus_ring.h"

namespace hubbub::ui::widget {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr float kRowHeight = 32.0F;
constexpr float kIconColumn = 28.0F;

float middle(float min, float max, float extent) {
  return static_cast<float>(static_cast<int>((min + max - extent) / 2.0F));
}

void draw_texts(const ListRow& row, ImVec2 min, ImVec2 max, float right) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float y = middle(min.y, max.y, ImGui::GetTextLineHeight());
  float x = min.x + px(theme::kGap);
  if (row.icon != nullptr) {
    draw->AddText({x, y}, color(Role::kTextSecondary), row.icon);
    x += px(kIconColumn - theme::kGap);
  }
  const std::string text = elided(row.text, right - x);
  draw->AddText({x, y}, color(Role::kText), text.c_str());
  x += ImGui::CalcTextSize(text.c_str()).x + px(theme::kGap);
  const std::string detail = x < right ? elided(row.detail, right - x) : std::string();
  draw->AddText({x, y}, color(Role::kTextSecondary), detail.c_str());
}

}  // namespace

float list_row_height() {
  return px(kRowHeight);
}

ListRowResult list_row(const char* id, const ListRow& row) {
  ListRowResult result;
  const float height = list_row_height();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemAllowOverlap();
  result.pressed = ImGui::InvisibleButton(id, {width, height}, ImGuiButtonFlags_EnableNav);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  // While its own small button is held down, too: it has to be there to be let go.
  const bool inside = ImGui::IsMouseHoveringRect(min, max) &&
                      ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  if (row.selected || inside) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        min, max, color(row.selected ? Role::kSelected : Role::kHover), px(theme::kRounding));
  }
  focus_ring();
  float right = max.x - px(theme::kGap);
  if (row.action_icon != nullptr && inside) {
    const ImVec2 next = ImGui::GetCursorScreenPos();
    right = max.x - height;
    ImGui::SetCursorScreenPos({right, min.y});
    result.action = ImGui::InvisibleButton(row.action_label, {height, height});
    const bool hot = ImGui::IsItemHovered();
    ImGui::SetItemTooltip("%s", row.action_label);
    const ImVec2 size = ImGui::CalcTextSize(row.action_icon);
    ImGui::GetWindowDrawList()->AddText(
        {middle(right, max.x, size.x), middle(min.y, max.y, size.y)},
        color(hot ? Role::kText : Role::kTextSecondary), row.action_icon);
    ImGui::SetCursorScreenPos(next);
  }
  draw_texts(row, min, max, right);
  return result;
}

void disclosure(const char* label, bool& open) {
  const float height = px(24.0F);
  const float icon = px(18.0F);
  if (ImGui::InvisibleButton(label, {icon + ImGui::CalcTextSize(label).x, height},
                             ImGuiButtonFlags_EnableNav)) {
    open = !open;
  }
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const ImU32 tint = color(ImGui::IsItemHovered() ? Role::kText : Role::kTextSecondary);
  const float y = middle(min.y, max.y, ImGui::GetTextLineHeight());
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddText({min.x, y}, tint, open ? theme::icons::kExpanded : theme::icons::kCollapsed);
  draw->AddText({min.x + icon, y}, tint, label);
  focus_ring();
}

}  // namespace hubbub::ui::widget
