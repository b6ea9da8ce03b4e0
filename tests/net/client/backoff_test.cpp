#include "net/client/backoff.h"

#include <gtest/gtest.h>

#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

TEST(Backoff, DoublesUpToItsBoundWithJitterBelow) {
  Backoff backoff(1);
  auto longest = kFirstRetry;
  for (unsigned attempt = 1; attempt < 100; ++attempt) {
    const auto delay = backoff.delay(attempt);
    EXPECT_GE(delay, longest / 2) << attempt;
    EXPECT_LE(delay, longest) << attempt;
    longest = std::min(longest * 2, kLongestRetry);
  }
}

TEST(Backoff, TwoClientsDoNotComeBackTogether) {
  Backoff one(1);
  Backoff other(2);
  int same = 0;
  for (unsigned attempt = 1; attempt < 20; ++attempt) {
    same += one.delay(attempt) == other.delay(attempt) ? 1 : 0;
  }
  EXPECT_LT(same, 5);
}

}  // namespace
}  // namespace hubbub::net::client
