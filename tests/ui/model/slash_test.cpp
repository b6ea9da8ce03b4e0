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

TEST(Slash, AQuotationMarkInsideQuotesIsEscapedOrDoubled) {
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"Max \\\"M\\\" Lee\" hi").nick, "Max \"M\" Lee");
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"Max \"\"M\"\" Lee\" hi").nick, "Max \"M\" Lee");
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"a\\\\\" hi").nick, "a\\");
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"a\\b\" hi").nick, "a\\b");
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"\"\"bob\"\"\" hi").nick, "\"bob\"");
  for (const std::string command :
       {"kick", "ban", "mute", "unmute", "unban", "promote", "demote"}) {
    EXPECT_EQ(parsed<SlashOrder>("/" + command + " \"max \\\"m\\\" lee\"").who, "max \"m\" lee");
  }
  EXPECT_EQ(parsed<SlashIgnore>("/ignore \"max lee\"").nick, "max lee");
  EXPECT_EQ(parsed<SlashIgnore>("/unignore \"max lee\"").nick, "max lee");
  EXPECT_EQ(parsed<SlashVerify>("/verify \"max lee\"").nick, "max lee");
  EXPECT_EQ(parsed<SlashNick>("/nick \"max \"\"m\"\" lee\"").nick, "max \"m\" lee");
  EXPECT_EQ(parsed<SlashJoin>("/join \"the den\"").room, "the den");
  EXPECT_EQ(parsed<SlashLeave>("/leave \"the den\"").room, "the den");
}

TEST(Slash, WhatOnlyBeginsLikeAQuoteIsAWord) {
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"bob hi").nick, "\"bob");
  EXPECT_EQ(parsed<SlashPrivate>("/msg \"bob\"s hi").nick, "\"bob\"s");
  EXPECT_EQ(parsed<SlashNick>("/nick \"Max\" Lee").nick, "\"Max\" Lee");
}

TEST(Slash, WhereOneNameIsWantedTwoWordsAreNotTheFirst) {
  for (const char* const line : {"/ignore max lee", "/unignore max lee", "/verify max lee"}) {
    EXPECT_EQ(parsed<SlashError>(line).code, "missing-argument") << line;
  }
}

TEST(Slash, ACommandIsNotSaidAloudBecauseOfWhatStandsBeforeItOrInPlaceOfItsSlash) {
  for (const char* const line :
       {" /msg bob secret", "\t/msg bob secret", "\n/msg bob secret", "\u00A0/msg bob secret",
        "\u3000/msg bob secret", "\u200B/msg bob secret", "\uFEFF/msg bob secret",
        "\uFF0Fmsg bob secret", "\u2044msg bob secret", "\u2215msg bob secret",
        " \uFF0Fmsg bob secret", "\u202E/msg bob secret", " /mgs bob secret"}) {
    EXPECT_EQ(parsed<SlashError>(line).code, "almost-a-command") << line;
  }
  EXPECT_EQ(parsed<SlashText>(" //msg").text, " /msg");
  EXPECT_EQ(parsed<SlashText>("\uFF0F\uFF0Fmsg").text, "\uFF0Fmsg");
  EXPECT_EQ(parsed<SlashText>(" / ").text, " / ");
  EXPECT_EQ(parsed<SlashText>("  indented").text, "  indented");
  EXPECT_EQ(parsed<SlashText>("1/2").text, "1/2");
}

TEST(Slash, ANumberThatIsNoTimeIsNoReason) {
  for (const char* const wrong :
       {"/mute bob -5m", "/mute bob +5m", "/mute bob .5h", "/ban bob 1.5h", "/mute bob \u22125m",
        "/mute bob ~5m", "/mute bob \uFF15m", "/mute bob \u0665m", "/ban bob --5m"}) {
    EXPECT_EQ(parsed<SlashError>(wrong).code, "no-time") << wrong;
  }
  EXPECT_EQ(parsed<SlashOrder>("/mute bob - spam").reason, "- spam");
  EXPECT_EQ(parsed<SlashOrder>("/mute bob \"5 times\"").reason, "\"5 times\"");
}

TEST(Slash, TopicsAndReasonsOfNothingVisibleAreNone) {
  EXPECT_EQ(parsed<SlashError>("/topic \u200B").code, "empty-text");
  EXPECT_EQ(parsed<SlashError>("/kick bob \u3164").code, "empty-text");
  EXPECT_EQ(parsed<SlashPrivate>("/msg bob \u00A0").text, "");
}

TEST(Slash, ARoomIsTheSameWithAndWithoutItsSign) {
  EXPECT_EQ(room_name(" #lan "), "lan");
  EXPECT_EQ(room_name("lan"), "lan");
  EXPECT_EQ(room_name("#"), "#");
  EXPECT_EQ(parsed<SlashJoin>("/join \"#the den\"").room, "the den");
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

TEST(Slash, TopicsAreAskedSetAndTakenAway) {
  EXPECT_EQ(parsed<SlashTopic>("/topic").topic, std::nullopt);
  EXPECT_EQ(parsed<SlashTopic>("/topic Games at eight ").topic, "Games at eight");
  EXPECT_EQ(parsed<SlashTopic>("/topic -").topic, "");
  EXPECT_EQ(parsed<SlashError>("/topic " + std::string(net::wire::kMaxTopicBytes + 1, 'x')).code,
            "too-long");
}

TEST(Slash, OrderIsKeptForAWhileWithAReason) {
  using std::chrono::minutes;
  const auto mute = parsed<SlashOrder>("/mute ann 10m too loud");
  EXPECT_EQ(mute.act, net::wire::Act::kMute);
  EXPECT_EQ(mute.who, "ann");
  EXPECT_EQ(mute.duration, minutes(10));
  EXPECT_EQ(mute.reason, "too loud");
  EXPECT_EQ(parsed<SlashOrder>("/ban ann spam").duration, minutes(0));
  EXPECT_EQ(parsed<SlashOrder>("/ban ann spam").reason, "spam");
  for (const char* const wrong :
       {"/ban ann 10min spam", "/mute ann 0s", "/mute ann 99999999999d"}) {
    EXPECT_EQ(parsed<SlashError>(wrong).code, "no-time") << wrong << ": not for good by mistake";
  }
  EXPECT_EQ(parsed<SlashOrder>("/kick \"Ann B\" 10m late").reason, "10m late");
  EXPECT_EQ(parsed<SlashOrder>("/kick \"Ann B\" 10m late").who, "Ann B");
  EXPECT_EQ(parsed<SlashOrder>("/unban #4").who, "#4");
  EXPECT_EQ(parsed<SlashOrder>("/lock").act, net::wire::Act::kLock);
  EXPECT_EQ(parsed<SlashError>("/promote ann now").code, "missing-argument");
  EXPECT_EQ(parsed<SlashError>("/mute").code, "missing-argument");
}

TEST(Slash, DurationsHaveAUnitAndABound) {
  using std::chrono::hours;
  using std::chrono::seconds;
  EXPECT_EQ(parse_duration("30s"), seconds(30));
  EXPECT_EQ(parse_duration("2h"), hours(2));
  EXPECT_EQ(parse_duration("7d"), hours(24 * 7));
  for (const char* const wrong :
       {"", "10", "m", "0m", "-1m", "1.5h", "10min", "3651d", "9999999d"}) {
    EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
  }
}

TEST(Slash, PeopleAreIgnoredVerifiedAndLookedFor) {
  EXPECT_EQ(parsed<SlashIgnore>("/ignore ann").nick, "ann");
  EXPECT_TRUE(parsed<SlashIgnore>("/ignore").nick.empty());
  EXPECT_FALSE(parsed<SlashIgnore>("/unignore ann").ignore);
  EXPECT_EQ(parsed<SlashError>("/unignore").code, "missing-argument");
  EXPECT_EQ(parsed<SlashVerify>("/verify").nick, "");
  EXPECT_EQ(parsed<SlashSearch>("/search  two words ").text, "two words");
  EXPECT_EQ(parsed<SlashSearch>("/search \"two words\"").text, "\"two words\"");
  EXPECT_EQ(parsed<SlashSearch>("/search").text, "");
}

TEST(Slash, EachCommandIsInTheHelp) {
  for (const std::string_view word : slash_words()) {
    if (word != "help") {
      EXPECT_NE(slash_help().find("\n/" + std::string(word)), std::string_view::npos) << word;
    }
  }
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
