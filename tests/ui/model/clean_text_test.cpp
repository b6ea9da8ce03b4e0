#include "ui/model/clean_text.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ui/model/limits.h"
#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

std::string clean(std::string_view text) {
  std::string scratch;
  return std::string(clean_text(text, scratch));
}

std::string name(std::string_view text) {
  std::string scratch;
  return std::string(clean_name(text, scratch));
}

TEST(CleanText, PlainTextIsHandedBackWithoutCopying) {
  const std::string_view text = "just words,\nand a line";
  std::string scratch;
  EXPECT_EQ(clean_text(text, scratch).data(), text.data());
}

TEST(CleanText, KeepsLettersOfTheWorldAndEmoji) {
  const char* const texts[] = {"Grüße",
                               "привет",
                               "Καλημέρα",
                               "日本語のテキスト",
                               "안녕",
                               "שלום",
                               "नमस्ते",
                               "สวัสดี",
                               "👩‍👩‍👧",
                               "❤️",
                               "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                               "e\u0301"};
  for (const char* text : texts) {
    EXPECT_EQ(clean(text), text);
  }
}

TEST(CleanText, EveryLineEndBecomesOneNewline) {
  EXPECT_EQ(clean("a\r\nb\rc\u2028d\u0085e"), "a\nb\nc\nd\ne");
}

TEST(CleanText, ControlsAreShownAsReplacements) {
  EXPECT_EQ(clean("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(clean(std::string_view("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(clean("tab\tstays"), "tab\tstays");
}

TEST(CleanText, BidirectionalOverridesGo) {
  EXPECT_EQ(clean("user\u202Egpj.exe\u202C"), "usergpj.exe");
  EXPECT_EQ(clean("\u2066x\u2069"), "x");
}

TEST(CleanText, InvisibleCharactersGo) {
  EXPECT_EQ(clean("a\u200B\uFEFF\u00AD\u2060b"), "ab");
}

TEST(CleanText, TheWindowsOwnIconsCannotBeForged) {
  EXPECT_EQ(clean("\uF023 secure"), "\uFFFD secure");
  EXPECT_EQ(clean("\U000F0001"), "\uFFFD");
}

TEST(CleanText, PilesOfMarksAreCutShort) {
  std::string zalgo = "e";
  for (int i = 0; i < 100; ++i) {
    zalgo += "\u0301";
  }
  EXPECT_EQ(clean(zalgo).size(), 1 + kMaxMarks * 2);
}

TEST(CleanText, TagsStandOnlyInFlags) {
  EXPECT_EQ(clean("a\U000E0067\U000E0062"), "a");
}

TEST(CleanText, BytesThatAreNoUtf8AreReplacedOneByOne) {
  EXPECT_EQ(clean("a\xff\xc3z"), "a\uFFFD\uFFFDz");
}

TEST(CleanLine, HasNoLineEndsAndTabs) {
  std::string scratch;
  EXPECT_EQ(clean_line("left)\nann is\tgone\r\n\u0085", scratch), "left) ann is gone  ");
  EXPECT_EQ(clean_line("plain", scratch), "plain");
}

TEST(CleanName, IsOneLine) {
  EXPECT_EQ(name("ann\r\nbob\t"), "ann bob ");
}

TEST(CleanName, IsNeverBlank) {
  EXPECT_EQ(name(""), "(no name)");
  EXPECT_EQ(name(" \u202E\n"), "(no name)");
}

TEST(CleanName, IsCutBetweenCodePoints) {
  std::string longest;
  while (longest.size() <= kMaxShownNickBytes) {
    longest += "я";
  }
  EXPECT_EQ(name(longest).size(), kMaxShownNickBytes - 1);
}

TEST(CutUtf8, NeverCutsWithinACodePoint) {
  EXPECT_EQ(cut_utf8("aя", 2), "a");
  EXPECT_EQ(cut_utf8("aя", 3), "aя");
  EXPECT_EQ(cut_utf8("я", 1), "");
}

RC_GTEST_PROP(CleanText, IsValidBoundedAndIdempotent, (const std::string& bytes)) {
  const std::string once = clean(bytes);
  RC_ASSERT(clean(once) == once);
  RC_ASSERT(once.size() <= bytes.size() * 3);
  for (std::size_t at = 0; at < once.size();) {
    const CodePoint point = code_point_at(once, at);
    RC_ASSERT(point.valid);
    RC_ASSERT(point.value >= 0x20 || point.value == '\n' || point.value == '\t');
    at += point.size;
  }
}

}  // namespace
}  // namespace hubbub::ui::model
