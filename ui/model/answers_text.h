// Lists of the host as text for the log. Pure functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "net/wire/events.h"

namespace hubbub::ui::model {

namespace wire = net::wire;

// A line for each room: "#games — 3 people — topic".
[[nodiscard]] std::string rooms_text(const std::vector<wire::RoomInfo>& rooms);

// A line for each ban: "#4 eve (10.0.0.7), by ann, 2 h left: reason". `now` by the host's clock.
[[nodiscard]] std::string bans_text(const std::vector<wire::Ban>& bans, wire::HostTime now);

}  // namespace hubbub::ui::model
