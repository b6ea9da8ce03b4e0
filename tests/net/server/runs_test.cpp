#include "net/server/runs.h"

#include <gtest/gtest.h>

namespace hubbub::net::server {
namespace {

const std::vector<history::RunEnd> kEnded{{901, 10}, {17, 20}, {555, 30}};
constexpr std::uint64_t kPresent = 4;
constexpr std::uint64_t kLast = 35;

std::uint64_t kept(const std::vector<wire::SeenRun>& seen) {
  return kept_of(kEnded, kPresent, kLast, seen);
}

TEST(Runs, WhatWasSeenInAKnownRunIsKeptUpToItsEnd) {
  EXPECT_EQ(kept({{kPresent, 33}}), 33U);
  EXPECT_EQ(kept({{kPresent, 99}}), kLast);
  EXPECT_EQ(kept({{17, 15}}), 15U);
  EXPECT_EQ(kept({{17, 25}}), 20U);
  EXPECT_EQ(kept({{901, 25}}), 10U);
}

TEST(Runs, WhatWasSeenInAnUnknownRunIsGone) {
  EXPECT_EQ(kept({{333, 25}}), 0U);
  EXPECT_EQ(kept({}), 0U);
}

TEST(Runs, WhatWasSeenBeforeAnUnknownRunIsKept) {
  EXPECT_EQ(kept({{333, 25}, {334, 22}, {17, 18}, {901, 10}}), 18U);
  EXPECT_EQ(kept(runs_seen(333, 25, {{901, 8}})), 8U);
}

}  // namespace
}  // namespace hubbub::net::server
