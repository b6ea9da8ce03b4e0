#include "net/history/words.h"

#include <gmock/gmock.h>

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, AreSplitAtBlanksAndCaseless) {
  EXPECT_THAT(words_of("  One\tTWO\n\xC3\x84 "), ElementsAre("one", "two", "\xC3\xA4"));
  EXPECT_THAT(words_of(""), IsEmpty());
  EXPECT_THAT(words_of(std::string("a\0b", 3)), ElementsAre("a", "b"));
}

TEST(Words, InQuotationMarksTheyAreAPhrase) {
  EXPECT_THAT(words_of("\"Hello  World\" x"), ElementsAre("hello world", "x"));
  EXPECT_THAT(words_of("\u201CHello World\u201D"), ElementsAre("hello world"));
  EXPECT_THAT(words_of("\u201EHallo Welt\u201C"), ElementsAre("hallo welt"));
  EXPECT_THAT(words_of("\" one\ttwo \""), ElementsAre("one two"));
  EXPECT_THAT(words_of("\"one\""), ElementsAre("one"));
  EXPECT_THAT(words_of("\"open end"), ElementsAre("\"open", "end"));
  EXPECT_THAT(words_of("5\" disk"), ElementsAre("5\"", "disk"));
  EXPECT_THAT(words_of("\"\""), ElementsAre("\"\"")) << "there is nothing in it";
  EXPECT_TRUE(contains_all("say hello\n world", words_of("\"hello world\"")));
  EXPECT_TRUE(contains_all("hello hello world", words_of("\"hello world\"")));
  EXPECT_FALSE(contains_all("hello big world", words_of("\"hello world\"")));
  EXPECT_FALSE(contains_all("helloworld", words_of("\"hello world\"")));
  EXPECT_EQ(index_query(words_of("\"abc de\""), ""), "\"abc\"") << "whatever blank the text has";
}

TEST(Words, AllHaveToBeThere) {
  EXPECT_TRUE(contains_all("one two", {"wo", "on"}));
  EXPECT_FALSE(contains_all("one two", {"wo", "three"}));
}

TEST(Words, TheIndexIsAskedForRunsOfThreeCharacters) {
  EXPECT_EQ(index_query({"ab"}, ""), "");
  EXPECT_EQ(index_query({"ab"}, "XYZ"), "");
  EXPECT_EQ(index_query({"abcd", "x"}, ""), "\"abc\" AND \"bcd\"");
  EXPECT_EQ(index_query({"мир"}, "XYZ"), "\"мир\" AND \"XYZ\"");
  EXPECT_EQ(index_query({"a\"b"}, ""), "\"a\"\"b\"");
}

TEST(Words, TheQuestionToTheIndexIsBounded) {
  const std::string query = index_query({std::string(200, 'x')}, "");
  std::size_t quotes = 0;
  for (const char c : query)
    quotes += c == '"' ? 1 : 0;
  EXPECT_EQ(quotes, 2 * kMaxTrigrams);
}

TEST(Words, EachPlaceHasAWordOfItsOwn) {
  EXPECT_EQ(place_of_room(7).size(), 12U);
  EXPECT_NE(place_of_room(1), place_of_room(2));
  EXPECT_NE(place_of_room(1), place_of_room(4097));
  EXPECT_NE(place_of_room(1), place_of_person(1));
  EXPECT_NE(place_of_room(0xFFFF'FFFF), place_of_room(0xFFFF'FFFE));
}

}  // namespace
}  // namespace hubbub::net::history
