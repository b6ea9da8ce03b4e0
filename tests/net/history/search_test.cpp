#include "net/history/search.h"

#include <set>

#include <gmock/gmock.h>

#include "net/history/limits.h"
#include "net/wire/limits.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::key;
using testing::line;
using testing::texts_of;

// Once in the index, once in what is not in it yet: the answers are the same.
class SearchTest : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override { ASSERT_TRUE(archive_.open()); }
  void said(const std::vector<std::string>& texts) {
    lobby_ = archive_.room("lobby", texts);
    ready();
  }
  void ready() {
    if (GetParam()) {
      ASSERT_TRUE(archive_.idle());
    }
  }
  Archive archive_;
  RoomNumber lobby_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Store, SearchTest, ::testing::Bool(),
                         [](const auto& each) { return each.param ? "Indexed" : "NotIndexedYet"; });

TEST_P(SearchTest, FindsPartsOfWordsInAnyCaseTheNewestFirst) {
  said({"The Lighthouse", "nothing", "LIGHTHOUSES and more"});
  EXPECT_THAT(archive_.found("ightho"), ElementsAre("LIGHTHOUSES and more", "The Lighthouse"));
}

TEST_P(SearchTest, FindsEveryScriptInAnyCase) {
  said({"Привет, МИР!", "你好世界 朋友", "ΣΊΣΥΦΟΣ", "straße", "party 🎉🎊🎈 time", "ｆｕｌｌ width"});
  EXPECT_THAT(archive_.found("ПРИВЕТ мир"), ElementsAre("Привет, МИР!"));
  EXPECT_THAT(archive_.found("好世界"), ElementsAre("你好世界 朋友"));
  EXPECT_THAT(archive_.found("世界"), ElementsAre("你好世界 朋友"));
  EXPECT_THAT(archive_.found("Σίσυφος"), ElementsAre("ΣΊΣΥΦΟΣ"));
  EXPECT_THAT(archive_.found("STRASSE"), ElementsAre("straße"));
  EXPECT_THAT(archive_.found("🎉🎊🎈"), ElementsAre("party 🎉🎊🎈 time"));
  EXPECT_THAT(archive_.found("🎊"), ElementsAre("party 🎉🎊🎈 time"));
  EXPECT_THAT(archive_.found("full"), ElementsAre("ｆｕｌｌ width"));
}

TEST_P(SearchTest, WantsEveryWordOfSeveral) {
  said({"red green blue", "red blue", "green"});
  EXPECT_THAT(archive_.found("blue red"), ElementsAre("red blue", "red green blue"));
  EXPECT_THAT(archive_.found("  green \t red "), ElementsAre("red green blue"));
  EXPECT_THAT(archive_.found("red purple"), IsEmpty());
}

TEST_P(SearchTest, WordsOfOneAndTwoLettersCountToo) {
  said({"go to b4", "at b4 we go", "nothing here"});
  EXPECT_THAT(archive_.found("b4"), ElementsAre("at b4 we go", "go to b4"));
  EXPECT_THAT(archive_.found("4"), ElementsAre("at b4 we go", "go to b4"));
  EXPECT_THAT(archive_.found("nothing re"), ElementsAre("nothing here"));
  EXPECT_THAT(archive_.found("nothing zz"), IsEmpty());
}

TEST_P(SearchTest, WhatIsTypedMeansNothingToTheIndex) {
  said({"100% sure", "100 percent", "snake_case", "snakeXcase", "say \"hello\" AND go", "a*b*c",
        "it's", "NEAR(x y)", "text:colon", "back\\slash"});
  EXPECT_THAT(archive_.found("100%"), ElementsAre("100% sure"));
  EXPECT_THAT(archive_.found("snake_case"), ElementsAre("snake_case"));
  EXPECT_THAT(archive_.found("\"hello\""), ElementsAre("say \"hello\" AND go"));
  EXPECT_THAT(archive_.found("\""), ElementsAre("say \"hello\" AND go"));
  EXPECT_THAT(archive_.found("\"\"\""), IsEmpty());
  EXPECT_THAT(archive_.found("AND"), ElementsAre("say \"hello\" AND go"));
  EXPECT_THAT(archive_.found("*b*"), ElementsAre("a*b*c"));
  EXPECT_THAT(archive_.found("it's"), ElementsAre("it's"));
  EXPECT_THAT(archive_.found("NEAR(x"), ElementsAre("NEAR(x y)"));
  EXPECT_THAT(archive_.found("text:colon"), ElementsAre("text:colon"));
  EXPECT_THAT(archive_.found("back\\slash"), ElementsAre("back\\slash"));
  EXPECT_THAT(archive_.found("%"), ElementsAre("100% sure"));
  EXPECT_THAT(archive_.found("_"), ElementsAre("snake_case"));
  EXPECT_THAT(archive_.found("lighthouse OR snake"), IsEmpty());
}

TEST_P(SearchTest, NothingFindsNothing) {
  said({"text"});
  EXPECT_THAT(archive_.found(""), IsEmpty());
  EXPECT_THAT(archive_.found(" \n "), IsEmpty());
}

TEST_P(SearchTest, SaysWhereAndWhoAndWhen) {
  lobby_ = archive_.room("кухня");
  const Line said = line(1, "dinner is ready", "cook");
  archive_.store->append(lobby_, said);
  ready();
  SearchQuery query;
  query.text = "dinner";
  const SearchAnswer answer = archive_.search(query);
  ASSERT_EQ(answer.entries.size(), 1U);
  EXPECT_EQ(answer.entries[0].room, "кухня");
  EXPECT_EQ(answer.entries[0].entry, said.entry);
  EXPECT_EQ(answer.next, 0U);
  EXPECT_EQ(answer.problem, "");
}

TEST_P(SearchTest, OneRoomAlone) {
  said({"apple in the lobby"});
  const RoomNumber other = archive_.room("other", {"apple elsewhere"});
  archive_.store->append_private(line(1, "apple whispered", "ann"), key('b'));
  ready();
  SearchQuery query;
  query.text = "apple";
  query.person = key('a');
  query.room = other;
  EXPECT_THAT(texts_of(archive_.search(query)), ElementsAre("apple elsewhere"));
  query.text = "ap";
  EXPECT_THAT(texts_of(archive_.search(query)), ElementsAre("apple elsewhere"));
  query.room = 99;
  EXPECT_THAT(texts_of(archive_.search(query)), IsEmpty());
}

TEST_P(SearchTest, PrivateMessagesAreFoundByThoseTwoAlone) {
  said({"a pear for all"});
  Line whispered = line(1, "a pear for bob", "ann");
  whispered.entry.about = "bob";
  archive_.store->append_private(whispered, key('b'));
  archive_.store->append_private(line(2, "a pear for a stranger", "eve"), {});
  ready();
  for (const char* word : {"pear", "pe"}) {
    EXPECT_THAT(archive_.found(word, key('a')), ElementsAre("a pear for bob", "a pear for all"));
    EXPECT_THAT(archive_.found(word, key('b')), ElementsAre("a pear for bob", "a pear for all"));
    EXPECT_THAT(archive_.found(word, key('c')), ElementsAre("a pear for all"));
    EXPECT_THAT(archive_.found(word), ElementsAre("a pear for all"));
    EXPECT_THAT(archive_.found(word, key('e')),
                ElementsAre("a pear for a stranger", "a pear for all"));
  }
  SearchQuery query;
  query.text = "pear bob";
  query.person = key('b');
  const SearchAnswer answer = archive_.search(query);
  ASSERT_EQ(answer.entries.size(), 1U);
  EXPECT_EQ(answer.entries[0].room, "");
  EXPECT_EQ(answer.entries[0].entry.about, "bob");
  EXPECT_EQ(answer.entries[0].entry.own, 0);
  EXPECT_EQ(answer.entries[0].entry.who, wire::head_of(key('a')));
  EXPECT_EQ(answer.entries[0].other, key('a'));
  query.person = key('a');
  const SearchAnswer own = archive_.search(query);
  ASSERT_EQ(own.entries.size(), 1U);
  EXPECT_EQ(own.entries[0].entry.own, 1);
  EXPECT_EQ(own.entries[0].other, key('b'));
}

TEST_P(SearchTest, PagesFollowOneAnotherWithoutGapOrRepetition) {
  std::vector<std::string> texts;
  for (int i = 0; i < 120; ++i)
    texts.push_back("plum " + std::to_string(i));
  said(texts);
  SearchQuery query;
  query.text = "plum";
  std::vector<std::string> seen;
  std::vector<std::size_t> sizes;
  do {
    const SearchAnswer answer = archive_.search(query);
    sizes.push_back(answer.entries.size());
    for (const std::string& text : texts_of(answer))
      seen.push_back(text);
    query.before = answer.next;
  } while (query.before != 0 && sizes.size() < 10);
  EXPECT_THAT(sizes, ElementsAre(wire::kMaxFoundEntries, wire::kMaxFoundEntries, 20));
  std::reverse(texts.begin(), texts.end());
  EXPECT_EQ(seen, texts);
}

TEST_P(SearchTest, AnAnswerFitsIntoOneFrame) {
  const std::string big = "cherry " + std::string(30'000, 'x');
  said({big, big, big, big});
  SearchQuery query;
  query.text = "cherry";
  const SearchAnswer first = archive_.search(query);
  EXPECT_EQ(first.entries.size(), 2U);
  query.before = first.next;
  const SearchAnswer second = archive_.search(query);
  EXPECT_EQ(second.entries.size(), 2U);
  EXPECT_EQ(second.next, 0U);
}

TEST_P(SearchTest, OnlyMessagesAreFound) {
  said({"melon"});
  Line left = line(2, "melon");
  left.entry.kind = wire::EntryKind::kLeft;
  archive_.store->append(lobby_, left);
  ready();
  EXPECT_THAT(archive_.found("melon"), ElementsAre("melon"));
}

TEST(Search, AgreesInAndOutOfTheIndexWhenItIsHalfDone) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"grape one", "grape two"});
  ASSERT_TRUE(archive.idle());
  archive.store->append(lobby, line(3, "grape three"));
  EXPECT_THAT(archive.found("grape"), ElementsAre("grape three", "grape two", "grape one"));
  ASSERT_TRUE(archive.reopen());
  EXPECT_THAT(archive.found("grape"), ElementsAre("grape three", "grape two", "grape one"));
}

TEST(Search, LooksAtABoundedNumberOfLinesAndSaysWhereToGoOn) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"qx is the oldest"});
  for (std::uint64_t seq = 2; seq < kMaxScannedLines + 100; ++seq)
    archive.store->append(lobby, line(seq, "."));
  SearchQuery query;
  query.text = "qx";
  const SearchAnswer nothing = archive.search(query);
  EXPECT_THAT(nothing.entries, IsEmpty());
  ASSERT_NE(nothing.next, 0U);
  query.before = nothing.next;
  const SearchAnswer rest = archive.search(query);
  EXPECT_THAT(texts_of(rest), ElementsAre("qx is the oldest"));
  EXPECT_EQ(rest.next, 0U);
}

TEST_P(SearchTest, LooksAtABoundedNumberOfBytesAndSaysWhereToGoOn) {
  std::string big;
  while (big.size() < wire::kMaxTextBytes)
    big += "abcd bcde ";
  std::vector<std::string> texts(kMaxSearchedBytes / big.size() + 2, big);
  texts.insert(texts.begin(), "qx is the oldest");
  texts.emplace_back("qx is the newest");
  said(texts);
  // The index offers the long ones for the first, and knows nothing of the second.
  for (const std::string words : {"abcde", "qx"}) {
    SearchQuery query;
    query.text = words;
    const SearchAnswer first = archive_.search(query);
    ASSERT_NE(first.next, 0U) << words;
    query.before = first.next;
    const SearchAnswer rest = archive_.search(query);
    EXPECT_EQ(rest.next, 0U) << words;
    EXPECT_EQ(first.entries.size() + rest.entries.size(), words == "qx" ? 2U : 0U) << words;
  }
}

TEST(Search, GoesThroughEveryPartOfTheIndex) {
  Archive archive;
  wire::Retention small;
  small.bytes = 4 * kMinBytes;
  ASSERT_TRUE(archive.open(small));
  // Many times the text of one part.
  const RoomNumber lobby = archive.room("lobby");
  std::uint64_t seq = 0;
  for (int i = 0; i < 12; ++i) {
    archive.store->append(lobby, line(++seq, "kiwi " + std::to_string(i)));
    for (int k = 0; k < 400; ++k)
      archive.store->append(lobby, line(++seq, std::string(100, static_cast<char>('a' + k % 26))));
  }
  ASSERT_TRUE(archive.idle());
  const std::vector<std::string> found = archive.found("kiwi");
  ASSERT_EQ(found.size(), 12U);
  EXPECT_EQ(found.front(), "kiwi 11");
  EXPECT_EQ(found.back(), "kiwi 0");
  archive.store->clear_text(lobby, 1);
  EXPECT_EQ(archive.found("kiwi").size(), 11U);
}

}  // namespace
}  // namespace hubbub::net::history
