// Durations as people say them. Pure; any thread.
#pragma once

#include <chrono>
#include <string>

namespace hubbub::net::wire {

// "30 seconds", "1 minute", "2 hours", "3 days": the largest unit that it fills twice or evenly,
// rounded up. At least "1 second".
template <class Duration>
std::string spoken_duration(Duration duration) {
  auto seconds = std::chrono::ceil<std::chrono::seconds>(duration).count();
  if (seconds < 1)
    seconds = 1;
  struct Unit {
    long long seconds;
    const char* name;
  };
  for (const Unit unit : {Unit{86'400, "day"}, Unit{3'600, "hour"}, Unit{60, "minute"}}) {
    if (seconds < 2 * unit.seconds && seconds != unit.seconds)
      continue;
    const long long count = (seconds + unit.seconds - 1) / unit.seconds;
    return std::to_string(count) + ' ' + unit.name + (count == 1 ? "" : "s");
  }
  return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

}  // namespace hubbub::net::wire
