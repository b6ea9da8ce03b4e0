#include "ui/dialog/progress.h"

#include <gtest/gtest.h>

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;
using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr std::chrono::steady_clock::time_point kNow{std::chrono::hours(1)};

TEST(RetryText, CountsDownInWholeSecondsAndNeverSaysZero) {
  EXPECT_EQ(retry_text(3, kNow + milliseconds(4001), kNow), "Attempt 3, trying again in 5 s");
  EXPECT_EQ(retry_text(3, kNow + milliseconds(4000), kNow), "Attempt 3, trying again in 4 s");
  EXPECT_EQ(retry_text(3, kNow + milliseconds(1), kNow), "Attempt 3, trying again in 1 s");
  EXPECT_EQ(retry_text(3, kNow, kNow), "Attempt 3, trying again");
  EXPECT_EQ(retry_text(3, kNow - seconds(9), kNow), "Attempt 3, trying again");
}

TEST(RetryText, SaysWhenItWillSaySomethingElse) {
  const auto at = kNow + milliseconds(4300);
  const auto next = next_retry_text(at, kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(*next, kNow + milliseconds(300));
  EXPECT_NE(retry_text(1, at, *next), retry_text(1, at, kNow));
  EXPECT_FALSE(next_retry_text(kNow, kNow));
}

}  // namespace
}  // namespace hubbub::ui::dialog
