#include "ui/chat/local_time.h"

#include <array>
#include <chrono>
#include <ctime>

namespace hubbub::ui::chat {
namespace {

std::tm local(net::wire::HostTime time) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  const std::tm* const fields = std::localtime(&seconds);
  return fields != nullptr ? *fields : std::tm{};
}

std::string formatted(const char* format, const std::tm& fields) {
  std::array<char, 64> text{};
  // The formats are the literals below; -Wformat cannot see through the parameter.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  const std::size_t size = std::strftime(text.data(), text.size(), format, &fields);
#pragma GCC diagnostic pop
  return {text.data(), size};
}

}  // namespace

Day local_day(net::wire::HostTime time) {
  const std::tm fields = local(time);
  const std::chrono::year_month_day date{
      std::chrono::year(fields.tm_year + 1900),
      std::chrono::month(static_cast<unsigned>(fields.tm_mon + 1)),
      std::chrono::day(static_cast<unsigned>(fields.tm_mday))};
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string clock_text(net::wire::HostTime time) {
  return formatted("%H:%M", local(time));
}

std::string full_text(net::wire::HostTime time) {
  return formatted("%Y-%m-%d %H:%M", local(time));
}

std::string day_text(net::wire::HostTime time, net::wire::HostTime now) {
  const Day age = local_day(now) - local_day(time);
  if (age == 0) {
    return "Today";
  }
  if (age == 1) {
    return "Yesterday";
  }
  const std::tm fields = local(time);
  const bool same_year = fields.tm_year == local(now).tm_year;
  return formatted(same_year ? "%A, %e %B" : "%A, %e %B %Y", fields);
}

// Zones that agree today differ in the other half of the year.
Calendar calendar(net::wire::HostTime now) {
  constexpr std::chrono::days kHalfAYear{183};
  return {local_day(now),
          formatted("%Z%z ", local(now)) + formatted("%Z%z", local(now + kHalfAYear))};
}

std::chrono::microseconds until_next_calendar(net::wire::HostTime now) {
  std::tm midnight = local(now);
  midnight.tm_mday += 1;
  midnight.tm_hour = 0;
  midnight.tm_min = 0;
  midnight.tm_sec = 0;
  midnight.tm_isdst = -1;
  const net::wire::HostTime next{std::chrono::seconds(std::mktime(&midnight))};
  const std::chrono::microseconds left = next - now;
  constexpr std::chrono::microseconds kMost = kCalendarCheck;
  return left > std::chrono::microseconds::zero() && left < kMost ? left : kMost;
}

net::wire::HostTime now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace hubbub::ui::chat
