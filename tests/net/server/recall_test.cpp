#include "net/server/recall.h"

#include <gtest/gtest.h>

namespace hubbub::net::server {
namespace {

TEST(Recall, BeginsWithTheFirstOfTheLastMessages) {
  Recall recall;
  for (std::uint64_t seq = 1; seq <= 19; seq += 2)  // comings and goings in between
    recall.add(seq, 100);
  EXPECT_EQ(recall.backlog_start(3, 1'000'000, 20), 15U);
  EXPECT_EQ(recall.backlog_start(100, 1'000'000, 20), 1U);
  EXPECT_EQ(recall.backlog_start(0, 1'000'000, 20), 20U);
}

TEST(Recall, StaysWithinItsBytes) {
  Recall recall;
  for (std::uint64_t seq = 1; seq <= 50; ++seq)
    recall.add(seq, 1000);
  EXPECT_EQ(recall.backlog_start(1000, 10'000, 51), 41U);
}

TEST(Recall, WithoutMessagesThereIsNoBacklog) {
  EXPECT_EQ(Recall().backlog_start(100, 1'000'000, 7), 7U);
}

TEST(Recall, RemembersNoMoreThanItGives) {
  Recall recall;
  for (std::uint64_t seq = 1; seq <= 2 * kMaxBacklogLines; ++seq)
    recall.add(seq, 1);
  EXPECT_EQ(recall.backlog_start(2 * kMaxBacklogLines, 1'000'000, 2 * kMaxBacklogLines + 1),
            kMaxBacklogLines + 1);
}

}  // namespace
}  // namespace hubbub::net::server
