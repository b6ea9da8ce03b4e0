// The line at the top: menu, where we are, and what can be shown or hidden. Main thread.
#pragma once

#include "ui/actions.h"
#include "ui/model/view.h"
#include "ui/rooms/room_list.h"
#include "ui/settings.h"

namespace hubbub::ui::shell {

struct HeaderState {
  bool roster_shown = true;
  bool narrow = false;           // rooms are chosen in the menu
  bool addresses_shown = false;  // the strip with the guests' addresses
};

struct HeaderResult {
  bool show_addresses = false;
  bool search = false;
  bool menu_opened = false;
};

inline constexpr float kHeaderHeight = 48.0F;  // density-independent pixels

// As wide as the current window, at its cursor. Changes theme and scale in `settings`.
HeaderResult draw_header(const model::View& view, model::RoomId room, const rooms::RoomList& list,
                         const HeaderState& state, Settings& settings, Actions& out);

}  // namespace hubbub::ui::shell
