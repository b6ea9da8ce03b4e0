#include "ui/chat/local_time.h"

#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

namespace hubbub::ui::chat {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// 2026-11-23 23:30 UTC, a Monday.
constexpr net::wire::HostTime kLate{std::chrono::seconds(1'795'476'600)};

class LocalTime : public ::testing::Test {
 protected:
  void SetUp() override { zone("UTC"); }
  void TearDown() override { zone("UTC"); }
  static void zone(const char* name) {
    setenv("TZ", name, 1);
    tzset();
  }
};

TEST_F(LocalTime, FollowsTheTimeZone) {
  EXPECT_EQ(clock_text(kLate), "23:30");
  zone("EST5");
  EXPECT_EQ(clock_text(kLate), "18:30");
}

TEST_F(LocalTime, DaysEndAtLocalMidnight) {
  EXPECT_EQ(local_day(kLate + hours(1)) - local_day(kLate), 1);
  zone("EST5");
  EXPECT_EQ(local_day(kLate + hours(1)) - local_day(kLate), 0);
}

TEST_F(LocalTime, DaysAreNamedByTheirAge) {
  EXPECT_EQ(day_text(kLate, kLate + minutes(10)), "Today");
  EXPECT_EQ(day_text(kLate, kLate + hours(1)), "Yesterday");
  EXPECT_EQ(day_text(kLate, kLate + hours(72)), "Monday, 23 November");
  EXPECT_EQ(day_text(kLate, kLate + hours(24 * 60)), "Monday, 23 November 2026");
}

TEST_F(LocalTime, TheCalendarIsAnotherAfterMidnightAndInAnotherZone) {
  const Calendar before = calendar(kLate);
  EXPECT_EQ(calendar(kLate + minutes(29)), before);
  EXPECT_NE(calendar(kLate + minutes(30)), before);
  zone("EST5");
  EXPECT_NE(calendar(kLate), before);
  // The same until spring.
  zone("CET-1");
  const Calendar without_summer_time = calendar(kLate);
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_NE(calendar(kLate), without_summer_time);
}

TEST_F(LocalTime, TheNextCalendarComesAtMidnight) {
  EXPECT_EQ(until_next_calendar(kLate), minutes(30));
  EXPECT_EQ(until_next_calendar(kLate - hours(5)), kCalendarCheck);
  zone("EST5");
  EXPECT_EQ(until_next_calendar(kLate + hours(5) + minutes(10)), minutes(20));
}

TEST_F(LocalTime, CopiesCarryTheDate) {
  EXPECT_EQ(full_text(kLate), "2026-11-23 23:30");
}

}  // namespace
}  // namespace hubbub::ui::chat
