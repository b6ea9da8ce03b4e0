#include "net/text/fold.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::net::text {
namespace {

using testing::ElementsAre;

// The bytes of `text` that became the first `wanted` of its form.
std::string origin_of(std::string_view text, std::string_view wanted) {
  const std::size_t at = folded(text).find(wanted);
  const ByteRange origin = unfolded(text, {{at, at + wanted.size()}}).front();
  return std::string(text.substr(origin.begin, origin.end - origin.begin));
}

TEST(Fold, IgnoresCaseInTheScriptsThatHaveIt) {
  EXPECT_EQ(folded("Ann"), folded("aNN"));
  EXPECT_EQ(folded("ÄÖÜ"), folded("äöü"));
  EXPECT_EQ(folded("ПРИВЕТ Ёж"), folded("привет ёЖ"));
  EXPECT_EQ(folded("ΚΑΛΗΜΈΡΑΣ"), folded("καλημέρας"));
  EXPECT_EQ(folded("ŽIŽEK Łódź"), folded("žižek łÓDŹ"));
  EXPECT_EQ(folded("STRASSE"), folded("straße"));
  EXPECT_NE(folded("ann"), folded("anne"));
  EXPECT_NE(folded("×"), folded("÷"));
}

TEST(Fold, IgnoresEncodingWidthAndWhatIsNotSeen) {
  EXPECT_EQ(folded("cafe\u0301"), folded("CAF\u00C9"));
  EXPECT_EQ(folded("ｐｉｚｚａ"), "pizza");
  EXPECT_EQ(folded("pi\u200Bz\u00ADza"), "pizza");
}

TEST(Fold, FindsAFormInAText) {
  const std::string long_text = "A line of more than EIGHT bytes, and Wire at its end";
  for (const char* const form : {"a", "line", "eight bytes, and", "wire at its end", ""}) {
    EXPECT_TRUE(has_folded(long_text, form)) << form;
    EXPECT_TRUE(has_folded(long_text + " \u00C4", form)) << form;
  }
  for (const char* const form : {"wires", "ends", "\u00E4"}) {
    EXPECT_FALSE(has_folded(long_text, form)) << form;
  }
  EXPECT_TRUE(has_folded("12345678\u00C4", "8\u00E4"));
  EXPECT_TRUE(has_folded("", ""));
  EXPECT_FALSE(has_folded("", "a"));
  EXPECT_FALSE(has_folded("cafe\u0301", "cafe"));
}

TEST(Fold, KnowsWhatEachByteWas) {
  EXPECT_EQ(origin_of("my Stra\u00DFe!", "strasse"), "Stra\u00DFe");
  EXPECT_EQ(origin_of("my Stra\u00DFe!", "se"), "\u00DFe");
  EXPECT_EQ(origin_of("a Cafe\u0301, ok", folded("caf\u00E9")), "Cafe\u0301");
  EXPECT_EQ(origin_of("we want ｐｉｚｚａ now", "pizza"), "ｐｉｚｚａ");
  EXPECT_EQ(origin_of("we want pi\u200Bzza now", "pizza"), "pi\u200Bzza");
  EXPECT_EQ(origin_of("\u00E9\u00E9 x", "x"), "x");
}

TEST(Fold, TakesSeveralRangesAtOnce) {
  // "ß-ß" is "ss-ss".
  EXPECT_THAT(unfolded("\u00DF-\u00DF", {{0, 2}, {2, 3}, {3, 5}}),
              ElementsAre(ByteRange{0, 2}, ByteRange{2, 3}, ByteRange{3, 5}));
  EXPECT_THAT(unfolded("ABC", {{0, 1}, {2, 3}}), ElementsAre(ByteRange{0, 1}, ByteRange{2, 3}));
}

TEST(Fold, TakesWhatIsNoUtf8) {
  EXPECT_EQ(folded("A\xFF\u00C4"), "a\xFF\u00E4");
  EXPECT_EQ(origin_of("A\xFF\u00C4", "\u00E4"), "\u00C4");
}

}  // namespace
}  // namespace hubbub::net::text
