#include "net/names.h"

#include <gtest/gtest.h>

namespace hubbub::net {
namespace {

TEST(Names, TrimsEveryKindOfWhiteSpaceAtTheEndsOnly) {
  EXPECT_EQ(trimmed("  ann lee\t\n"), "ann lee");
  EXPECT_EQ(trimmed("\u00A0\u3000Боб\u2003"), "Боб");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Names, AcceptsTheScriptsAndEmojiOfTheWorld) {
  for (const char* name : {"ann", "Боб", "Αλέξης", "日本語", "मनीष", "أحمد", "ann lee", "😀",
                           "👩‍🚀", "O'Neil", "x_X-9"})
    EXPECT_FALSE(refuse_name(name, 64, "name")) << name;
}

TEST(Names, RefusesWithAReasonThatNamesTheFault) {
  EXPECT_EQ(refuse_name("", 64, "name"), "The name is empty.");
  EXPECT_EQ(refuse_name("\u200D", 64, "name"), "The name is empty.");
  EXPECT_EQ(refuse_name("a*b", 64, "room name"), "The room name can't contain an asterisk (*).");
  for (const char* name : {"a\tb", "a\x7F", "a\u202Eb", "a\u2066b", "a\u2028b", "a\u0085b"})
    EXPECT_EQ(refuse_name(name, 64, "name"), "The name contains a control or invisible character.")
        << name;
  EXPECT_FALSE(refuse_name(std::string(64, 'a'), 64, "name"));
  EXPECT_TRUE(refuse_name(std::string(65, 'a'), 64, "name"));
  EXPECT_EQ(refuse_name("a\xFF", 64, "name"), "The name is not well-formed UTF-8.");
}

TEST(Names, OfPeopleLookLikeNothingThatIsSaid) {
  for (const char* name : {"ann: hi", "<<<ann has left", "a>>>b"})
    EXPECT_TRUE(refuse_nick(name)) << name;
  for (const char* name : {"ann", "ann:", "<3 ann", "10:30"})
    EXPECT_FALSE(refuse_nick(name)) << name;
  EXPECT_TRUE(refuse_nick(std::string(65, 'a')));
}

TEST(Names, OfPeopleMeanNothingInACommandLine) {
  for (const char* name : {"/promote mallory", "\uFF0Fkick", "\u200B/x", "#1", "\uFF031", "\"bob\"",
                           "a\"b", "a\uFF02b"})
    EXPECT_TRUE(refuse_nick(name)) << name;
  for (const char* name : {"a/b", "c#", "O'Neil", "\u201Cbob\u201D"})
    EXPECT_FALSE(refuse_nick(name)) << name;
}

TEST(Names, FoldCaseWidthAndWhatCantBeSeen) {
  EXPECT_EQ(folded("Ann"), folded("aNN"));
  EXPECT_EQ(folded("ＡＮＮ"), folded("ann"));
  EXPECT_EQ(folded("straße"), folded("STRASSE"));
  EXPECT_EQ(folded("a\u200Bnn"), folded("ann"));
  EXPECT_EQ(folded("e\u0301"), folded("\u00E9"));
  EXPECT_NE(folded("ann"), folded("anna"));
}

}  // namespace
}  // namespace hubbub::net
