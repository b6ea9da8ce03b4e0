#include "ui/chat/markup.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/cpu_time.h"
#include "ui/model/fold.h"

namespace hubbub::ui::chat {
namespace {

using testing::ElementsAre;

std::vector<std::string> blocks(std::string_view text) {
  std::vector<std::string> result;
  for (const Block& block : split_blocks(text)) {
    result.push_back((block.code ? "code:" : "text:") + std::string(block.range.of(text)));
  }
  return result;
}

std::vector<std::string> endpoints(std::string_view text) {
  std::vector<std::string> found;
  for (const Range& range : find_endpoints(text)) {
    found.emplace_back(range.of(text));
  }
  return found;
}

std::vector<std::string> urls(std::string_view text) {
  std::vector<std::string> result;
  for (const Range& range : find_urls(text)) {
    result.emplace_back(range.of(text));
  }
  return result;
}

TEST(SplitBlocks, PlainTextIsOneBlock) {
  EXPECT_THAT(blocks("hello\nworld"), ElementsAre("text:hello\nworld"));
}

TEST(SplitBlocks, FencesMakeCodeAndVanish) {
  EXPECT_THAT(blocks("look:\n```cpp\nint x;\n  y;\n```\nright?"),
              ElementsAre("text:look:", "code:int x;\n  y;", "text:right?"));
  EXPECT_THAT(blocks("```one line```"), ElementsAre("code:one line"));
}

TEST(SplitBlocks, AFenceThatIsNeverClosedIsText) {
  EXPECT_THAT(blocks("a ``` b"), ElementsAre("text:a ``` b"));
}

TEST(SplitBlocks, NothingIsEverLostFromSight) {
  EXPECT_THAT(blocks("``````"), ElementsAre("text:``````"));
  EXPECT_THAT(blocks("\n\n"), ElementsAre("text:\n\n"));
}

TEST(SplitBlocks, IndentationStays) {
  EXPECT_THAT(blocks("\n    if x:\n        y\n"), ElementsAre("text:    if x:\n        y"));
}

TEST(FindUrls, FindsAddressesWithoutTheSentenceAround) {
  EXPECT_THAT(urls("see https://a.example/x?y=1, or (http://b.example)."),
              ElementsAre("https://a.example/x?y=1", "http://b.example"));
  EXPECT_THAT(urls("https://en.example/wiki/Foo_(bar)"),
              ElementsAre("https://en.example/wiki/Foo_(bar)"));
  EXPECT_THAT(urls("join steam://connect/192.168.1.7:27015 now"),
              ElementsAre("steam://connect/192.168.1.7:27015"));
  EXPECT_THAT(urls("www.example.org is one"), ElementsAre("www.example.org"));
}

TEST(FindUrls, LeavesEverythingElseAlone) {
  EXPECT_THAT(urls("a :// b, 3://x, http:// alone, awww.no"), ElementsAre());
}

TEST(WordAt, TakesLettersOfAnyScript) {
  const std::string_view text = "да, мир_2!";
  EXPECT_EQ(word_at(text, 0).of(text), "да");
  EXPECT_EQ(word_at(text, 8).of(text), "мир_2");
  EXPECT_EQ(word_at(text, 4).of(text), ",");
  EXPECT_EQ(word_at(text, text.size()).of(text), "");
}

// What a peer writes must not cost more than its length.
TEST(Markup, IsLinearInWhateverIsWritten) {
  constexpr std::size_t kSize = 64 * 1024;
  const char* const patterns[] = {"a://", "```",   ")",         "www.",    "ann",
                                  "://",  "xwww.", "http://x)", "a://...", "(www....",
                                  "\n",   "` ",    ".",         "a://)"};
  for (const char* pattern : patterns) {
    std::string text;
    while (text.size() < kSize) {
      text += pattern;
    }
    text += std::string(kSize, '.');
    const auto start = tests::thread_cpu_time();
    (void)split_blocks(text);
    (void)find_urls(text);
    (void)model::Needle("ann").find_words(text);
    const auto taken = tests::thread_cpu_time() - start;
    EXPECT_LT(taken, std::chrono::seconds{1}) << pattern;
  }
}

RC_GTEST_PROP(Markup, RangesAreInOrderAndWithinTheText, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "```", "\n", "http://", "a", " ", ")", "(", "www.", ".", "x.y", "я", "ann"));
  std::string text;
  for (const std::string& piece : pieces) {
    text += piece;
  }
  std::size_t done = 0;
  for (const Block& block : split_blocks(text)) {
    RC_ASSERT(block.range.begin >= done && block.range.end > block.range.begin);
    done = block.range.end;
  }
  RC_ASSERT(done <= text.size());
  done = 0;
  for (const Range& url : find_urls(text)) {
    RC_ASSERT(url.begin >= done && url.end > url.begin);
    done = url.end;
  }
  RC_ASSERT(done <= text.size());
}

TEST(Endpoints, AreFoundInASentence) {
  EXPECT_THAT(endpoints("join 192.168.1.7:27015, or (game-pc:24280)."),
              ElementsAre("192.168.1.7:27015", "game-pc:24280"));
  EXPECT_THAT(endpoints("[fe80::1c2b:3aff]:24280 or game.lan.example:8080!"),
              ElementsAre("[fe80::1c2b:3aff]:24280", "game.lan.example:8080"));
  EXPECT_THAT(endpoints("10.0.0.1:80"), ElementsAre("10.0.0.1:80"));
}

TEST(Endpoints, AreNeitherTimesNorRemarksNorPaths) {
  EXPECT_THAT(endpoints("at 20:15 or 1:2345, note:12, ratio 3:4000, 1.5:1000"), ElementsAre());
  EXPECT_THAT(endpoints("a::b:1234 x/y:8080 ann@host:8080 game-pc:99999 game-pc:8080x"),
              ElementsAre());
  EXPECT_THAT(endpoints("game-pc:08080 -x:8080 .x:8080 x..y:8080 []:8080 [::1:8080 :8080"),
              ElementsAre());
}

TEST(Endpoints, TakeLinearTime) {
  for (const char* part : {":", "a:", "]:", "[]:", "1.1.1.1:", "a.b-c:1"}) {
    std::string text;
    while (text.size() < 64 * 1024) {
      text += part;
    }
    (void)find_endpoints(text);
  }
}

}  // namespace
}  // namespace hubbub::ui::chat
