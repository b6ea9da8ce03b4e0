// Host times as this machine's time zone shows them. Main thread only (std::localtime).
#pragma once

#include <string>

#include "net/wire/events.h"

namespace hubbub::ui::chat {

// A day of the local calendar; days that follow each other are one apart.
using Day = long;

[[nodiscard]] Day local_day(net::wire::HostTime time);
// "09:05"
[[nodiscard]] std::string clock_text(net::wire::HostTime time);
// "Today", "Yesterday", "Monday, 23 November", with the year if it is not `today`'s.
[[nodiscard]] std::string day_text(net::wire::HostTime time, net::wire::HostTime now);
// "2026-11-23 09:05", for what is copied.
[[nodiscard]] std::string full_text(net::wire::HostTime time);

[[nodiscard]] net::wire::HostTime now();

}  // namespace hubbub::ui::chat
