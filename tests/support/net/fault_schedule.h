// Which fault comes at which byte of one direction of one connection: drawn from the plan's seed
// and nothing else, so that it does not depend on how the bytes arrive. Not thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <random>

#include "tests/support/net/fault_plan.h"

namespace hubbub::tests {

class FaultSchedule {
 public:
  static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

  // `connection` counts the proxy's connections.
  FaultSchedule(const FaultPlan& plan, std::uint64_t connection, Direction direction);

  // How many bytes of the direction come before the next fault.
  [[nodiscard]] std::uint64_t next_at() const { return next_at_; }
  // That fault; then next_at() is about the one after it.
  Fault take();
  // Another plan from byte `offset` on.
  void replace(const FaultPlan& plan, std::uint64_t offset);

 private:
  void draw_place(std::uint64_t after);

  std::mt19937_64 random_;
  std::array<unsigned, kFaults> weights_{};  // of kRefuse always 0
  std::size_t mean_bytes_ = 0;
  std::uint64_t next_at_ = kNever;
};

}  // namespace hubbub::tests
