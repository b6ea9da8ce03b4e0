#include "ui/theme/text.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/support/cpu_time.h"
#include "tests/support/ui/driver.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::theme {
namespace {

using tests::ui::Driver;

std::size_t code_points(const std::string& utf8) {
  std::size_t count = 0;
  for (const char c : utf8) {
    count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  return count;
}

// The sequences' own glyphs need the system's emoji font; ./run and ./test install it.
TEST(DisplayableText, DrawsAnEmojiSequenceAsOneGlyph) {
  const Driver driver;
  for (const char* sequence : {"\U0001F44D\U0001F3FD", "\U0001F1EB\U0001F1EE", "\u2764\uFE0F",
                               "\U0001F468\u200D\U0001F469\u200D\U0001F467", "1\uFE0F\u20E3"}) {
    EXPECT_EQ(code_points(displayable(sequence)), 1U) << sequence;
  }
}

TEST(DisplayableText, KnowsWhatWasWritten) {
  const Driver driver;
  for (const std::string text :
       {"plain", "a \U0001F44D\U0001F3FD \u2764\uFE0F \U0001F468\u200D\U0001F469\u200D\U0001F467 Ж",
        "\u0915\u094D\u200D\u0937 \u2764\uFE0E", "\u200B\u200Dx\u200B", "\u2764\uFE0E"}) {
    EXPECT_EQ(source_of(text, 0, displayable(text).size()), text);
    EXPECT_EQ(source_of(text, 0, std::string::npos), text);
    EXPECT_EQ(source_of(text, 0, 0), "");
  }
}

TEST(DisplayableText, KnowsWhatAPartOfItWas) {
  const Driver driver;
  const std::string text = "ab \u2764\uFE0E \u0915\u094D\u200D\u0937.";
  const std::string shown = displayable(text);
  const std::size_t heart = shown.find("\u2764");
  EXPECT_EQ(source_of(text, heart, heart + 3), "\u2764\uFE0E");
  EXPECT_EQ(source_of(text, heart + 3, shown.size()), " \u0915\u094D\u200D\u0937.");
  EXPECT_EQ(source_of(text, 1, 2), "b");
  EXPECT_EQ(source_of("plain", 1, 3), "la");
}

TEST(DisplayableText, LeavesOrdinaryTextAsItIs) {
  const Driver driver;
  for (const char* text : {"", "plain\ntext\twith 100 %s", "Привет Ελένη 健太 세라 café"}) {
    EXPECT_EQ(displayable(text), text);
  }
}

TEST(DisplayableText, LetsNobodyFakeAnIcon) {
  const Driver driver;
  EXPECT_EQ(displayable("\uF023 secure"), "\uFFFD secure");
  EXPECT_EQ(displayable("\uE000"), "\uFFFD");
  EXPECT_EQ(displayable("\U000F0000"), "\uFFFD");
}

// What a peer writes must not cost more than its length.
TEST(DisplayableText, IsLinearInWhateverIsWritten) {
  const Driver driver;
  constexpr std::size_t kSize = 64 * 1024;
  for (const char* const pattern :
       {"1\u200D", "\U0001F468\u200D", "1\uFE0F\u200D", "1\U000E0020"}) {
    std::string text;
    while (text.size() < kSize) {
      text += pattern;
    }
    const auto start = tests::thread_cpu_time();
    (void)displayable(text);
    const auto taken = tests::thread_cpu_time() - start;
    EXPECT_LT(taken, std::chrono::seconds{1}) << pattern;
  }
}

TEST(DisplayableText, ShowsControlsAndDropsWhatReorders) {
  const Driver driver;
  EXPECT_EQ(displayable("a\x1b[31mb"), "a\u241B[31mb");
  EXPECT_EQ(displayable("\u202Eevil"), "evil");
  EXPECT_EQ(displayable(std::string("a\0b", 3)), "a\u2400b");
  EXPECT_EQ(displayable("bad \xff byte"), "bad \uFFFD byte");
}

}  // namespace
}  // namespace hubbub::ui::theme
