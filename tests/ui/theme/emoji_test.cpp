#include "ui/theme/emoji.h"

#include <gtest/gtest.h>

namespace hubbub::ui::theme {
namespace {

TEST(EmojiSequences, RecognisesEachKindOfSequenceAsOne) {
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F44D\U0001F3FD!"), 2U) << "skin tone";
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F1EB\U0001F1EE\U0001F1EB"), 2U) << "flag";
  EXPECT_EQ(EmojiSequences::length_at(U"\u2764\uFE0F"), 2U) << "variation selector";
  EXPECT_EQ(EmojiSequences::length_at(U"1\uFE0F\u20E3"), 3U) << "keycap";
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F468\u200D\U0001F469\u200D\U0001F467 x"), 5U)
      << "family";
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F3F3\uFE0F\u200D\U0001F308"), 4U) << "rainbow flag";
  EXPECT_EQ(EmojiSequences::length_at(U"\u26A1"), 1U) << "a picture by default, below U+10000";
}

TEST(EmojiSequences, LeavesTextAlone) {
  EXPECT_EQ(EmojiSequences::length_at(U""), 0U);
  EXPECT_EQ(EmojiSequences::length_at(U"a"), 0U);
  EXPECT_EQ(EmojiSequences::length_at(U"42"), 0U) << "digits may be emoji, but are not here";
  EXPECT_EQ(EmojiSequences::length_at(U"\u2764"), 0U) << "a text heart";
  EXPECT_EQ(EmojiSequences::length_at(U"\u26A1\uFE0E"), 0U) << "asked to be text";
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F600"), 0U) << "drawn as it is";
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F1EB"), 0U) << "half a flag";
}

TEST(EmojiSequences, DoesNotSwallowAJoinerThatJoinsNothing) {
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F468\u200Dx"), 0U);
  EXPECT_EQ(EmojiSequences::length_at(U"\U0001F44D\U0001F3FD\u200D"), 2U);
}

TEST(EmojiSequences, RefusesEndlessChains) {
  std::u32string chain = U"\U0001F468";
  for (int i = 0; i < 100; ++i) {
    chain += U"\u200D\U0001F468";
  }
  EXPECT_EQ(EmojiSequences::length_at(chain), 0U);
}

}  // namespace
}  // namespace hubbub::ui::theme
