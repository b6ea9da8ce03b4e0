// Time that passes when a test says so. One thread.
#pragma once

#include <chrono>

namespace hubbub::tests {

class ManualClock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  [[nodiscard]] TimePoint now() const { return now_; }
  void advance(std::chrono::nanoseconds by) { now_ += by; }

 private:
  // Not zero, so that "an hour ago" is a time too.
  TimePoint now_{std::chrono::hours{24}};
};

}  // namespace hubbub::tests
