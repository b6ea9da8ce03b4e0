#include "tests/support/net/fault_schedule.h"

#include <algorithm>
#include <array>

namespace hubbub::tests {
namespace {

std::mt19937_64 generator(std::uint64_t seed, std::uint64_t connection, Direction direction) {
  constexpr unsigned kHalf = 32;
  std::seed_seq all{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> kHalf),
                    static_cast<std::uint32_t>(connection), static_cast<std::uint32_t>(direction)};
  return std::mt19937_64(all);
}

}  // namespace

FaultSchedule::FaultSchedule(const FaultPlan& plan, std::uint64_t connection, Direction direction)
    : random_(generator(plan.seed, connection, direction)) {
  replace(plan, 0);
}

Fault FaultSchedule::take() {
  std::discrete_distribution<unsigned> kind(weights_.begin(), weights_.end());
  const auto fault = static_cast<Fault>(kind(random_));
  draw_place(next_at_);
  return fault;
}

void FaultSchedule::replace(const FaultPlan& plan, std::uint64_t offset) {
  // In the order of Fault.
  weights_ = {plan.split, plan.merge, plan.stall, plan.cut, plan.reset, plan.half_close, 0};
  const bool any = std::any_of(weights_.begin(), weights_.end(), [](unsigned w) { return w > 0; });
  mean_bytes_ = any ? plan.mean_bytes : 0;
  draw_place(offset);
}

void FaultSchedule::draw_place(std::uint64_t after) {
  if (mean_bytes_ == 0) {
    next_at_ = kNever;
    return;
  }
  std::exponential_distribution<double> distance(1.0 / static_cast<double>(mean_bytes_));
  next_at_ = after + 1 + static_cast<std::uint64_t>(distance(random_));
}

}  // namespace hubbub::tests
