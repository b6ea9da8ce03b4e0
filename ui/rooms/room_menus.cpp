#include "ui/rooms/room_menus.h"

#include <algorithm>
#include <string>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/widget/menu.h"

namespace hubbub::ui::rooms {
namespace {

namespace icons = theme::icons;
using model::RoomKind;

void other_entries(const RoomList& list, Actions& out) {
  if (list.others().empty()) {
    return;
  }
  const widget::Submenu more("More rooms", {.icon = icons::kMore});
  if (!more.is_open()) {
    return;
  }
  int number = 0;
  for (const OtherRoom& room : list.others()) {
    ImGui::PushID(number++);
    const std::string people = std::to_string(room.people);
    if (widget::menu_item("other room",
                          {.icon = icons::kRoom, .keys = people.c_str(), .text = room.title})) {
      out.emplace_back(EnterRoom{room.name});
    }
    ImGui::PopID();
  }
}

// In a narrow window there is no row of the panel to click on.
void own_entries(const model::View& view, model::RoomId selected, const Settings& settings,
                 Actions& out) {
  const model::RoomView* const room = view.find(selected);
  if (room == nullptr) {
    return;
  }
  const widget::Submenu own("This room", {.icon = icons::kSettings});
  if (own.is_open()) {
    room_entries(view, *room, settings, out);
  }
}

}  // namespace

void room_entries(const model::View& view, const model::RoomView& room, const Settings& settings,
                  Actions& out) {
  if (widget::menu_item("Mark as read", {.icon = icons::kAccept, .enabled = room.unread > 0})) {
    out.emplace_back(MarkRead{room.id});
  }
  if (room.kind == RoomKind::kPrivate) {
    ImGui::Separator();
    if (widget::menu_item("Close", {.icon = icons::kClose})) {
      out.emplace_back(CloseConversation{room.id});
    }
    return;
  }
  const bool muted = is_muted(settings, view, room);
  if (widget::menu_item(muted ? "Unmute" : "Mute",
                        {.icon = muted ? icons::kBell : icons::kQuiet})) {
    out.emplace_back(MuteRoom{room.id, !muted});
  }
  if (!room.lobby) {
    ImGui::Separator();
    if (widget::menu_item("Leave", {.icon = icons::kLeave, .danger = true})) {
      out.emplace_back(net::wire::Command(net::wire::LeaveRoom{room.name}));
    }
  }
}

void list_entries(const model::View& view, const RoomList& list, model::RoomId selected,
                  const Settings& settings, Actions& out) {
  for (const JoinedRoom& joined : list.joined()) {
    const model::RoomView* const room = view.find(joined.id);
    if (room == nullptr) {
      continue;
    }
    ImGui::PushID(static_cast<int>(joined.id));
    if (widget::menu_item(
            "room", {.icon = joined.kind == RoomKind::kPrivate ? icons::kPerson : icons::kRoom,
                     .ticked = joined.id == selected,
                     .badge = badge_of(*room, is_muted(settings, view, *room)),
                     .text = joined.title})) {
      out.emplace_back(SelectRoom{joined.id});
    }
    ImGui::PopID();
  }
  own_entries(view, selected, settings, out);
  if (view.connection.online() && has_rooms(view)) {
    other_entries(list, out);
    if (widget::menu_item("New room...", {.icon = icons::kAdd})) {
      out.emplace_back(AskNewRoom{});
    }
  }
}

bool is_unread_elsewhere(const model::View& view, model::RoomId selected,
                         const Settings& settings) {
  return std::any_of(view.rooms.begin(), view.rooms.end(), [&](const model::RoomView& room) {
    return room.id != selected && room.unread > 0 && !is_muted(settings, view, room);
  });
}

}  // namespace hubbub::ui::rooms
