#include "ui/rooms/rooms_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imgui_internal.h>

#include "ui/rooms/room_menus.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/elided.h"
#include "ui/widget/focus_ring.h"
#include "ui/widget/keys.h"
#include "ui/widget/menu.h"

namespace hubbub::ui::rooms {
namespace {

using model::RoomKind;
using model::RoomView;
using theme::color;
using theme::px;
using theme::Role;

constexpr float kRowHeight = 32.0F;
constexpr float kIconColumn = 28.0F;
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

void centred_icon(const char* icon, ImVec2 min, ImVec2 max, Role role) {
  const ImVec2 extent = ImGui::CalcTextSize(icon);
  const float centre_x = min.x + px(kIconColumn) / 2.0F + px(2.0F);
  ImGui::GetWindowDrawList()->AddText(
      {std::round(centre_x - extent.x / 2.0F), std::round((min.y + max.y - extent.y) / 2.0F)},
      color(role), icon);
}

void icon(const RoomView& room, ImVec2 min, ImVec2 max, bool strong) {
  if (room.kind == RoomKind::kRoom) {
    return centred_icon("#", min, max, strong ? Role::kText : Role::kTextSecondary);
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 centre(min.x + px(kIconColumn) / 2.0F + px(2.0F), (min.y + max.y) / 2.0F);
  const float radius = px(4.0F);
  if (room.present) {
    draw->AddCircleFilled(centre, radius, color(Role::kSuccess));
  } else {
    draw->AddCircle(centre, radius, color(Role::kTextDisabled), 0, px(1.5F));
  }
}

// A mark at the end of a row; true while the pointer is over it.
bool end_mark(const char* mark, const char* tooltip, ImVec2 row_min, ImVec2 row_max) {
  const float side = row_max.y - row_min.y;
  const ImVec2 min(row_max.x - side, row_min.y);
  const bool hovered = ImGui::IsMouseHoveringRect(min, row_max);
  const ImVec2 extent = ImGui::CalcTextSize(mark);
  ImGui::GetWindowDrawList()->AddText(
      {std::round(min.x + (side - extent.x) / 2.0F), std::round(min.y + (side - extent.y) / 2.0F)},
      color(hovered ? Role::kText : Role::kTextSecondary), mark);
  if (hovered) {
    ImGui::SetTooltip("%s", tooltip);
  }
  return hovered;
}

struct Row {
  ImVec2 min;
  ImVec2 max;
  bool pressed = false;
  bool hovered = false;
};

Row row(const char* id, bool selected) {
  const float width = ImGui::GetContentRegionAvail().x;
  Row row;
  row.min = ImGui::GetCursorScreenPos();
  row.max = {row.min.x + width, row.min.y + px(kRowHeight)};
  row.pressed = ImGui::InvisibleButton(id, {width, px(kRowHeight)}, ImGuiButtonFlags_EnableNav);
  row.hovered = ImGui::IsItemHovered();
  if (selected || row.hovered) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        row.min, row.max, color(selected ? Role::kSelected : Role::kHover), px(theme::kRounding));
  }
  widget::focus_ring();
  return row;
}

// The name up to `right`; the whole of one that is cut stands in a tooltip.
void draw_title(const Row& row, float right, std::string_view title, std::string_view before,
                std::string_view after, Role role) {
  const ImVec2 at(row.min.x + px(kIconColumn) + px(theme::kTight),
                  std::round((row.min.y + row.max.y - ImGui::GetTextLineHeight()) / 2.0F));
  const std::string shown = widget::elided(title, right - at.x, before, after);
  ImGui::GetWindowDrawList()->AddText(at, color(role), shown.c_str());
  if (shown != title) {
    ImGui::SetItemTooltip("%.*s", static_cast<int>(title.size()), title.data());
  }
}

// A label of `list` at `index`; empty beyond its ends.
template <class List>
std::string_view title_at(const List& list, std::size_t index) {
  return index < list.size() ? std::string_view(list[index].title) : std::string_view();
}

}  // namespace

bool RoomsPanel::is_needed(const model::View& view) {
  return !view.rooms.empty() && (has_rooms(view) || view.rooms.size() > 1);
}

void RoomsPanel::handle_keys(const model::View& view, model::RoomId selected, Actions& out) {
  list_.update(view);
  const std::vector<JoinedRoom>& order = list_.joined();
  if (order.empty()) {
    return;
  }
  const auto at = std::find_if(order.begin(), order.end(),
                               [selected](const JoinedRoom& room) { return room.id == selected; });
  const std::size_t here = at == order.end() ? 0 : static_cast<std::size_t>(at - order.begin());
  if (widget::window_key(ImGuiMod_Ctrl | ImGuiKey_PageUp, true)) {
    out.emplace_back(SelectRoom{order[(here + order.size() - 1) % order.size()].id});
  }
  if (widget::window_key(ImGuiMod_Ctrl | ImGuiKey_PageDown, true)) {
    out.emplace_back(SelectRoom{order[(here + 1) % order.size()].id});
  }
  for (int digit = 1; digit <= kHotkeys; ++digit) {
    const auto index = static_cast<std::size_t>(digit - 1);
    const auto key = static_cast<ImGuiKey>(ImGuiKey_0 + digit);
    if (index < order.size() && widget::window_key(ImGuiMod_Alt | key)) {
      out.emplace_back(SelectRoom{order[index].id});
    }
  }
}

void RoomsPanel::draw(const model::View& view, model::RoomId selected, const Settings& settings,
                      ImVec2 size, Actions& out) {
  list_.update(view);
  scroll_there_ = std::exchange(selected_, selected) != selected;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(theme::kGap), px(theme::kTight)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, px(2.0F)});
  if (ImGui::BeginChild("Rooms", size, ImGuiChildFlags_AlwaysUseWindowPadding)) {
    draw_joined(view, RoomKind::kRoom, "Rooms", settings, out);
    draw_joined(view, RoomKind::kPrivate, "Private", settings, out);
    if (view.connection.online() && has_rooms(view)) {
      draw_others(out);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  draw_menu(view, settings, out);
}

void RoomsPanel::draw_joined(const model::View& view, RoomKind kind, const char* label,
                             const Settings& settings, Actions& out) {
  const std::vector<JoinedRoom>& joined = list_.joined();
  bool headed = false;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const RoomView* const room = view.find(joined[i].id);
    if (joined[i].kind != kind || room == nullptr) {
      continue;
    }
    if (!std::exchange(headed, true)) {
      section(label);
    }
    ImGui::PushID(static_cast<int>(room->id));
    const bool selected = room->id == selected_;
    const bool muted = is_muted(settings, view, *room);
    const Row line = row("Room", selected);
    if (selected && scroll_there_) {
      ImGui::ScrollToItem(ImGuiScrollFlags_KeepVisibleEdgeY);
    }
    if (line.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
      subject_ = room->id;
      open_menu_ = true;
    }
    const bool fresh = room->unread > 0 && !muted;
    const bool strong = selected || fresh;
    icon(*room, line.min, line.max, strong);
    float right = line.max.x - px(theme::kGap);
    bool closes = false;
    if (line.hovered && kind == RoomKind::kPrivate) {
      right = line.max.x - px(kRowHeight);
      closes = end_mark(theme::icons::kClose, "Close", line.min, line.max);
    } else if (const widget::Badge badge = badge_of(*room, muted); badge.count > 0) {
      widget::draw_badge(badge, right, (line.min.y + line.max.y) / 2.0F);
      right -= widget::badge_width(badge) + px(theme::kTight);
    } else if (muted) {
      right = line.max.x - px(kRowHeight);
      end_mark(theme::icons::kQuiet, "Muted", line.min, line.max);
    }
    if (line.pressed) {
      out.emplace_back(closes ? Action(CloseConversation{room->id}) : Action(SelectRoom{room->id}));
    }
    const theme::ScopedFont font(fresh ? theme::Face::kStrong : theme::Face::kText);
    draw_title(line, right, joined[i].title, i > 0 ? title_at(joined, i - 1) : std::string_view(),
               title_at(joined, i + 1), strong ? Role::kText : Role::kTextSecondary);
    ImGui::PopID();
  }
}

void RoomsPanel::draw_others(Actions& out) {
  const std::vector<OtherRoom>& others = list_.others();
  section("More rooms");
  for (std::size_t i = 0; i < others.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const Row line = row("Other room", false);
    centred_icon("#", line.min, line.max, Role::kTextSecondary);
    const std::string people =
        std::string(theme::icons::kPerson) + " " + std::to_string(others[i].people);
    const ImVec2 extent = ImGui::CalcTextSize(people.c_str());
    const float right = line.max.x - px(theme::kGap) - extent.x;
    ImGui::GetWindowDrawList()->AddText(
        {right, std::round((line.min.y + line.max.y - extent.y) / 2.0F)},
        color(Role::kTextSecondary), people.c_str());
    draw_title(line, right - px(theme::kGap), others[i].title,
               i > 0 ? title_at(others, i - 1) : std::string_view(), title_at(others, i + 1),
               Role::kTextSecondary);
    if (line.pressed) {
      out.emplace_back(EnterRoom{others[i].name});
    }
    ImGui::PopID();
  }
  const Row line = row("New room", false);
  centred_icon(theme::icons::kAdd, line.min, line.max, Role::kTextSecondary);
  draw_title(line, line.max.x, "New room", {}, {}, Role::kTextSecondary);
  if (line.pressed) {
    out.emplace_back(AskNewRoom{});
  }
}

void RoomsPanel::draw_menu(const model::View& view, const Settings& settings, Actions& out) {
  constexpr const char* kId = "Room menu";
  if (std::exchange(open_menu_, false)) {
    ImGui::OpenPopup(kId);
  }
  const widget::Menu menu(kId);
  if (!menu.is_open()) {
    return;
  }
  const auto subject = std::find_if(list_.joined().begin(), list_.joined().end(),
                                    [this](const JoinedRoom& room) { return room.id == subject_; });
  const RoomView* const room = view.find(subject_);
  if (room == nullptr || subject == list_.joined().end()) {
    return ImGui::CloseCurrentPopup();
  }
  widget::menu_heading(subject->title);
  room_entries(view, *room, settings, out);
}

}  // namespace hubbub::ui::rooms
