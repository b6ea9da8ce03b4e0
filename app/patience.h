// How long a program that has said all it had to say waits to hear that it arrived. One thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace hubbub::app {

class Patience {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // From the end of the input, and each confirmation after it, until the next one. A host that
  // holds us back says how much longer.
  static constexpr std::chrono::seconds kForConfirmation{10};
  // From the last confirmation until the own lines have come back too.
  static constexpr std::chrono::seconds kForComingBack{2};

  // There is nothing more to say.
  void begin(TimePoint now) { until_ = now + kForConfirmation; }

  // So many messages are not confirmed, or questions not answered; after begin(), whenever
  // something came.
  void note(std::size_t unconfirmed, TimePoint now) {
    if (std::exchange(unconfirmed_, unconfirmed) > unconfirmed) {
      until_ = now + kForConfirmation;
    }
    if (unconfirmed == 0) {
      until_ = std::min(until_, now + kForComingBack);
    }
  }

  // Nothing came until until(). Whether to wait on, as the host takes nothing before `held_until`.
  bool waits_on(TimePoint held_until, TimePoint now) {
    if (unconfirmed_ == 0 || held_until + kForConfirmation <= now) {
      return false;
    }
    until_ = held_until + kForConfirmation;
    return true;
  }

  [[nodiscard]] TimePoint until() const { return until_; }

 private:
  TimePoint until_ = TimePoint::max();
  std::size_t unconfirmed_ = 0;
};

}  // namespace hubbub::app
