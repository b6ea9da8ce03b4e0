#include "net/client/hubbub_dialogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/client/limits.h"
#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "tests/net/client/memory_line.h"
#include "tests/support/net/events.h"
#include "tests/support/net/manual_clock.h"

namespace hubbub::net::client {
namespace {

using tests::all_of;
using namespace std::chrono_literals;

class HubbubDialogueTest : public testing::Test {
 protected:
  HubbubDialogueTest() {
    standing.target = "party:24280";
    standing.nick = "ann";
    standing.rooms.emplace_back().lobby = true;
    begin();
  }

  void begin() {
    line = {};
    dialogue = std::make_unique<HubbubDialogue>(line, standing);
    dialogue->open(clock.now());
  }
  template <class M>
  void hear(const M& message) {
    dialogue->feed(wire::encoded(message), clock.now());
  }
  static wire::Welcome welcome_frame() {
    wire::Welcome welcome;
    welcome.nick = "ann";
    welcome.heartbeat_ms = 1000;
    welcome.max_text_bytes = 1000;
    welcome.lobby = "lobby";
    return welcome;
  }
  void welcome() { hear(welcome_frame()); }
  void roster(const std::string& room, std::uint64_t epoch, std::uint64_t as_of,
              std::uint64_t first) {
    hear(wire::Roster{room, epoch, 1, as_of, first, as_of, {}, 0, {{"bob", {}}, {"ann", {}}}});
  }
  void message(const std::string& from, std::uint64_t seq, const std::string& text,
               wire::MessageId id = wire::MessageId::make(), const std::string& room = "lobby") {
    hear(wire::Message{from, seq, {}, id, room, text});
  }
  wire::MessageId say(const std::string& text) {
    const auto id = wire::MessageId::make();
    dialogue->carry_out(wire::SendMessage{id, "lobby", text}, clock.now());
    return id;
  }
  void go_online() {
    welcome();
    roster("lobby", 7, 10, 11);
    line.events.clear();
    line.sent.clear();
  }

  tests::ManualClock clock;
  tests::MemoryLine line;
  Standing standing;
  std::unique_ptr<HubbubDialogue> dialogue;
};

TEST_F(HubbubDialogueTest, SaysHelloInsideALoginOf2006) {
  const wire::FrameHeader header = wire::read_header(line.sent.at(0));
  EXPECT_EQ(header.command, 0);
  EXPECT_EQ(header.name_length, 3);
  const auto logins = line.take_sent<wire::Login>();
  ASSERT_EQ(logins.size(), 1U);
  EXPECT_EQ(logins[0].nick, "ann");
  ASSERT_EQ(logins[0].rooms.size(), 1U);
  EXPECT_EQ(logins[0].rooms[0].room, "");
}

TEST_F(HubbubDialogueTest, IsOnlineWhenWelcomed) {
  welcome();
  const auto welcomed = all_of<wire::Welcomed>(line.events);
  ASSERT_EQ(welcomed.size(), 1U);
  EXPECT_EQ(welcomed[0].lobby, "lobby");
  EXPECT_EQ(welcomed[0].max_text_bytes, 1000U);
  EXPECT_TRUE(standing.welcomed);
}

TEST_F(HubbubDialogueTest, ReadsFramesFromAnySegmentation) {
  wire::Bytes stream = wire::encoded(welcome_frame());
  wire::encode(wire::Roster{"lobby", 7, 1, 0, 1, 0, {}, 0, {{"ann", {}}}}, stream);
  wire::encode(wire::Message{"bob", 1, {}, {}, "lobby", "привет"}, stream);
  for (const std::byte byte : stream) {
    dialogue->feed({&byte, 1}, clock.now());
  }
  const auto messages = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "привет");
  EXPECT_EQ(line.boundaries.size(), 3U);
  EXPECT_GT(line.boundaries[0], 0U) << "the tap is told how much an earlier read had brought";
}

TEST_F(HubbubDialogueTest, PutsARosterOfSeveralFramesTogether) {
  welcome();
  hear(wire::Roster{"lobby", 7, 1, 2, 1, 2, {}, 1, {{"bob", {}}}});
  EXPECT_TRUE(all_of<wire::RosterReceived>(line.events).empty());
  hear(wire::Roster{"lobby", 7, 1, 2, 1, 2, {}, 0, {{"ann", {}}}});
  const auto rosters = all_of<wire::RosterReceived>(line.events);
  ASSERT_EQ(rosters.size(), 1U);
  EXPECT_EQ(rosters[0].members.size(), 2U);
}

TEST_F(HubbubDialogueTest, MarksWhatHappenedBeforeWeCame) {
  welcome();
  roster("lobby", 7, 2, 1);
  message("bob", 1, "early");
  message("bob", 2, "earlier than us");
  message("bob", 3, "now");
  const auto messages = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_TRUE(messages[0].replay);
  EXPECT_TRUE(messages[1].replay);
  EXPECT_FALSE(messages[2].replay);
}

TEST_F(HubbubDialogueTest, ShowsALineOnceThoughItComesTwice) {
  go_online();
  message("bob", 11, "once");
  message("bob", 11, "once");
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
}

TEST_F(HubbubDialogueTest, ConfirmsOwnMessagesByTheirId) {
  go_online();
  const auto id = say("hello");
  ASSERT_EQ(line.take_sent<wire::Post>().size(), 1U);
  hear(wire::Ack{id, 11});
  message("ann", 11, "hello", id);
  const auto acks = all_of<wire::MessageAcknowledged>(line.events);
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].id, id);
  EXPECT_EQ(acks[0].seq, 11U);
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).at(0).own);
  EXPECT_TRUE(standing.unconfirmed.messages().empty());
}

TEST_F(HubbubDialogueTest, ComesBackWhereItStoodAndSendsTheUnconfirmedAgain) {
  go_online();
  message("bob", 11, "seen");
  const auto lost = say("was it heard?");
  dialogue->broke({"reset", "gone", true});
  ASSERT_TRUE(line.ending);
  EXPECT_TRUE(line.ending->retry);

  begin();
  const auto login = line.take_sent<wire::Login>().at(0);
  ASSERT_EQ(login.rooms.size(), 1U);
  EXPECT_EQ(login.rooms[0].room, "") << "the lobby, whatever it is called by now";
  EXPECT_EQ(login.rooms[0].epoch, 7U);
  EXPECT_EQ(login.rooms[0].after, 11U);
  welcome();
  roster("lobby", 7, 14, 12);
  const auto posts = line.take_sent<wire::Post>();
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(posts[0].id, lost);

  message("bob", 12, "while you were away");
  EXPECT_EQ(all_of<wire::RosterReceived>(line.events).at(0).missed, 0U);
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).at(0).replay);
}

TEST_F(HubbubDialogueTest, CountsLinesThatAreLostToUs) {
  go_online();
  message("bob", 11, "seen");
  dialogue->broke({"reset", "gone", true});
  begin();
  welcome();
  roster("lobby", 7, 40, 20);
  EXPECT_EQ(all_of<wire::RosterReceived>(line.events).at(0).missed, 8U);
}

TEST_F(HubbubDialogueTest, SaysThatAHostBeganANewHistory) {
  go_online();
  dialogue->broke({"reset", "gone", true});
  begin();
  welcome();
  roster("lobby", 8, 2, 1);
  EXPECT_EQ(all_of<wire::HistoryReset>(line.events).at(0).room, "lobby");
  message("bob", 1, "first of the new epoch");
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
}

TEST_F(HubbubDialogueTest, LeavesOutComingsThatTheRosterHasAlready) {
  welcome();
  roster("lobby", 7, 10, 9);
  hear(wire::Joined{"bob", 9, {}, "lobby", {}});
  hear(wire::Joined{"eve", 11, {}, "lobby", {}});
  const auto joined = all_of<wire::MemberJoined>(line.events);
  ASSERT_EQ(joined.size(), 2U);
  EXPECT_TRUE(joined[0].replay);
  EXPECT_FALSE(joined[1].replay);
}

TEST_F(HubbubDialogueTest, KnowsItselfUnderANewNameInEachRoomAtItsTime) {
  go_online();
  dialogue->carry_out(wire::JoinRoom{"den"}, clock.now());
  roster("den", 7, 1, 1);
  hear(wire::Renamed{"ann", 11, {}, "lobby", "anna"});
  message("ann", 2, "said before, read after", wire::MessageId::make(), "den");
  hear(wire::Renamed{"ann", 3, {}, "den", "anna"});
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).at(0).own);
  const auto renamed = all_of<wire::MemberRenamed>(line.events);
  ASSERT_EQ(renamed.size(), 2U);
  EXPECT_TRUE(renamed[0].own);
  EXPECT_TRUE(renamed[1].own);
  EXPECT_EQ(standing.nick, "anna");
}

TEST_F(HubbubDialogueTest, OwnLeavingIsTheLastOfARoom) {
  go_online();
  dialogue->carry_out(wire::JoinRoom{"den"}, clock.now());
  roster("den", 7, 1, 1);
  hear(wire::Left{"ann", 2, {}, "den", "left"});
  EXPECT_EQ(all_of<wire::RoomLeft>(line.events).at(0).room, "den");
  EXPECT_EQ(standing.find("den"), nullptr);
}

TEST_F(HubbubDialogueTest, LeavingAndJoiningAgainAtOnceStaysInTheRoom) {
  go_online();
  dialogue->carry_out(wire::JoinRoom{"x"}, clock.now());
  roster("x", 3, 5, 6);
  dialogue->carry_out(wire::LeaveRoom{"x"}, clock.now());
  dialogue->carry_out(wire::JoinRoom{"x"}, clock.now());
  EXPECT_EQ(line.take_sent<wire::Join>().size(), 2U);
  line.events.clear();
  roster("x", 3, 8, 7);  // private frames come before those of the room
  message("bob", 6, "before", wire::MessageId::make(), "x");
  hear(wire::Left{"ann", 7, {}, "x", "left"});
  message("bob", 9, "after", wire::MessageId::make(), "x");
  EXPECT_TRUE(all_of<wire::RoomLeft>(line.events).empty());
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).back().text, "after");
}

TEST_F(HubbubDialogueTest, WhatIsAskedForWhileShakingHandsIsDoneOnceOnline) {
  dialogue->carry_out(wire::Rename{"anna"}, clock.now());
  EXPECT_TRUE(line.take_sent<wire::ChangeNick>().empty());
  welcome();
  EXPECT_EQ(line.take_sent<wire::ChangeNick>().size(), 1U);
}

TEST_F(HubbubDialogueTest, IgnoresRostersOfRoomsItNeverAskedFor) {
  go_online();
  roster("elsewhere", 1, 1, 1);
  EXPECT_TRUE(line.events.empty());
}

TEST_F(HubbubDialogueTest, RefusesWhatTheHostWouldRefuse) {
  go_online();
  say("");
  say(std::string(1001, 'x'));
  say("\xFF");
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 3U);
  EXPECT_EQ(failed[0].code, "empty-text");
  EXPECT_EQ(failed[1].code, "too-long");
  EXPECT_EQ(failed[2].code, "not-utf8");
  EXPECT_TRUE(line.sent.empty());
}

TEST_F(HubbubDialogueTest, TurnsARefusalIntoAFailedMessageOrANotice) {
  go_online();
  const auto id = say("hello");
  hear(wire::Refused{"lobby", id, "not-in-room", "You are not there."});
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).at(0).code, "not-in-room");
  hear(wire::Refused{"bob", {}, "nick-taken", "Somebody has that name."});
  EXPECT_EQ(all_of<wire::Notice>(line.events).at(0).code, "nick-taken");
}

TEST_F(HubbubDialogueTest, BoundsWhatWaitsForConfirmation) {
  go_online();
  for (std::size_t i = 0; i < kMaxUnconfirmed; ++i) {
    say("x");
  }
  EXPECT_TRUE(all_of<wire::MessageFailed>(line.events).empty());
  say("one too many");
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).at(0).code, "queue-full");
}

TEST_F(HubbubDialogueTest, PingsAndMeasuresTheRoundTrip) {
  welcome();
  line.sent.clear();
  EXPECT_LE(dialogue->deadline(), clock.now());
  dialogue->tick(clock.now());
  const auto pings = line.take_sent<wire::Ping>();
  ASSERT_EQ(pings.size(), 1U);
  clock.advance(7ms);
  hear(wire::Pong{pings[0].token});
  EXPECT_EQ(all_of<wire::RoundTripMeasured>(line.events).at(0).round_trip, 7ms);
  EXPECT_EQ(dialogue->deadline(), clock.now() - 7ms + 1s);
}

TEST_F(HubbubDialogueTest, ThreeSilentHeartbeatsAreTheEnd) {
  go_online();
  for (int beat = 0; beat < 3; ++beat) {
    dialogue->tick(clock.now());
    EXPECT_FALSE(line.ending);
    clock.advance(1s);
  }
  dialogue->tick(clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "timed-out");
  EXPECT_TRUE(line.ending->retry);
}

TEST_F(HubbubDialogueTest, APeerOf2006IsNamedAndLeftWithALogout) {
  line.sent.clear();
  wire::Bytes frame;
  wire::append_frame(2, "bob", "bob: hi", frame);
  dialogue->feed(frame, clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "other-protocol");
  EXPECT_FALSE(line.ending->retry);
  EXPECT_THAT(line.ending->reason, testing::HasSubstr("--plain"));
  ASSERT_EQ(line.sent.size(), 1U);
  EXPECT_EQ(wire::read_header(line.sent[0]).command, 1);
}

TEST_F(HubbubDialogueTest, ASilentPeerIsAnotherProtocolInTheEnd) {
  EXPECT_EQ(dialogue->deadline(), clock.now() + kHandshakeTimeout);
  clock.advance(kHandshakeTimeout);
  dialogue->tick(clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "other-protocol");
}

TEST_F(HubbubDialogueTest, SomethingElseAltogetherIsNoHubbubHost) {
  dialogue->feed(wire::as_bytes("HTTP/1.1 400 Bad Request\r\n\r\n"), clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "other-protocol");
  EXPECT_EQ(line.garbage.size(), 1U);
}

TEST_F(HubbubDialogueTest, FarewellsCarryTheHostsReason) {
  hear(wire::Farewell{"nick-taken", "Somebody here is called ann.", 0});
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "nick-taken");
  EXPECT_FALSE(line.ending->retry);
}

TEST_F(HubbubDialogueTest, OnTheWayBackATakenNameIsItsOwnGhost) {
  standing.welcomed = true;
  hear(wire::Farewell{"nick-taken", "Somebody here is called ann.", 0});
  ASSERT_TRUE(line.ending);
  EXPECT_TRUE(line.ending->retry);
}

TEST_F(HubbubDialogueTest, SkipsCommandsItDoesNotKnow) {
  go_online();
  wire::Bytes frame;
  wire::append_frame(99, "x", "y", frame);
  dialogue->feed(frame, clock.now());
  message("bob", 11, "after it");
  EXPECT_FALSE(line.ending);
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
}

TEST_F(HubbubDialogueTest, AFrameThatBreaksTheRulesEndsTheConversation) {
  go_online();
  wire::Bytes frame;
  wire::append_frame(static_cast<std::int32_t>(wire::CommandWord::kMessage), "bob", "short", frame);
  dialogue->feed(frame, clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "truncated");
  message("bob", 11, "never read");
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).empty());
}

TEST_F(HubbubDialogueTest, LeavesWithALogoutAndStillTakesConfirmations) {
  go_online();
  const auto id = say("bye");
  line.sent.clear();
  dialogue->leave();
  EXPECT_EQ(line.take_sent<wire::Logout>().size(), 1U);
  hear(wire::Ack{id, 11});
  EXPECT_EQ(all_of<wire::MessageAcknowledged>(line.events).size(), 1U);
  dialogue->broke({"closed", "", true});
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "");
}

}  // namespace
}  // namespace hubbub::net::client
