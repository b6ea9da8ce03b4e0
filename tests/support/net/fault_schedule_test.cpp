#include "tests/support/net/fault_schedule.h"

#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hubbub::tests {
namespace {

using Places = std::vector<std::pair<std::uint64_t, Fault>>;

constexpr int kDrawn = 2'000;

FaultPlan plan(std::uint64_t seed) {
  FaultPlan plan;
  plan.seed = seed;
  plan.mean_bytes = 500;
  plan.split = 1;
  plan.stall = 3;
  return plan;
}

Places places(FaultSchedule schedule) {
  Places places;
  for (int i = 0; i < kDrawn; ++i) {
    const std::uint64_t at = schedule.next_at();
    places.emplace_back(at, schedule.take());
  }
  return places;
}

TEST(FaultSchedule, IsTheSameForTheSameSeedAndAnotherForEachConnectionAndDirection) {
  const Places first = places({plan(1), 0, Direction::kToTarget});
  EXPECT_EQ(first, places({plan(1), 0, Direction::kToTarget}));
  EXPECT_NE(first, places({plan(2), 0, Direction::kToTarget}));
  EXPECT_NE(first, places({plan(1), 1, Direction::kToTarget}));
  EXPECT_NE(first, places({plan(1), 0, Direction::kToClient}));
}

TEST(FaultSchedule, KeepsToTheMeanAndTheWeights) {
  const Places all = places({plan(1), 0, Direction::kToTarget});
  int stalls = 0;
  std::uint64_t last = 0;
  for (const auto& [at, fault] : all) {
    EXPECT_GT(at, last) << "at most one at a byte, and none before the first";
    last = at;
    EXPECT_TRUE(fault == Fault::kSplit || fault == Fault::kStall);
    stalls += fault == Fault::kStall ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(last) / kDrawn, 500, 50);
  EXPECT_NEAR(static_cast<double>(stalls) / kDrawn, 0.75, 0.05);
}

TEST(FaultSchedule, WithoutAMeanOrWithoutAKindNothingComes) {
  FaultPlan calm = plan(1);
  calm.mean_bytes = 0;
  EXPECT_EQ(FaultSchedule(calm, 0, Direction::kToTarget).next_at(), FaultSchedule::kNever);
  calm = FaultPlan{};
  calm.mean_bytes = 1;
  EXPECT_EQ(FaultSchedule(calm, 0, Direction::kToTarget).next_at(), FaultSchedule::kNever);
}

TEST(FaultSchedule, AnotherPlanHoldsFromThereOn) {
  FaultSchedule schedule(FaultPlan{}, 0, Direction::kToTarget);
  schedule.replace(plan(1), 10'000);
  EXPECT_GT(schedule.next_at(), 10'000U);
  schedule.replace(FaultPlan{}, 10'000);
  EXPECT_EQ(schedule.next_at(), FaultSchedule::kNever);
}

}  // namespace
}  // namespace hubbub::tests
