#include "ui/chat/items.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/ui/chat/room.h"

namespace hubbub::ui::chat {
namespace {

using tests::joined;
using tests::TestRoom;

TEST(Items, AMessageIsAnItem) {
  TestRoom room;
  room.say("ann", "one");
  room.say("ann", "two");
  const Items items(room.room());
  EXPECT_EQ(items.containing(1), (Item{1, 2}));
}

TEST(Items, ARunOfJoinsIsOneItemFromWhicheverLine) {
  TestRoom room;
  room.say("ann", "one");
  room.apply({joined("x"), joined("y"), joined("z")});
  room.say("ann", "two");
  const Items items(room.room());
  for (LineIndex line = 1; line <= 3; ++line) {
    EXPECT_EQ(items.containing(line), (Item{1, 4}));
  }
  EXPECT_EQ(items.containing(4), (Item{4, 5}));
}

TEST(Items, TwoRunsThatTouchStayTwo) {
  TestRoom room;
  tests::wire::EventBatch batch;
  for (std::size_t i = 0; i < model::kMaxRunLines + 3; ++i) {
    batch.emplace_back(joined("n" + std::to_string(i)));
  }
  room.apply(std::move(batch));
  const Items items(room.room());
  constexpr auto kRun = static_cast<LineIndex>(model::kMaxRunLines);
  EXPECT_EQ(items.containing(5), (Item{0, kRun}));
  EXPECT_EQ(items.containing(kRun + 1), (Item{kRun, kRun + 3}));
}

TEST(Items, OwnMessagesOnTheirWayStandBehindTheLog) {
  TestRoom room;
  room.say("ann", "one");
  room.compose("hello");
  room.compose("again");
  const Items items(room.room());
  EXPECT_EQ(items.end(), 3);
  EXPECT_FALSE(items.is_outgoing({0, 1}));
  EXPECT_TRUE(items.is_outgoing({1, 2}));
  EXPECT_EQ(items.outgoing({2, 3}).text, "again");
}

}  // namespace
}  // namespace hubbub::ui::chat
