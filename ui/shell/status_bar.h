// The line at the bottom: connection, people, dialect, round trip. Main thread.
#pragma once

#include "ui/model/view.h"

namespace hubbub::ui::shell {

inline constexpr float kStatusBarHeight = 28.0F;  // density-independent pixels

// As wide as the current window, at its cursor. What does not fit is left out from the right.
void draw_status_bar(const model::View& view, model::RoomId room);

}  // namespace hubbub::ui::shell
