#include "net/graphemes.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/utf8.h"

namespace hubbub::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Graphemes, AShortTextIsOnePieceAndAnEmptyOneNone) {
  EXPECT_THAT(split_at_graphemes("hello", 5), ElementsAre("hello"));
  EXPECT_THAT(split_at_graphemes("", 5), IsEmpty());
}

TEST(Graphemes, CutsBetweenClustersNotWithinThem) {
  // e + acute: 3 bytes; family: 25 bytes of one cluster.
  EXPECT_THAT(split_at_graphemes("abe\u0301c", 4), ElementsAre("ab", "e\u0301c"));
  const std::string family = "👨‍👩‍👧‍👦";
  EXPECT_THAT(split_at_graphemes("ab" + family, 26), ElementsAre("ab", family));
}

TEST(Graphemes, AClusterLongerThanAPieceIsCutBetweenCodePoints) {
  std::string zalgo = "a";
  for (int i = 0; i < 40; ++i)
    zalgo += "\u0301";
  for (const std::string_view piece : split_at_graphemes(zalgo, 9)) {
    EXPECT_LE(piece.size(), 9U);
    EXPECT_TRUE(wire::is_utf8(piece));
  }
}

TEST(Graphemes, LosesNothing) {
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += i % 3 == 0 ? "Здравствуй 😀 " : "naïve\u0301 ";
  for (std::size_t size = 4; size < 200; size += 7) {
    std::string together;
    for (const std::string_view piece : split_at_graphemes(text, size)) {
      ASSERT_LE(piece.size(), size);
      ASSERT_TRUE(wire::is_utf8(piece));
      together += piece;
    }
    ASSERT_EQ(together, text);
  }
}

}  // namespace
}  // namespace hubbub::net
