// What a client that comes back makes of messages that the host may have, and may have forgotten.
#include <gtest/gtest.h>

#include "net/client/hubbub_dialogue.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/net/client/returning.h"
#include "tests/support/net/events.h"

namespace hubbub::net::client {
namespace {

using tests::all_of;

class SentBefore : public tests::Returning {
 protected:
  SentBefore() {
    roster(7, 3, 10, 11, 10);
    first = say("did it arrive?");
    EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 0U);
    message(11);
    connect();
    second = say("said meanwhile");
    roster(7, 3, 30, 12, 11);
  }
  wire::MessageId say(const std::string& text, const std::string& room = "lobby") {
    const wire::SendMessage message{wire::MessageId::make(), room, text};
    dialogue->carry_out(message, clock.now());
    return message.id;
  }
  void lines_up_to(std::uint64_t last) {
    for (std::uint64_t seq = standing.find("lobby")->after + 1; seq <= last; ++seq)
      hear(wire::Left{"somebody", seq, {}, "lobby", ""});
  }

  wire::MessageId first;
  wire::MessageId second;
};

TEST_F(SentBefore, ItSaysFromWhereItMayBeAmongTheLines) {
  const auto posts = line.take_sent<wire::Post>();
  ASSERT_EQ(posts.size(), 2U);
  EXPECT_EQ(posts[0].id, first);
  EXPECT_EQ(posts[0].from, 12U);
  EXPECT_EQ(posts[1].id, second);
  EXPECT_EQ(posts[1].from, 0U);
}

TEST_F(SentBefore, IsLookedForAndSentAgainInOrderIfItIsNotThere) {
  static_cast<void>(line.take_sent<wire::Post>());
  hear(wire::Unsure{"lobby", first, 40});
  hear(wire::Unsure{"lobby", second, 40});
  const wire::MessageId third = say("behind these");
  lines_up_to(39);
  EXPECT_TRUE(line.take_sent<wire::Post>().empty());
  lines_up_to(40);
  const auto posts = line.take_sent<wire::Post>();
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[0].id, first);
  EXPECT_EQ(posts[0].from, 41U);
  EXPECT_EQ(posts[1].id, second);
  EXPECT_EQ(posts[1].from, 41U);
  EXPECT_EQ(posts[2].id, third);
  EXPECT_EQ(posts[2].from, 0U);
}

TEST_F(SentBefore, AnAnswerToWhatWasSentAgainAlreadyChangesNothing) {
  lines_up_to(30);
  static_cast<void>(line.take_sent<wire::Post>());
  hear(wire::Unsure{"lobby", first, 30});
  EXPECT_EQ(line.take_sent<wire::Post>().size(), 2U);
  hear(wire::Unsure{"lobby", second, 30});
  EXPECT_TRUE(line.take_sent<wire::Post>().empty());
}

TEST_F(SentBefore, IsConfirmedIfItIsFoundAmongTheLines) {
  hear(wire::Unsure{"lobby", first, 40});
  hear(wire::Message{"ann", 12, {}, first, "lobby", "did it arrive?"});
  static_cast<void>(line.take_sent<wire::Post>());
  lines_up_to(40);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 12U);
  hear(wire::Unsure{"lobby", first, 45});
  const auto sent = all_of<wire::MessageAcknowledged>(line.events);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].id, first);
  EXPECT_EQ(sent[0].seq, 12U);
}

TEST_F(SentBefore, IsNotGuessedAtIfItMayBeAmongLinesThatAreGone) {
  connect();
  roster(7, 3, 90, 60, 11);
  connect();
  roster(7, 3, 95, 60, 59);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 12U) << "the host may remember it";
  hear(wire::Unsure{"lobby", first, 95});
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].id, first);
  EXPECT_EQ(failed[0].code, "unconfirmed");
}

TEST_F(SentBefore, IsNotInANewHistory) {
  connect();
  roster(8, 1, 2, 3, 0);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 0U);
}

TEST_F(SentBefore, NorIsWhatWasShownInTheOldOne) {
  const wire::SendPrivate whisper{wire::MessageId::make(), "bob", "psst"};
  dialogue->carry_out(whisper, clock.now());
  wire::Private copy{"ann", 5, {}, whisper.id, "bob", "psst"};
  copy.own = 1;
  hear(copy);
  hear(wire::Message{"ann", 12, {}, first, "lobby", "did it arrive?"});
  standing.private_epoch = 98;
  connect();
  EXPECT_EQ(line.take_sent<wire::Whisper>().at(0).from, 0U);
  roster(8, 1, 2, 3, 0);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 0U);
  hear(wire::Unsure{"lobby", first, 9});
  EXPECT_TRUE(all_of<wire::MessageAcknowledged>(line.events).empty());
}

TEST_F(SentBefore, WhatTheHostHasLostIsNotAmongTheLines) {
  hear(wire::Message{"ann", 12, {}, first, "lobby", "did it arrive?"});
  connect();
  roster(7, 4, 12, 12, 11);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 12U);
  hear(wire::Unsure{"lobby", first, 12});
  EXPECT_TRUE(all_of<wire::MessageAcknowledged>(line.events).empty());
}

TEST_F(SentBefore, NobodyWaitsForLinesOfARoomThatOneIsPutOutOf) {
  dialogue->carry_out(wire::JoinRoom{"games"}, clock.now());
  hear(wire::Roster{"games", 8, 3, 1, 2, 0, {}, 0, {{"ann", {}}}});
  const wire::MessageId id = say("sent", "games");
  hear(wire::Unsure{"games", id, 40});
  static_cast<void>(line.take_sent<wire::Post>());
  hear(wire::Left{"ann", 2, {}, "games", "was put out"});
  ASSERT_EQ(line.take_sent<wire::Post>().size(), 1U);
  hear(wire::Refused{"games", id, "not-in-room", "You are not in that room."});
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).at(0).id, id);
  EXPECT_TRUE(all_of<wire::MessageFailed>(line.events).at(0).may_have_arrived);
}

// Where it may be among the lines nobody has kept: only the host knows.
TEST_F(SentBefore, AndFailedItIsSentAgainAsThatByHand) {
  static_cast<void>(line.take_sent<wire::Post>());
  const wire::SendMessage again{wire::MessageId::make(), "lobby", "again", true};
  dialogue->carry_out(again, clock.now());
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 1U);
  const wire::SendPrivate psst{wire::MessageId::make(), "bob", "psst", {}, true};
  dialogue->carry_out(psst, clock.now());
  EXPECT_EQ(line.take_sent<wire::Whisper>().at(0).from, 1U);
  hear(wire::Unsure{"lobby", again.id, 40});
  hear(wire::Unsure{"", psst.id, 0});
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 2U);
  EXPECT_TRUE(failed[0].may_have_arrived && failed[1].may_have_arrived);
  EXPECT_EQ(failed[0].id, again.id);
}

TEST_F(SentBefore, NobodyLooksForItInARoomThatOneLeaves) {
  dialogue->carry_out(wire::JoinRoom{"games"}, clock.now());
  hear(wire::Roster{"games", 8, 3, 1, 2, 0, {}, 0, {{"ann", {}}}});
  const wire::MessageId id = say("sent", "games");
  hear(wire::Unsure{"games", id, 40});
  static_cast<void>(line.take_sent<wire::Post>());
  dialogue->carry_out(wire::LeaveRoom{"games"}, clock.now());
  ASSERT_EQ(line.take_sent<wire::Post>().size(), 1U);
  hear(wire::Unsure{"games", id, 40});
  hear(wire::Left{"ann", 2, {}, "games", "left"});
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].id, id);
  EXPECT_EQ(failed[0].code, "unconfirmed");
}

TEST_F(SentBefore, APrivateOneCantBeLookedFor) {
  const wire::SendPrivate whisper{wire::MessageId::make(), "bob", "psst"};
  dialogue->carry_out(whisper, clock.now());
  EXPECT_EQ(line.take_sent<wire::Whisper>().at(0).from, 0U);
  connect(20);
  EXPECT_EQ(line.take_sent<wire::Whisper>().at(0).from, 1U) << "as many as there were then";
  hear(wire::Unsure{"", whisper.id, 0});
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).at(0).code, "unconfirmed");
}

}  // namespace
}  // namespace hubbub::net::client
