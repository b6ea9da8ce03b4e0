#include "ui/model/fold.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::ui::model {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view text, const Needle::Hits& hits) {
  std::vector<std::string> found;
  for (const net::text::ByteRange& hit : hits) {
    found.emplace_back(text.substr(hit.begin, hit.end - hit.begin));
  }
  return found;
}
std::vector<std::string> all(std::string_view needle, std::string_view text) {
  return texts(text, Needle(needle).find_all(text));
}

TEST(Needle, FindsEachPlaceInEitherCase) {
  const Needle::Hits hits = Needle("an").find_all("Anna and dAN");
  EXPECT_THAT(hits, ElementsAre(net::text::ByteRange{0, 2}, net::text::ByteRange{5, 7},
                                net::text::ByteRange{10, 12}));
  EXPECT_TRUE(Needle("an").is_in("dAN"));
  EXPECT_FALSE(Needle("an").is_in("a n"));
}

TEST(Needle, FindsWhatTheHostsSearchFinds) {
  EXPECT_THAT(all("МИР", "Здравствуй, мир!"), ElementsAre("мир"));
  EXPECT_THAT(all("caf\u00E9", "Cafe\u0301 caf\u00C9"), ElementsAre("Cafe\u0301", "caf\u00C9"));
  EXPECT_THAT(all("cafe\u0301", "caf\u00E9"), ElementsAre("caf\u00E9"));
  EXPECT_THAT(all("strasse", "Stra\u00DFe STRASSE"), ElementsAre("Stra\u00DFe", "STRASSE"));
  EXPECT_THAT(all("stra\u00DFe", "STRASSE"), ElementsAre("STRASSE"));
  EXPECT_THAT(all("pizza", "ＰＩＺＺＡ"), ElementsAre("ＰＩＺＺＡ"));
  EXPECT_THAT(all("pizza", "pi\u200Dzza"), ElementsAre("pi\u200Dzza"));
  EXPECT_THAT(all("cafe", "caf\u00E9"), IsEmpty());
}

TEST(Needle, AnEmptyOneIsNowhere) {
  for (const Needle& nothing : {Needle(), Needle(""), Needle("\u200B")}) {
    EXPECT_TRUE(nothing.empty());
    EXPECT_FALSE(nothing.is_in("text"));
    EXPECT_FALSE(nothing.is_word_in("text"));
    EXPECT_THAT(nothing.find_all("text"), IsEmpty());
    EXPECT_THAT(nothing.find_words("text"), IsEmpty());
  }
}

TEST(Needle, MentionsAreWholeWords) {
  const Needle ann("ann");
  EXPECT_TRUE(ann.is_word_in("hey Ann!"));
  EXPECT_TRUE(ann.is_word_in("@ann: look"));
  EXPECT_TRUE(ann.is_word_in("anna or ann"));
  EXPECT_TRUE(ann.is_word_in("ＡＮＮ?"));
  EXPECT_FALSE(ann.is_word_in("anna"));
  EXPECT_FALSE(ann.is_word_in("joann"));
  EXPECT_FALSE(ann.is_word_in("annａ"));
  EXPECT_FALSE(Needle("аня").is_word_in("таня"));
  EXPECT_TRUE(Needle("ren\u00E9").is_word_in("Rene\u0301, come"));
  EXPECT_FALSE(Needle("rene").is_word_in("Rene\u0301, come"));
  EXPECT_THAT(texts("Ann, anna, ＡＮＮ", ann.find_words("Ann, anna, ＡＮＮ")),
              ElementsAre("Ann", "ＡＮＮ"));
}

}  // namespace
}  // namespace hubbub::ui::model
