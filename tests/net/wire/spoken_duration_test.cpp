#include "net/wire/spoken_duration.h"

#include <gtest/gtest.h>

namespace hubbub::net::wire {
namespace {

using namespace std::chrono_literals;

TEST(SpokenDuration, IsInTheLargestUnitThatItFillsTwiceOrEvenly) {
  EXPECT_EQ(spoken_duration(0s), "1 second");
  EXPECT_EQ(spoken_duration(1ms), "1 second");
  EXPECT_EQ(spoken_duration(60s), "1 minute");
  EXPECT_EQ(spoken_duration(90s), "90 seconds");
  EXPECT_EQ(spoken_duration(121s), "3 minutes");
  EXPECT_EQ(spoken_duration(1h), "1 hour");
  EXPECT_EQ(spoken_duration(24h), "1 day");
  EXPECT_EQ(spoken_duration(47h), "47 hours");
  EXPECT_EQ(spoken_duration(48h), "2 days");
}

}  // namespace
}  // namespace hubbub::net::wire
