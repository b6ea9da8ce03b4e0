#include "ui/model/fold.h"

#include <string>

#include <gtest/gtest.h>

namespace hubbub::ui::model {
namespace {

TEST(Fold, IgnoresCaseInTheScriptsThatHaveIt) {
  EXPECT_TRUE(equal_folded("Ann", "aNN"));
  EXPECT_TRUE(equal_folded("ÄÖÜ", "äöü"));
  EXPECT_TRUE(equal_folded("ПРИВЕТ Ёж", "привет ёЖ"));
  EXPECT_TRUE(equal_folded("ΚΑΛΗΜΈΡΑΣ", "καλημέρας"));
  EXPECT_TRUE(equal_folded("ŽIŽEK Łódź", "žižek łÓDŹ"));
  EXPECT_FALSE(equal_folded("ann", "anne"));
  EXPECT_FALSE(equal_folded("×", "÷"));
}

TEST(Needle, FindsEachPlaceInEitherCase) {
  const Needle needle("an");
  const std::string text = "Anna and dAN";
  const Needle::Hit first = needle.find(text);
  EXPECT_EQ(first.begin, 0U);
  EXPECT_EQ(first.end, 2U);
  EXPECT_EQ(needle.find(text, 1).begin, 5U);
  EXPECT_EQ(needle.find(text, 6).begin, 10U);
  EXPECT_FALSE(needle.find(text, 11).found());
}

TEST(Needle, FindsWhatIsNotAscii) {
  const Needle needle("МИР");
  const std::string text = "Здравствуй, мир!";
  const Needle::Hit hit = needle.find(text);
  ASSERT_TRUE(hit.found());
  EXPECT_EQ(text.substr(hit.begin, hit.end - hit.begin), "мир");
}

TEST(Needle, AnEmptyOneIsNowhere) {
  EXPECT_FALSE(Needle().find("text").found());
  EXPECT_FALSE(Needle("").is_word_in("text"));
}

TEST(Needle, MentionsAreWholeWords) {
  const Needle ann("ann");
  EXPECT_TRUE(ann.is_word_in("hey Ann!"));
  EXPECT_TRUE(ann.is_word_in("@ann: look"));
  EXPECT_TRUE(ann.is_word_in("anna or ann"));
  EXPECT_FALSE(ann.is_word_in("anna"));
  EXPECT_FALSE(ann.is_word_in("joann"));
  EXPECT_FALSE(Needle("аня").is_word_in("таня"));
}

}  // namespace
}  // namespace hubbub::ui::model
