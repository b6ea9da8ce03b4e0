#include "ui/rooms/rooms_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/focus_ring.h"
#include "ui/widget/keys.h"

namespace hubbub::ui::rooms {
namespace {

using model::RoomKind;
using model::RoomView;
using theme::color;
using theme::px;
using theme::Role;

constexpr float kRowHeight = 32.0F;
constexpr float kIconColumn = 28.0F;
constexpr float kBadgeHeight = 18.0F;
constexpr int kHotkeys = 9;

void section(const char* label) {
  const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = px(28.0F);
  ImGui::GetWindowDrawList()->AddText(
      {at.x + px(theme::kGap), std::round(at.y + height - ImGui::GetTextLineHeight() - px(4.0F))},
      color(Role::kTextSecondary), label);
  ImGui::Dummy({1.0F, height});
}

// Draws it at the row's right end and returns where it begins.
float badge(const RoomView& room, ImVec2 min, ImVec2 max) {
  const bool named = room.mentions > 0;
  const std::uint32_t count = named ? room.mentions : room.unread;
  const float right = max.x - px(theme::kGap);
  if (count == 0) {
    return right;
  }
  const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize - 1.0F);
  const std::string text = count > 99 ? "99+" : std::to_string(count);
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str());
  const float height = px(kBadgeHeight);
  const float width = std::max(height, extent.x + px(10.0F));
  const float left = right - width;
  const float top = std::round((min.y + max.y - height) / 2.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled({left, top}, {right, top + height},
                      color(named ? Role::kAccent : Role::kField), height / 2.0F);
  draw->AddText(
      {std::round(left + (width - extent.x) / 2.0F), std::round(top + (height - extent.y) / 2.0F)},
      color(named ? Role::kOnAccent : Role::kTextSecondary), text.c_str());
  return left - px(theme::kTight);
}

void icon(const RoomView& room, ImVec2 min, ImVec2 max, bool strong) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float centre_x = min.x + px(kIconColumn) / 2.0F + px(2.0F);
  if (room.kind == RoomKind::kPrivate) {
    const ImVec2 centre(centre_x, (min.y + max.y) / 2.0F);
    const float radius = px(4.0F);
    if (room.present) {
      draw->AddCircleFilled(centre, radius, color(Role::kSuccess));
    } else {
      draw->AddCircle(centre, radius, color(Role::kTextDisabled), 0, px(1.5F));
    }
    return;
  }
  const ImVec2 extent = ImGui::CalcTextSize("#");
  draw->AddText(
      {std::round(centre_x - extent.x / 2.0F), std::round((min.y + max.y - extent.y) / 2.0F)},
      color(strong ? Role::kText : Role::kTextSecondary), "#");
}

// The cross at the end of a conversation's row; true while the pointer is over it.
bool close_mark(ImVec2 row_min, ImVec2 row_max) {
  const float side = row_max.y - row_min.y;
  const ImVec2 min(row_max.x - side, row_min.y);
  const bool hovered = ImGui::IsMouseHoveringRect(min, row_max);
  const ImVec2 extent = ImGui::CalcTextSize(theme::icons::kClose);
  ImGui::GetWindowDrawList()->AddText(
      {std::round(min.x + (side - extent.x) / 2.0F), std::round(min.y + (side - extent.y) / 2.0F)},
      color(hovered ? Role::kText : Role::kTextSecondary), theme::icons::kClose);
  if (hovered) {
    ImGui::SetTooltip("Close");
  }
  return hovered;
}

void draw_row(const RoomView& room, bool selected, float width, Actions& out) {
  ImGui::PushID(static_cast<int>(room.id));
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max(min.x + width, min.y + px(kRowHeight));
  const bool pressed =
      ImGui::InvisibleButton("Room", {width, px(kRowHeight)}, ImGuiButtonFlags_EnableNav);
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (selected || hovered) {
    draw->AddRectFilled(min, max, color(selected ? Role::kSelected : Role::kHover),
                        px(theme::kRounding));
  }
  widget::focus_ring();
  const bool strong = selected || room.unread > 0;
  icon(room, min, max, strong);
  float right = max.x;
  bool closes = false;
  if (hovered && room.kind == RoomKind::kPrivate) {
    right -= px(kRowHeight);
    closes = close_mark(min, max);
  } else {
    right = badge(room, min, max);
  }
  if (pressed) {
    out.emplace_back(closes ? Action(CloseConversation{room.id}) : Action(SelectRoom{room.id}));
  }
  const theme::ScopedFont font(room.unread > 0 ? theme::Face::kStrong : theme::Face::kText);
  const std::string name = theme::displayable(room.name);
  const float y = std::round((min.y + max.y - ImGui::GetTextLineHeight()) / 2.0F);
  draw->PushClipRect({min.x, min.y}, {right, max.y}, true);
  draw->AddText({min.x + px(kIconColumn) + px(theme::kTight), y},
                color(strong ? Role::kText : Role::kTextSecondary), name.c_str());
  draw->PopClipRect();
  ImGui::PopID();
}

void draw_kind(const model::View& view, RoomKind kind, const char* label, model::RoomId selected,
               float width, Actions& out) {
  const auto is_kind = [kind](const RoomView& room) { return room.kind == kind; };
  if (std::none_of(view.rooms.begin(), view.rooms.end(), is_kind)) {
    return;
  }
  section(label);
  for (const RoomView& room : view.rooms) {
    if (room.kind == kind) {
      draw_row(room, room.id == selected, width, out);
    }
  }
}

// The rooms in the order in which they are drawn.
std::vector<model::RoomId> in_order(const model::View& view) {
  std::vector<model::RoomId> order;
  for (const RoomKind kind : {RoomKind::kRoom, RoomKind::kPrivate}) {
    for (const RoomView& room : view.rooms) {
      if (room.kind == kind) {
        order.push_back(room.id);
      }
    }
  }
  return order;
}

}  // namespace

bool is_needed(const model::View& view) {
  return view.rooms.size() > 1;
}

void draw(const model::View& view, model::RoomId selected, ImVec2 size, Actions& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(theme::kGap), px(theme::kTight)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, px(2.0F)});
  if (ImGui::BeginChild("Rooms", size, ImGuiChildFlags_AlwaysUseWindowPadding)) {
    const float width = ImGui::GetContentRegionAvail().x;
    draw_kind(view, RoomKind::kRoom, "Rooms", selected, width, out);
    draw_kind(view, RoomKind::kPrivate, "Private", selected, width, out);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void handle_keys(const model::View& view, model::RoomId selected, Actions& out) {
  const std::vector<model::RoomId> order = in_order(view);
  if (order.empty()) {
    return;
  }
  const auto at = std::find(order.begin(), order.end(), selected);
  const std::size_t here = at == order.end() ? 0 : static_cast<std::size_t>(at - order.begin());
  if (widget::window_key(ImGuiMod_Ctrl | ImGuiKey_PageUp, true)) {
    out.emplace_back(SelectRoom{order[(here + order.size() - 1) % order.size()]});
  }
  if (widget::window_key(ImGuiMod_Ctrl | ImGuiKey_PageDown, true)) {
    out.emplace_back(SelectRoom{order[(here + 1) % order.size()]});
  }
  for (int digit = 1; digit <= kHotkeys; ++digit) {
    const auto index = static_cast<std::size_t>(digit - 1);
    const auto key = static_cast<ImGuiKey>(ImGuiKey_0 + digit);
    if (index < order.size() && widget::window_key(ImGuiMod_Alt | key)) {
      out.emplace_back(SelectRoom{order[index]});
    }
  }
}

}  // namespace hubbub::ui::rooms
