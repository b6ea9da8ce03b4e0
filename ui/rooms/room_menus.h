// What menus offer about rooms: one room's own menu, and the list of all in a narrow window. Plain
// functions; main thread, inside an open widget::Menu.
#pragma once

#include "ui/actions.h"
#include "ui/model/view.h"
#include "ui/rooms/room_list.h"
#include "ui/settings.h"

namespace hubbub::ui::rooms {

// Mark as read, mute, leave; of a conversation: close.
void room_entries(const model::View& view, const model::RoomView& room, const Settings& settings,
                  Actions& out);

// Every room with what is unread there, what room_entries() offers about the one in front, the
// rooms that can be entered, and a new one.
void list_entries(const model::View& view, const RoomList& list, model::RoomId selected,
                  const Settings& settings, Actions& out);

// Whether something is unread in a room that is neither muted nor `selected`.
[[nodiscard]] bool is_unread_elsewhere(const model::View& view, model::RoomId selected,
                                       const Settings& settings);

}  // namespace hubbub::ui::rooms
