#include "ui/model/quote.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ui/model/slash.h"
#include "ui/model/slash_args.h"
#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

// Names of every kind, with what has a meaning in a command line more often than chance would.
std::string any_name() {
  const auto letters = *rc::gen::container<std::vector<char32_t>>(rc::gen::oneOf(
      rc::gen::elementOf(std::u32string(U"\"\"\\//\uFF0F#' :@-abAB1\t\u00A0\u3000\u201C")),
      rc::gen::map(rc::gen::inRange<std::uint32_t>(0x20, 0xD7FF),
                   [](std::uint32_t c) { return static_cast<char32_t>(c); })));
  std::string name;
  for (const char32_t letter : letters) {
    append_utf8(name, letter);
  }
  return name;
}

// The name that a command is about, and what follows it.
std::string name_of(const Slash& slash) {
  if (const auto* asked = std::get_if<SlashPrivate>(&slash))
    return asked->nick;
  if (const auto* asked = std::get_if<SlashIgnore>(&slash))
    return asked->nick;
  if (const auto* asked = std::get_if<SlashVerify>(&slash))
    return asked->nick;
  if (const auto* asked = std::get_if<SlashOrder>(&slash))
    return asked->who;
  return "(none)";
}

RC_GTEST_PROP(Quote, EveryNameIsReadBackAsItIs, ()) {
  const std::string name = any_name();
  const std::string line = " " + as_argument(name) + " and more";
  std::string_view rest = line;
  RC_ASSERT(take_word(rest) == name);
  RC_ASSERT(rest == " and more");
}

RC_GTEST_PROP(Quote, WhatIsInsertedIntoAnEmptyLineIsSaidAndDoesNothing, ()) {
  const std::string name = any_name();
  const Inserted line = insert_name("", 0, 0, name);
  RC_ASSERT(line.caret == line.text.size());
  const Slash slash = parse_slash(line.text);
  RC_ASSERT(std::holds_alternative<SlashText>(slash));
  RC_ASSERT(std::get<SlashText>(slash).text == name + ": ");
}

RC_GTEST_PROP(Quote, AnArgumentIsFoundAgainWithTheCaretAtItsEnd, ()) {
  const std::string name = any_name();
  const std::string line = "/kick " + as_argument(name);
  const auto argument = person_argument(line, line.size());
  RC_ASSERT(argument.has_value());
  RC_ASSERT(argument->begin == 6U);
  RC_ASSERT(argument->name == name);
}

TEST(Quote, APlainNameStaysAsItIs) {
  EXPECT_EQ(as_argument("bob"), "bob");
  EXPECT_EQ(as_argument("O'Neil"), "O'Neil");
  EXPECT_EQ(as_argument("Max Lee"), "\"Max Lee\"");
  EXPECT_EQ(as_argument("\"bob\""), "\"\"\"bob\"\"\"");
}

TEST(Quote, KnowsTheCommandsThatTakeAPerson) {
  for (const std::string_view word : slash_words()) {
    const Slash slash = parse_slash("/" + std::string(word) + " \"Max Lee\"");
    EXPECT_EQ(takes_person(word), name_of(slash) == "Max Lee") << word;
  }
}

TEST(Quote, ANameGoesIntoAnArgumentInQuotesAndIntoATextAsItIs) {
  EXPECT_EQ(insert_name("/msg Ma", 5, 7, "Max Lee").text, "/msg \"Max Lee\" ");
  EXPECT_EQ(insert_name("/msg bob ask Ma", 13, 15, "Max Lee").text, "/msg bob ask Max Lee ");
  EXPECT_EQ(insert_name("ask Ma!", 4, 6, "Max Lee").text, "ask Max Lee !");
}

TEST(Quote, ATopicThatIsBegunWithStaysWhatItIs) {
  EXPECT_EQ(topic_command("Friday LAN"), "/topic Friday LAN");
  EXPECT_EQ(topic_command("/quit \"now\" -"), "/topic /quit \"now\" -");
  EXPECT_EQ(topic_command("-"), "/topic ");
  EXPECT_EQ(topic_command(" - "), "/topic ");
}

TEST(Quote, ARoomIsEnteredUnderTheVeryNameItHas) {
  for (const char* room : {"games", "#dev", "##", "/quit", "/", "a \"b\" c", "\"", "# a", "\\"}) {
    const Slash parsed = parse_slash("/join " + as_room_argument(room));
    const auto* const join = std::get_if<SlashJoin>(&parsed);
    ASSERT_NE(join, nullptr) << room;
    EXPECT_EQ(join->room, room);
  }
}

}  // namespace
}  // namespace hubbub::ui::model
