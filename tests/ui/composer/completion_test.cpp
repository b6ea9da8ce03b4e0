#include "ui/composer/completion.h"

#include <gtest/gtest.h>

namespace hubbub::ui::composer {
namespace {

const Completion::Choices kNames{{"bob", "Ann", "anna", "Борис", "max power", "/promote bob"},
                                 {"topic", "promote"}};

TEST(Completion, AtTheStartItAddresses) {
  Completion completion;
  const auto result = completion.complete("bo", 2, kNames);
  EXPECT_EQ(result.text, "bob: ");
  EXPECT_EQ(result.caret, 5U);
}

TEST(Completion, ElsewhereItOnlyNames) {
  Completion completion;
  EXPECT_EQ(completion.complete("ask bo now", 6, kNames).text, "ask bob  now");
  EXPECT_EQ(completion.complete("hi @бо", std::string("hi @бо").size(), kNames).text, "hi @Борис ");
}

TEST(Completion, PressedAgainItTakesTheNext) {
  Completion completion;
  auto result = completion.complete("a", 1, kNames);
  EXPECT_EQ(result.text, "Ann: ");
  result = completion.complete(result.text, result.caret, kNames);
  EXPECT_EQ(result.text, "anna: ");
  result = completion.complete(result.text, result.caret, kNames);
  EXPECT_EQ(result.text, "Ann: ");
}

TEST(Completion, AnEditStartsOver) {
  Completion completion;
  const auto first = completion.complete("a", 1, kNames);
  EXPECT_EQ(completion.complete(first.text + "b", first.caret + 1, kNames).text, "Ann: bob ");
}

TEST(Completion, NothingThatFitsChangesNothing) {
  Completion completion;
  EXPECT_EQ(completion.complete("zz", 2, kNames).text, "zz");
  EXPECT_EQ(completion.complete("", 0, kNames).text, "");
  EXPECT_EQ(completion.complete("hi ", 3, kNames).text, "hi ");
}

TEST(Completion, ACommandIsFollowedByABlank) {
  Completion completion;
  EXPECT_EQ(completion.complete("/to", 3, kNames).text, "/topic ");
}

TEST(Completion, ANameWithBlanksStandsInQuotesInACommand) {
  Completion completion;
  EXPECT_EQ(completion.complete("/msg max", 8, kNames).text, "/msg \"max power\" ");
  EXPECT_EQ(completion.complete("/kick \"max p", 12, kNames).text, "/kick \"max power\" ");
  EXPECT_EQ(completion.complete("/msg bob ask max", 16, kNames).text, "/msg bob ask max power ");
}

TEST(Completion, ANameThatLooksLikeACommandBecomesNone) {
  Completion completion;
  const auto first = completion.complete("/pro", 4, kNames);
  EXPECT_EQ(first.text, "/promote ");
  EXPECT_EQ(completion.complete(first.text, first.caret, kNames).text, "/promote ");
  EXPECT_EQ(completion.complete("//pro", 5, kNames).text, "//promote bob: ");
}

}  // namespace
}  // namespace hubbub::ui::composer
