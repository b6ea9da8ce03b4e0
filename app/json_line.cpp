#include "app/json_line.h"

#include <algorithm>
#include <chrono>

#include <spdlog/fmt/fmt.h>

namespace hubbub::app {

std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json error_event(const std::string& code, const std::string& text) {
  return {{"event", "error"}, {"code", code}, {"text", text}};
}

std::string rfc3339(net::wire::HostTime time) {
  using namespace std::chrono;
  // A host may send any number; RFC 3339 has four digits for the year.
  constexpr net::wire::HostTime kFirst = sys_days{year{0} / January / 1};
  constexpr net::wire::HostTime kLast = sys_days{year{9999} / December / 31};
  time = std::clamp(time, kFirst, kLast);
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - net::wire::HostTime{day}};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace hubbub::app
