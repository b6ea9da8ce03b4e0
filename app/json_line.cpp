#include "app/json_line.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

#include <spdlog/fmt/fmt.h>

#include "net/wire/utf8.h"
#include "net/wire/visible.h"

namespace hubbub::app {
namespace {

// As RFC 8259, section 7, has it: what is past the first plane takes two.
void append_escaped(char32_t code_point, std::string& line) {
  if (code_point < 0x10000) {
    line += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(code_point));
    return;
  }
  const std::uint32_t rest = static_cast<std::uint32_t>(code_point) - 0x10000;
  line += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

}  // namespace

std::string line_of(const Json& object) {
  const std::string json = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string line;
  line.reserve(json.size() + 1);
  for (std::size_t at = 0; at < json.size();) {
    const net::wire::Utf8Step step = net::wire::next_code_point(std::string_view(json).substr(at));
    if (net::wire::acts_on_display(step.code_point)) {
      append_escaped(step.code_point, line);
    } else {
      line.append(json, at, step.bytes);
    }
    at += step.bytes;
  }
  return line += '\n';
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
