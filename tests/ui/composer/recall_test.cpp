#include "ui/composer/recall.h"

#include <gtest/gtest.h>

namespace hubbub::ui::composer {
namespace {

TEST(Recall, GoesBackAndReturnsToTheDraft) {
  Recall recall;
  recall.remember("one");
  recall.remember("two");
  EXPECT_EQ(recall.older("draft"), "two");
  EXPECT_EQ(recall.older("two"), "one");
  EXPECT_EQ(recall.older("one"), std::nullopt);
  EXPECT_EQ(recall.newer(), "two");
  EXPECT_EQ(recall.newer(), "draft");
  EXPECT_EQ(recall.newer(), std::nullopt);
}

TEST(Recall, TheSameLineTwiceIsOne) {
  Recall recall;
  recall.remember("one");
  recall.remember("one");
  EXPECT_EQ(recall.older(""), "one");
  EXPECT_EQ(recall.older(""), std::nullopt);
}

TEST(Recall, ForgetsTheOldest) {
  Recall recall;
  for (std::size_t i = 0; i < 2 * Recall::kMaxLines; ++i) {
    recall.remember(std::to_string(i));
  }
  std::size_t steps = 0;
  while (recall.older("")) {
    ++steps;
  }
  EXPECT_EQ(steps, Recall::kMaxLines);
}

}  // namespace
}  // namespace hubbub::ui::composer
