// The host's clocks, injected so that tests turn them by hand.
#pragma once

#include <chrono>

#include "net/wire/events.h"

namespace hubbub::net::server {

class Clock {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  // Monotonic; for time-outs.
  [[nodiscard]] virtual Instant now() const = 0;
  // For people.
  [[nodiscard]] virtual wire::HostTime wall() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] wire::HostTime wall() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
  }
};

}  // namespace hubbub::net::server
