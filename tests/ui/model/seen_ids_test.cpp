#include "ui/model/seen_ids.h"

#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/limits.h"

namespace hubbub::ui::model {
namespace {

using tests::id;

TEST(SeenIds, KnowsWhatCameBefore) {
  SeenIds seen;
  EXPECT_FALSE(seen.insert(id(1), "ann"));
  EXPECT_TRUE(seen.insert(id(1), "ann"));
  EXPECT_FALSE(seen.insert(id(2), "ann"));
}

TEST(SeenIds, NobodyUsesUpAnothersId) {
  SeenIds seen;
  EXPECT_FALSE(seen.insert(id(7), "mallory"));
  EXPECT_FALSE(seen.insert(id(7), "ann"));
}

TEST(SeenIds, ForgetsTheOldestBeyondTheLimitAndNothingElse) {
  SeenIds seen;
  constexpr auto kAll = static_cast<std::uint32_t>(kRememberedIds);
  for (std::uint32_t number = 1; number <= kAll + 1000; ++number) {
    ASSERT_FALSE(seen.insert(id(number), "ann")) << number;
  }
  for (std::uint32_t number = 1001; number <= kAll + 1000; ++number) {
    ASSERT_TRUE(seen.insert(id(number), "ann")) << number;
  }
  EXPECT_FALSE(seen.insert(id(1000), "ann"));
}

TEST(SeenIds, ClearForgetsAll) {
  SeenIds seen;
  seen.insert(id(1), "ann");
  seen.clear();
  EXPECT_FALSE(seen.insert(id(1), "ann"));
}

}  // namespace
}  // namespace hubbub::ui::model
