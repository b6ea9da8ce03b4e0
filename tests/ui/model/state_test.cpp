#include "ui/model/state.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/model/events.h"

namespace hubbub::ui::model {
namespace {

using tests::connection;
using tests::id;
using tests::joined;
using tests::left;
using tests::message;
using tests::private_message;
using tests::renamed;
using tests::roster;
using tests::welcomed;
using wire::ConnectionState;

class StateTest : public ::testing::Test {
 protected:
  void go_online(std::vector<std::string> nicks = {"me"}) {
    for (wire::Event& event : tests::online(std::move(nicks))) {
      state_.apply(std::move(event));
    }
  }
  const View& view() {
    state_.pull(view_);
    return view_;
  }
  const RoomView& lobby() { return *view().lobby(); }
  std::vector<std::string> nicks() {
    std::vector<std::string> result;
    for (const wire::RosterEntry& entry : *lobby().roster) {
      result.push_back(entry.nick);
    }
    return result;
  }
  std::vector<std::string> texts(const RoomView& room) {
    std::vector<std::string> result;
    for (LineIndex at = room.log.first(); at < room.log.end(); ++at) {
      result.emplace_back(room.log.line(at).text);
    }
    return result;
  }
  std::vector<LineKind> kinds() {
    std::vector<LineKind> result;
    const LogView& log = lobby().log;
    for (LineIndex at = log.first(); at < log.end(); ++at) {
      result.push_back(log.line(at).kind);
    }
    return result;
  }

  State state_;
  View view_;
};

TEST_F(StateTest, WelcomeMakesTheLobbyAndNamesUs) {
  go_online({"me", "ann"});
  EXPECT_TRUE(view().connection.online());
  EXPECT_EQ(view().connection.nick, "me");
  EXPECT_TRUE(lobby().present);
  EXPECT_THAT(nicks(), testing::ElementsAre("me", "ann"));
}

TEST_F(StateTest, APullWithoutNewsChangesNothing) {
  go_online();
  EXPECT_TRUE(state_.pull(view_));
  EXPECT_FALSE(state_.pull(view_));
}

TEST_F(StateTest, ARosterIsCopiedOnlyWhenItMoved) {
  go_online({"me", "ann"});
  const auto before = lobby().roster;
  state_.apply(message("ann", "hi", 1));
  EXPECT_EQ(lobby().roster, before);
  state_.apply(joined("bob"));
  EXPECT_NE(lobby().roster, before);
}

TEST_F(StateTest, MessagesKeepTheirOrderAndFacts) {
  go_online();
  state_.apply(message("ann", "one", 1));
  state_.apply(message("bob", "two", 2));
  const Line line = lobby().log.line(1);
  EXPECT_EQ(line.from, "bob");
  EXPECT_EQ(line.text, "two");
  EXPECT_EQ(line.seq, 2U);
  EXPECT_EQ(line.id, id(2));
}

TEST_F(StateTest, AReplayedMessageIsShownOnce) {
  go_online();
  state_.apply(message("ann", "hi", 1));
  wire::MessageReceived again = message("ann", "hi", 1);
  again.replay = true;
  EXPECT_FALSE(state_.apply(again));
  EXPECT_THAT(texts(lobby()), testing::ElementsAre("hi"));
}

TEST_F(StateTest, MessagesWithoutIdAreAllShown) {
  go_online();
  state_.apply(message("ann", "hi"));
  state_.apply(message("ann", "hi"));
  EXPECT_EQ(lobby().log.size(), 2U);
}

TEST_F(StateTest, TextIsCleanedBeforeItIsShown) {
  go_online();
  state_.apply(message("an\u202En", "a\x1b[0m", 1));
  EXPECT_EQ(lobby().log.line(0).from, "ann");
  EXPECT_EQ(lobby().log.line(0).text, "a\uFFFD[0m");
}

TEST_F(StateTest, JoinsLeavesAndRenamesReachTheRoster) {
  go_online({"me", "ann"});
  state_.apply(joined("bob"));
  state_.apply(left("ann", "timed out"));
  state_.apply(renamed("bob", "rob"));
  EXPECT_THAT(nicks(), testing::ElementsAre("me", "rob"));
  EXPECT_THAT(kinds(),
              testing::ElementsAre(LineKind::kJoined, LineKind::kLeft, LineKind::kRenamed));
}

TEST_F(StateTest, WhatHappenedBeforeWeCameLeavesTheRosterAlone) {
  go_online({"me"});
  state_.apply(joined("bob", true));
  EXPECT_THAT(nicks(), testing::ElementsAre("me"));
  EXPECT_EQ(lobby().log.size(), 1U);
}

TEST_F(StateTest, ANewRosterReplacesTheOld) {
  go_online({"me", "ann"});
  state_.apply(roster({"bob", "me"}));
  EXPECT_THAT(nicks(), testing::ElementsAre("bob", "me"));
}

TEST_F(StateTest, LostLinesLeaveAGap) {
  go_online();
  wire::RosterReceived event = roster({"me"});
  event.missed = 12;
  state_.apply(event);
  EXPECT_THAT(kinds(), testing::ElementsAre(LineKind::kGap));
  EXPECT_EQ(lobby().log.line(0).text, "12 earlier lines are lost");
}

TEST_F(StateTest, LosingTheConnectionSaysSoOnceAndComingBackToo) {
  go_online();
  state_.apply(connection(ConnectionState::kReconnecting, "The host does not answer."));
  state_.apply(connection(ConnectionState::kReconnecting, "Refused."));
  EXPECT_FALSE(lobby().present);
  EXPECT_THAT(kinds(), testing::ElementsAre(LineKind::kSystem));
  go_online();
  EXPECT_THAT(kinds(), testing::ElementsAre(LineKind::kSystem, LineKind::kSystem));
  EXPECT_TRUE(lobby().present);
}

TEST_F(StateTest, AnotherPartyStartsEmpty) {
  go_online();
  state_.apply(message("ann", "hi", 1));
  wire::ConnectionChanged other = connection(ConnectionState::kOnline);
  other.target = "elsewhere";
  state_.apply(other);
  state_.apply(welcomed());
  EXPECT_EQ(lobby().log.size(), 0U);
}

TEST_F(StateTest, RoundTripsThatLookTheSameAreNoNews) {
  go_online();
  using std::chrono::microseconds;
  EXPECT_TRUE(state_.apply(wire::RoundTripMeasured{microseconds(300)}));
  EXPECT_FALSE(state_.apply(wire::RoundTripMeasured{microseconds(800)}));
  EXPECT_TRUE(state_.apply(wire::RoundTripMeasured{microseconds(1200)}));
}

// ---- Unread ----

TEST_F(StateTest, LinesAreUnreadUntilLookedAt) {
  go_online();
  state_.apply(message("ann", "hi", 1));
  state_.apply(message("ann", "hey Me!", 2));
  EXPECT_EQ(lobby().unread, 2U);
  EXPECT_EQ(lobby().mentions, 1U);
  EXPECT_EQ(lobby().first_unread, 0);
  state_.look_at(lobby().id);
  EXPECT_EQ(lobby().unread, 0U);
  EXPECT_EQ(lobby().mentions, 0U);
  EXPECT_EQ(lobby().first_unread, 0) << "the mark stays while it is looked at";
  state_.apply(message("ann", "more", 3));
  EXPECT_EQ(lobby().unread, 0U);
}

TEST_F(StateTest, WhatWasSaidBeforeWeCameIsNotUnreadButWhatWeMissedIs) {
  go_online();
  wire::MessageReceived backlog = message("ann", "old", 1);
  backlog.replay = true;
  state_.apply(backlog);
  EXPECT_EQ(lobby().unread, 0U);
  state_.apply(connection(ConnectionState::kReconnecting));
  go_online();
  wire::MessageReceived missed = message("ann", "while you were away", 2);
  missed.replay = true;
  state_.apply(missed);
  EXPECT_EQ(lobby().unread, 1U);
}

TEST_F(StateTest, OwnLinesAreNotUnread) {
  go_online();
  wire::MessageReceived own = message("me", "me too", 1);
  own.own = true;
  state_.apply(own);
  EXPECT_EQ(lobby().unread, 0U);
  EXPECT_FALSE(lobby().log.line(0).mention);
}

// ---- Own messages ----

wire::MessageReceived echo(const wire::SendMessage& sent, std::uint64_t seq) {
  wire::MessageReceived event = message("me", sent.text);
  event.id = sent.id;
  event.seq = seq;
  event.own = true;
  return event;
}

TEST_F(StateTest, AnOwnMessageIsPendingUntilItIsBackAndConfirmed) {
  go_online();
  const auto command = state_.compose(lobby().id, "hello");
  ASSERT_TRUE(command);
  const auto sent = std::get<wire::SendMessage>(*command);
  EXPECT_EQ(sent.room, "lobby");
  ASSERT_EQ(lobby().outgoing.size(), 1U);
  EXPECT_EQ(lobby().outgoing[0].state, Outgoing::State::kPending);

  state_.apply(echo(sent, 1));
  ASSERT_EQ(lobby().outgoing.size(), 1U) << "fan-out comes before the confirmation";
  EXPECT_TRUE(lobby().outgoing[0].in_log);
  state_.apply(wire::MessageAcknowledged{sent.id, 1});
  EXPECT_TRUE(lobby().outgoing.empty());
  EXPECT_EQ(lobby().log.size(), 1U);
}

TEST_F(StateTest, AConfirmationMayComeFirst) {
  go_online();
  const auto sent = std::get<wire::SendMessage>(*state_.compose(lobby().id, "hello"));
  state_.apply(wire::MessageAcknowledged{sent.id, 1});
  EXPECT_TRUE(lobby().outgoing[0].acknowledged);
  state_.apply(echo(sent, 1));
  EXPECT_TRUE(lobby().outgoing.empty());
}

TEST_F(StateTest, AFailedMessageIsKeptUntilRetriedOrDiscarded) {
  go_online();
  const auto sent = std::get<wire::SendMessage>(*state_.compose(lobby().id, "hello"));
  EXPECT_FALSE(state_.retry(sent.id)) << "it is under way";
  state_.apply(wire::MessageFailed{sent.id, "lost", "The connection was lost."});
  EXPECT_EQ(lobby().outgoing[0].state, Outgoing::State::kFailed);
  EXPECT_EQ(lobby().outgoing[0].reason, "The connection was lost.");

  const auto again = state_.retry(sent.id);
  ASSERT_TRUE(again);
  EXPECT_FALSE(std::get<wire::SendMessage>(*again).may_have_arrived);
  EXPECT_EQ(std::get<wire::SendMessage>(*again).id, sent.id);
  EXPECT_EQ(std::get<wire::SendMessage>(*again).text, "hello");
  EXPECT_EQ(lobby().outgoing[0].state, Outgoing::State::kPending);

  state_.apply(wire::MessageFailed{sent.id, "lost", ""});
  EXPECT_TRUE(state_.discard(sent.id));
  EXPECT_TRUE(lobby().outgoing.empty());
}

TEST_F(StateTest, OnlySoManyMessagesWait) {
  go_online();
  const RoomId room = lobby().id;
  for (std::size_t i = 0; i < kMaxOutgoing; ++i) {
    ASSERT_TRUE(state_.compose(room, "x"));
  }
  EXPECT_FALSE(state_.compose(room, "x"));
}

// ---- Private conversations ----

TEST_F(StateTest, APrivateMessageOpensAConversationWithTheOther) {
  go_online({"me", "ann"});
  state_.apply(private_message("ann", "me", "psst"));
  state_.apply(private_message("me", "ann", "what?", true));
  const RoomView* conversation = view().find(RoomKind::kPrivate, "ann");
  ASSERT_NE(conversation, nullptr);
  EXPECT_THAT(texts(*conversation), testing::ElementsAre("psst", "what?"));
  EXPECT_EQ(conversation->unread, 1U);
  EXPECT_EQ(conversation->mentions, 1U);
  EXPECT_TRUE(conversation->present);
  EXPECT_EQ(lobby().log.size(), 0U);
}

TEST_F(StateTest, AConversationKnowsWhetherTheOtherIsThereAndFollowsARename) {
  go_online({"me", "ann"});
  const RoomId room = state_.open_conversation("ann");
  state_.apply(renamed("ann", "anna"));
  EXPECT_EQ(view().find(room)->name, "anna");
  EXPECT_TRUE(view().find(room)->present);
  state_.apply(left("anna"));
  EXPECT_FALSE(view().find(room)->present);
}

TEST_F(StateTest, SendingInAConversationAddressesThePerson) {
  go_online({"me", "ann"});
  const auto command = state_.compose(state_.open_conversation("ann"), "psst");
  EXPECT_EQ(std::get<wire::SendPrivate>(*command).to, "ann");
}

TEST_F(StateTest, StrangersCannotFillTheRoomList) {
  go_online();
  for (std::size_t i = 0; i < 3 * kMaxRooms; ++i) {
    state_.apply(private_message("stranger" + std::to_string(i), "me", "hi"));
  }
  EXPECT_EQ(view().rooms.size(), kMaxRooms);
  EXPECT_NE(view().lobby(), nullptr);
}

TEST_F(StateTest, ClosingAConversationForgetsIt) {
  go_online();
  const RoomId room = state_.open_conversation("ann");
  EXPECT_TRUE(state_.close_conversation(room));
  EXPECT_EQ(view().find(room), nullptr);
  EXPECT_FALSE(state_.close_conversation(lobby().id));
}

// ---- Bounds, notices, host, frames ----

TEST_F(StateTest, AllLogsTogetherAreBoundedInBytes) {
  go_online();
  const std::string text(wire::kMaxTextBytes, 'x');
  const std::size_t count = kMaxLogBytes / text.size() + 200;
  for (std::size_t i = 0; i < count; ++i) {
    state_.apply(message("ann", text, static_cast<std::uint32_t>(i + 1)));
  }
  EXPECT_GT(lobby().log.dropped(), 0U);
  EXPECT_LE(lobby().log.size() * text.size(), kMaxLogBytes);
  EXPECT_EQ(lobby().log.dropped() + lobby().log.size(), count);
}

TEST_F(StateTest, ANoticeIsAListEntryAndALineInItsRoom) {
  go_online();
  state_.apply(wire::Notice{wire::Severity::kError, "nick-taken", "This name is taken.", ""});
  ASSERT_EQ(view().notices.size(), 1U);
  EXPECT_EQ(view().notices[0].room, lobby().id);
  EXPECT_THAT(kinds(), testing::ElementsAre(LineKind::kError));
}

TEST_F(StateTest, ANoticeBeforeAnyRoomIsKeptToo) {
  state_.apply(wire::Notice{wire::Severity::kError, "refused", "Refused.", ""});
  ASSERT_EQ(view().notices.size(), 1U);
  EXPECT_EQ(view().notices[0].room, RoomId::kNone);
}

TEST_F(StateTest, NoticesAreBounded) {
  for (std::size_t i = 0; i < 2 * kMaxNotices; ++i) {
    state_.apply(wire::HostProblem{"x", "y"});
  }
  EXPECT_EQ(view().notices.size(), kMaxNotices);
  EXPECT_EQ(view().notices.back().number, 2 * kMaxNotices);
}

TEST_F(StateTest, TheHostInThisProcessIsShown) {
  state_.apply(wire::HostListening{24280, {"10.0.0.1:24280"}, "LAN"});
  state_.apply(wire::HostClientJoined{"ann", "10.0.0.2:5000", {wire::Dialect::k2006}});
  EXPECT_TRUE(view().host.listening);
  ASSERT_EQ(view().host.clients.size(), 1U);
  state_.apply(wire::HostClientLeft{"ann", "10.0.0.2:5000", "left"});
  EXPECT_TRUE(view().host.clients.empty());
  state_.apply(wire::HostStopped{"port-taken", "The port is taken."});
  EXPECT_FALSE(view().host.listening);
  EXPECT_EQ(view().host.reason, "The port is taken.");
}

TEST_F(StateTest, FramesAreKeptOnlyWhileWatched) {
  wire::CaptureAdvanced advanced;
  advanced.frames.resize(3);
  EXPECT_FALSE(state_.apply(advanced));
  state_.watch_frames(true);
  EXPECT_TRUE(state_.apply(advanced));
  FrameView frames;
  state_.pull_frames(frames);
  EXPECT_EQ(frames.size(), 3U);
}

}  // namespace
}  // namespace hubbub::ui::model
