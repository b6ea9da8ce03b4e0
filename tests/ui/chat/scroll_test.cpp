#include "ui/chat/scroll.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/ui/chat/room.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

constexpr float kView = 300.0F;

// Heights that differ from line to line, as wrapped text has them.
float height_of(const Item& item) {
  return 20.0F + 20.0F * static_cast<float>(item.begin % 4);
}

class ScrollTest : public ::testing::Test {
 protected:
  void place(float view_height = kView) {
    scroll_.place(
        Items(room_.room()), view_height,
        [this](const Item& item) {
          ++asked_;
          return height_of(item);
        },
        placed_);
  }
  float bottom() const { return placed_.back().y + placed_.back().height; }

  TestRoom room_;
  Scroll scroll_;
  std::vector<Placed> placed_;
  int asked_ = 0;
};

TEST_F(ScrollTest, StartsAtTheNewestAndStaysThere) {
  room_.say_many(100);
  place();
  EXPECT_EQ(placed_.back().item.end, 100);
  EXPECT_FLOAT_EQ(bottom(), kView);
  room_.say("ann", "more");
  place();
  EXPECT_EQ(placed_.back().item.end, 101);
  EXPECT_TRUE(scroll_.follows());
}

TEST_F(ScrollTest, AShortLogStandsAtTheBottom) {
  room_.say_many(2);
  place();
  EXPECT_EQ(placed_.size(), 2U);
  EXPECT_FLOAT_EQ(bottom(), kView);
  scroll_.by(-100.0F);
  place();
  EXPECT_TRUE(scroll_.follows()) << "there is nowhere to go";
  EXPECT_FLOAT_EQ(bottom(), kView);
}

TEST_F(ScrollTest, WhoReadsOlderLinesIsNotMoved) {
  room_.say_many(100);
  place();
  scroll_.by(-200.0F);
  place();
  EXPECT_FALSE(scroll_.follows());
  const Placed before = placed_.front();
  room_.say_many(50);
  place();
  EXPECT_EQ(placed_.front().item, before.item);
  EXPECT_FLOAT_EQ(placed_.front().y, before.y);
}

TEST_F(ScrollTest, ScrollingDownToTheEndFollowsAgain) {
  room_.say_many(100);
  place();
  scroll_.by(-200.0F);
  place();
  scroll_.by(200.0F);
  place();
  EXPECT_TRUE(scroll_.follows());
}

TEST_F(ScrollTest, TheTopIsTheTop) {
  room_.say_many(100);
  place();
  scroll_.by(-1e6F);
  place();
  EXPECT_EQ(placed_.front().item.begin, 0);
  EXPECT_FLOAT_EQ(placed_.front().y, 0.0F);
}

TEST_F(ScrollTest, ALineCanBeBroughtIntoTheMiddle) {
  room_.say_many(1000);
  place();
  scroll_.to_line(500, 0.5F);
  place();
  const auto found = std::find_if(placed_.begin(), placed_.end(),
                                  [](const Placed& item) { return item.item.begin == 500; });
  ASSERT_NE(found, placed_.end());
  EXPECT_NEAR(found->y, kView / 2.0F, 1.0F);
}

TEST_F(ScrollTest, OnlyWhatIsInSightIsMeasured) {
  room_.say_many(100'000);
  asked_ = 0;
  scroll_.to_position(50'000.0);
  place();
  place(kView / 2.0F);
  EXPECT_LT(asked_, 60);
}

TEST_F(ScrollTest, AResizeKeepsTheUppermostLine) {
  room_.say_many(100);
  place();
  scroll_.by(-500.0F);
  place();
  const Item top = placed_.front().item;
  place(200.0F);
  EXPECT_EQ(placed_.front().item, top);
}

RC_GTEST_FIXTURE_PROP(ScrollTest, WhatIsInSightIsAlwaysFilledAndInOrder, ()) {
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-600, 600))) {
    if (step % 5 == 0) {
      room_.say_many(static_cast<std::uint32_t>(std::abs(step) % 40));
    }
    scroll_.by(static_cast<float>(step));
    place(step % 7 == 0 ? 150.0F : kView);
    const Items items(room_.room());
    if (items.empty()) {
      continue;
    }
    const float view = step % 7 == 0 ? 150.0F : kView;
    RC_ASSERT(bottom() >= view - 0.01F);
    RC_ASSERT(placed_.front().y <= 0.01F || placed_.front().item.begin == items.first());
    for (std::size_t i = 1; i < placed_.size(); ++i) {
      RC_ASSERT(placed_[i].item.begin == placed_[i - 1].item.end);
    }
    RC_ASSERT(scroll_.follows() ==
              (placed_.back().item.end == items.end() && bottom() <= view + 0.01F));
  }
}

}  // namespace
}  // namespace hubbub::ui::chat
