// Host times as this machine's time zone shows them. Main thread only (std::localtime).
#pragma once

#include <chrono>
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

// What the texts of a log depend on besides its times: which day it is here, and which zone is set.
struct Calendar {
  Day today = 0;
  std::string zone;
  friend bool operator==(const Calendar&, const Calendar&) = default;
};
[[nodiscard]] Calendar calendar(net::wire::HostTime now);

// Until the calendar may be another: the next local midnight, and at most kCalendarCheck, since a
// clock can be set and a machine be asleep.
inline constexpr std::chrono::hours kCalendarCheck{1};
[[nodiscard]] std::chrono::microseconds until_next_calendar(net::wire::HostTime now);

[[nodiscard]] net::wire::HostTime now();

}  // namespace hubbub::ui::chat
