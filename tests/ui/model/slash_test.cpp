#include "ui/model/slash.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "net/wire/limits.h"

namespace hubbub::ui::model {
namespace {

template <typename T>
T parsed(std::string_view line) {
  const Slash slash = parse_slash(line);
  if (const T* result = std::get_if<T>(&slash)) {
    return *result;
  }
  ADD_FAILURE() << "'" << line << "' was read as alternative " << slash.index();
  return T{};
}

TEST(Slash, TextIsText) {
  EXPECT_EQ(parsed<SlashText>("hello /there").text, "hello /there");
  EXPECT_EQ(parsed<SlashText>("").text, "");
  EXPECT_EQ(parsed<SlashText>("two\nlines").text, "two\nlines");
}

TEST(Slash, TwoSlashesSendOne) {
  EXPECT_EQ(parsed<SlashText>("//etc/passwd").text, "/etc/passwd");
  EXPECT_EQ(parsed<SlashText>("//").text, "/");
}

TEST(Slash, MsgNamesAPersonAndKeepsTheText) {
  const auto whisper = parsed<SlashPrivate>("/msg ann  two  blanks\nand a line");
  EXPECT_EQ(whisper.nick, "ann");
  EXPECT_EQ(whisper.text, " two  blanks\nand a line");
  EXPECT_EQ(parsed<SlashPrivate>("/MSG ann hi").nick, "ann");
  EXPECT_EQ(parsed<SlashPrivate>("/msg ann").text, "");
}

TEST(Slash, ANameWithBlanksStandsInQuotes) {
  const auto whisper = parsed<SlashPrivate>("/msg \"Ann B\" hi");
  EXPECT_EQ(whisper.nick, "Ann B");
  EXPECT_EQ(whisper.text, "hi");
  EXPECT_EQ(parsed<SlashNick>("/nick \"Ann B\"").nick, "Ann B");
  EXPECT_EQ(parsed<SlashNick>("/nick Ann B").nick, "Ann B");
}

TEST(Slash, TheOtherCommands) {
  EXPECT_EQ(parsed<SlashNick>("/nick bob ").nick, "bob");
  EXPECT_EQ(parsed<SlashJoin>("/join #games").room, "games");
  EXPECT_EQ(parsed<SlashLeave>("/leave").room, "");
  EXPECT_EQ(parsed<SlashLeave>("/leave games").room, "games");
  parsed<SlashList>("/list");
  parsed<SlashQuit>("/quit");
  parsed<SlashHelp>("/help");
}

TEST(Slash, WhatIsMissingIsSaid) {
  EXPECT_EQ(parsed<SlashError>("/msg").code, "missing-argument");
  EXPECT_EQ(parsed<SlashError>("/nick  ").code, "missing-argument");
  EXPECT_EQ(parsed<SlashError>("/join").code, "missing-argument");
}

TEST(Slash, AnUnknownCommandIsNotSentAsText) {
  const auto error = parsed<SlashError>("/mgs ann the secret");
  EXPECT_EQ(error.code, "unknown-command");
  EXPECT_NE(error.reason.find("/mgs"), std::string::npos);
}

TEST(Slash, BadNamesAreRefusedWithTheReason) {
  EXPECT_EQ(parsed<SlashError>("/nick a*b").code, "bad-name");
  EXPECT_EQ(parsed<SlashError>("/nick " + std::string(net::wire::kMaxNickBytes + 1, 'x')).code,
            "bad-name");
  EXPECT_EQ(name_problem("ann", 64), "");
  EXPECT_NE(name_problem("a\nb", 64), "");
}

RC_GTEST_PROP(Slash, NothingThatBeginsWithASlashIsSentUnlessDoubled, (const std::string& rest)) {
  const Slash slash = parse_slash("/" + rest);
  if (const auto* text = std::get_if<SlashText>(&slash)) {
    RC_ASSERT(!rest.empty() && rest.front() == '/');
    RC_ASSERT(text->text == rest);
  }
}

}  // namespace
}  // namespace hubbub::ui::model
