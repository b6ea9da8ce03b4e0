#include "ui/composer/submit.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/spoken_words.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::composer {
namespace {

using testing::HasSubstr;
namespace wire = net::wire;

class SubmitTest : public ::testing::Test {
 protected:
  template <typename T>
  T only(std::string_view text) {
    const Submission submission = submit(room_.view(), room_.room(), text);
    EXPECT_EQ(submission.problem, "");
    if (submission.actions.size() != 1 || !std::holds_alternative<T>(submission.actions[0])) {
      ADD_FAILURE() << text;
      return T{};
    }
    return std::get<T>(submission.actions[0]);
  }
  template <typename T>
  T command(std::string_view text) {
    const auto any = only<wire::Command>(text);
    if (!std::holds_alternative<T>(any)) {
      ADD_FAILURE() << text;
      return T{};
    }
    return std::get<T>(any);
  }
  std::string problem(std::string_view text) {
    const Submission submission = submit(room_.view(), room_.room(), text);
    EXPECT_TRUE(submission.actions.empty());
    return submission.problem;
  }

  tests::TestRoom room_;
};

TEST_F(SubmitTest, TextIsSentWhereItWasTyped) {
  const auto sent = only<SendText>("hello");
  EXPECT_EQ(sent.text, "hello");
  EXPECT_EQ(sent.room, room_.room().id);
}

TEST_F(SubmitTest, BlanksAreNotSent) {
  EXPECT_TRUE(submit(room_.view(), room_.room(), " \n ").actions.empty());
}

TEST_F(SubmitTest, CommandsBecomeActions) {
  EXPECT_EQ(only<WritePrivate>("/msg ann psst").text, "psst");
  EXPECT_EQ(command<wire::Rename>("/nick newme").nick, "newme");
  EXPECT_EQ(command<wire::JoinRoom>("/join games").room, "games");
  command<wire::Disconnect>("/quit");
  EXPECT_THAT(only<TellPerson>("/list").text, HasSubstr("3 people here: me, ann, bob"));
  only<OpenHelp>("/help");
}

TEST_F(SubmitTest, AJoinedRoomIsToBeEntered) {
  EXPECT_EQ(submit(room_.view(), room_.room(), "/join games").room_to_enter, "games");
  EXPECT_EQ(only<SelectRoom>("/join lobby").room, room_.room().id);
}

TEST_F(SubmitTest, WhatCannotBeDoneIsSaidAndKept) {
  EXPECT_THAT(problem("/frobnicate"), HasSubstr("/frobnicate"));
  EXPECT_NE(problem("/leave"), "") << "the lobby";
  EXPECT_NE(problem("/msg me hi"), "");
  EXPECT_NE(problem("/nick a*b"), "");
}

TEST_F(SubmitTest, TooLongATextSaysByHowMuch) {
  EXPECT_THAT(problem(std::string(1234, 'x')), HasSubstr("234 bytes"));
  EXPECT_THAT(problem("/msg ann " + std::string(1234, 'x')), HasSubstr("234 bytes"));
}

TEST_F(SubmitTest, OfflineNothingIsSentButHelpHelps) {
  room_.apply({tests::connection(wire::ConnectionState::kClosed)});
  EXPECT_THAT(problem("hello"), HasSubstr("kept"));
  only<OpenHelp>("/help");
}

TEST_F(SubmitTest, ALostConnectionIsNoObstacleButNamed) {
  EXPECT_EQ(caution(room_.view(), &room_.room()), "");
  room_.apply({tests::connection(wire::ConnectionState::kReconnecting)});
  EXPECT_EQ(only<SendText>("hello").text, "hello");
  EXPECT_THAT(caution(room_.view(), &room_.room()), HasSubstr("when you are back"));
}

TEST_F(SubmitTest, WhoeverIsAwayAndHasAKeyIsWrittenTo) {
  const auto told = [&](const wire::KeyId& key) {
    wire::MessageReceived message = tests::private_message("bob", "me", "bye");
    message.other = key;
    room_.apply({tests::roster({"me", "bob"}), message, tests::left("bob")});
    const auto& rooms = room_.view().rooms;
    const auto with = std::find_if(rooms.begin(), rooms.end(), [&](const model::RoomView& room) {
      return room.kind == model::RoomKind::kPrivate && room.key == key;
    });
    return std::pair(obstacle(room_.view(), &*with), caution(room_.view(), &*with));
  };
  EXPECT_THAT(told({}).first, HasSubstr("not here now"));
  EXPECT_EQ(told(tests::key(1)).first, "");
  EXPECT_THAT(told(tests::key(1)).second, HasSubstr("waits at the host"));
  wire::Welcomed forgetful = tests::welcomed();
  forgetful.history = false;
  room_.apply({forgetful});
  EXPECT_THAT(told(tests::key(1)).first, HasSubstr("not here now"));
}

TEST_F(SubmitTest, OrderAndTheRestBecomeCommands) {
  EXPECT_EQ(command<wire::ChangeTopic>("/topic Games").topic, "Games");
  EXPECT_EQ(command<wire::ChangeTopic>("/topic Games").room, "lobby");
  const auto mute = command<wire::KeepOrder>("/mute ann 10m loud");
  EXPECT_EQ(mute.who, "ann");
  EXPECT_EQ(mute.duration, std::chrono::minutes(10));
  EXPECT_EQ(mute.reason, "loud");
  command<wire::RequestRooms>("/rooms");
  command<wire::RequestBans>("/bans");
  EXPECT_EQ(only<SearchHistory>("/search pizza").text, "pizza");
  EXPECT_EQ(only<IgnorePerson>("/ignore ann").nick, "ann");
  EXPECT_EQ(problem("/ignore me"), "That is you.");
}

TEST_F(SubmitTest, WordsToCompareAreTold) {
  EXPECT_EQ(problem("/verify nobody"), "There is nobody of this name here.");
  EXPECT_THAT(only<TellPerson>("/verify ann").text, HasSubstr("without a key"));
  tests::wire::RosterReceived roster = tests::roster({"me", "ann"});
  roster.members[1].person.key = tests::key(3);
  room_.apply({roster});
  EXPECT_THAT(only<TellPerson>("/verify ann").text, HasSubstr(wire::spoken_words(tests::key(3))));
}

TEST_F(SubmitTest, BeingHeldBackIsSaidAndPasses) {
  using std::chrono::seconds;
  model::View view;
  const std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  EXPECT_EQ(held_text(view, now), "");
  view.connection.held_until = now + std::chrono::milliseconds(2500);
  view.connection.held_reason = "Slowly.";
  EXPECT_EQ(held_text(view, now), "Slowly. What you send goes out in 3 s.");
  EXPECT_EQ(next_held_text(view, now), now + std::chrono::milliseconds(500));
  EXPECT_EQ(held_text(view, now + seconds(3)), "");
  EXPECT_FALSE(next_held_text(view, now + seconds(3)));
}

TEST_F(SubmitTest, MessagesBeyondTheQueueStayInTheField) {
  for (std::size_t i = 0; i < model::kMaxOutgoing; ++i) {
    room_.model().compose(room_.room().id, "x");
  }
  room_.apply({});
  EXPECT_NE(problem("one more"), "");
}

TEST(UsageOf, ShowsWhatIsBeingTyped) {
  EXPECT_THAT(std::string(usage_of("/ms")), HasSubstr("/msg NICK"));
  EXPECT_THAT(std::string(usage_of("/msg ann hi")), HasSubstr("/msg NICK"));
  EXPECT_EQ(usage_of("hello"), "");
  EXPECT_EQ(usage_of("//"), "");
}

}  // namespace
}  // namespace hubbub::ui::composer
