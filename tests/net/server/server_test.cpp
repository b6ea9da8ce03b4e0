#include "net/server/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Server, WelcomesAndTellsWhoIsThere) {
  Hall hall({.title = "Friday"});
  Guest ann = hall.guest("ann");
  const auto messages = ann.take();
  ASSERT_GE(messages.size(), 2U);
  const auto& welcome = std::get<wire::Welcome>(messages[0]);
  EXPECT_EQ(welcome.nick, "ann");
  EXPECT_EQ(welcome.title, "Friday");
  EXPECT_EQ(welcome.lobby, "lobby");
  const auto& roster = std::get<wire::Roster>(messages[1]);
  EXPECT_THAT(nicks_of(roster), ElementsAre("ann"));
  EXPECT_EQ(roster.first, roster.as_of + 1);
}

TEST(Server, TellsTheOthersWhoComesAndGoes) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.take_none();
  Guest bob = hall.guest("bob");
  EXPECT_THAT(ann.take_only<wire::Joined>(), SizeIs(1));
  bob.wire().peer_ends("lost the connection");
  hall.settle();
  const auto left = ann.take_only<wire::Left>();
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].nick, "bob");
  EXPECT_EQ(left[0].reason, "lost the connection");
  EXPECT_TRUE(bob.wire().closed());
}

TEST(Server, SendsAMessageToAllInOneOrderTheSenderToo) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  ann.take_none();
  bob.take_none();
  const wire::Post first = post("one");
  ann.send(first);
  bob.send(post("two"));
  hall.settle();
  const auto at_bob = bob.take_only<wire::Message>();
  ASSERT_THAT(at_bob, SizeIs(2));
  EXPECT_EQ(at_bob[0].text, "one");
  EXPECT_EQ(at_bob[0].from, "ann");
  EXPECT_EQ(at_bob[0].id, first.id);
  EXPECT_EQ(at_bob[1].seq, at_bob[0].seq + 1);
  const auto at_ann = ann.take();
  ASSERT_THAT(at_ann, SizeIs(3));
  EXPECT_EQ(std::get<wire::Ack>(at_ann[0]).id, first.id);
  EXPECT_EQ(std::get<wire::Ack>(at_ann[0]).seq, at_bob[0].seq);
  EXPECT_EQ(std::get<wire::Message>(at_ann[1]).text, "one");
}

TEST(Server, FlushesEachSessionOnceAPerTurn) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  const int before = bob.wire().writes();
  for (int i = 0; i < 100; ++i)
    ann.send(post("line"));
  hall.settle();
  EXPECT_EQ(bob.wire().writes(), before + 1);
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(100));
}

TEST(Server, TheSameMessageAgainIsAcknowledgedAgainAndNotSaidAgain) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.take_none();
  const wire::Post line = post("once");
  ann.send(line);
  ann.send(line);
  hall.settle();
  const auto messages = ann.take();
  ASSERT_THAT(messages, SizeIs(3));
  EXPECT_EQ(std::get<wire::Ack>(messages[0]).seq, std::get<wire::Ack>(messages[1]).seq);
  EXPECT_EQ(std::get<wire::Message>(messages[2]).text, "once");
}

TEST(Server, SilenceEndsASessionAndAPingKeepsIt) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  ann.take_none();
  for (int i = 0; i <= kSilentHeartbeats; ++i) {
    ann.send(wire::Ping{7});
    hall.pass(kHeartbeat);
  }
  hall.pass(std::chrono::seconds{1});
  EXPECT_EQ(bob.take_only<wire::Farewell>().at(0).code, "timed-out");
  EXPECT_TRUE(bob.wire().finished());
  EXPECT_EQ(ann.take_only<wire::Left>().at(0).reason, "timed out");
  EXPECT_FALSE(ann.wire().finished());
}

TEST(Server, WhoeverIsSentAwayHearsWhatWasSaidBefore) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  bob.take_none();
  ann.send(post("one"));
  const std::vector<std::byte> nonsense(wire::kHeaderBytes, std::byte{0xFF});
  bob.wire().peer_sends(nonsense);
  hall.settle();
  const std::vector<FromHost> all = bob.take();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<wire::Message>(all.front()));
  EXPECT_TRUE(std::holds_alternative<wire::Farewell>(all.back()));
}

TEST(Server, WhoeverDoesNotLogInIsClosed) {
  Hall hall;
  const auto silent = hall.connect();
  hall.pass(kLoginTimeout + std::chrono::seconds{1});
  EXPECT_TRUE(silent->closed());
  EXPECT_TRUE(hall.server.empty());
}

TEST(Server, DribblingBuysNoTimeToLogIn) {
  Hall hall;
  const auto slow = hall.connect();
  wire::Login login;
  login.nick = "ann";
  const wire::Bytes frame = wire::encoded(login);
  for (std::size_t i = 0; i < frame.size() - 1 && !slow->closed(); ++i) {
    slow->peer_sends({&frame[i], 1});
    hall.pass(std::chrono::seconds{1});
  }
  EXPECT_TRUE(slow->closed());
}

TEST(Server, QuestionsWithLongAnswersCantFillTheMemory) {
  Hall hall;
  std::vector<Guest> crowd;
  for (int i = 0; i < 500; ++i)
    crowd.push_back(hall.guest(std::string(50, 'x') + std::to_string(i)));
  Guest eve = hall.guest("eve");
  eve.wire().allow(0);
  wire::Bytes questions;
  for (int i = 0; i < 5000; ++i)
    wire::encode(wire::Who{}, questions);
  eve.wire().peer_sends(questions);
  hall.settle();
  EXPECT_TRUE(eve.wire().closed());
  EXPECT_EQ(hall.events_of<wire::HostProblem>().at(0).code, "too-slow");
}

TEST(Server, ASlowReaderIsClosedWithAReasonAndNobodyWaitsForIt) {
  Hall hall;
  Guest slow = hall.guest("slow");
  Guest ann = hall.guest("ann");
  ann.take_none();
  slow.wire().allow(0);
  const std::string text(60'000, 'x');
  std::size_t sent = 0;
  for (; sent < kLobbyLogBytes / 2 + 2 * text.size(); sent += text.size()) {
    ann.send(post(text));
    hall.settle();
  }
  EXPECT_TRUE(slow.wire().closed());
  const auto messages = ann.take();
  std::size_t lines = 0;
  std::string reason;
  for (const FromHost& message : messages) {
    lines += std::holds_alternative<wire::Message>(message) ? 1U : 0U;
    if (const auto* left = std::get_if<wire::Left>(&message))
      reason = left->reason;
  }
  EXPECT_EQ(lines, sent / text.size());
  EXPECT_EQ(reason, "did not keep up");
}

TEST(Server, AWriterThatIsCutAnywhereGetsWholeFramesInOrder) {
  Hall hall;
  Guest ann = hall.guest("ann", {position("games")});
  Guest bob = hall.guest("bob", {position("games")});
  ann.take_none();
  ann.wire().allow(0);
  std::vector<std::string> lobby;
  std::vector<std::string> games;
  for (int i = 0; i < 200; ++i) {
    const std::string text = std::to_string(i);
    bob.send(post(text, i % 2 == 0 ? "" : "games"));
    if (i % 5 == 0)
      bob.send(wire::Whisper{"ann", wire::MessageId::make(), text});
    hall.settle();
    ann.wire().allow(static_cast<std::size_t>(i % 97));
  }
  ann.wire().allow(1'000'000);
  hall.settle();
  std::size_t whispers = 0;
  for (const FromHost& message : ann.take()) {
    if (const auto* line = std::get_if<wire::Message>(&message))
      (line->room == "games" ? games : lobby).push_back(line->text);
    whispers += std::holds_alternative<wire::Private>(message) ? 1U : 0U;
  }
  EXPECT_TRUE(ann.well_formed());
  ASSERT_THAT(lobby, SizeIs(100));
  ASSERT_THAT(games, SizeIs(100));
  EXPECT_EQ(lobby[1], "2");
  EXPECT_EQ(games[99], "199");
  EXPECT_EQ(whispers, 40U);
}

TEST(Server, StoppingTellsEverybodyAndEndsWhenTheyHaveLeft) {
  Hall hall;
  Guest ann = hall.guest("ann");
  const auto unnamed = hall.connect();
  hall.server.stop({"host-stopped", "over", 0});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Farewell>().at(0).code, "host-stopped");
  EXPECT_TRUE(ann.wire().finished());
  EXPECT_TRUE(unnamed->closed());
  ann.wire().peer_ends("left without a word");
  hall.settle();
  EXPECT_TRUE(hall.server.empty());
}

TEST(Server, CountsConnectionsPerAddressButNotFromThisMachine) {
  Hall hall;
  std::vector<std::shared_ptr<MemoryTransport>> connections;
  for (std::size_t i = 0; i < kMaxConnectionsPerAddress; ++i)
    connections.push_back(hall.connect("10.0.0.7:" + std::to_string(i)));
  const auto one_more = hall.connect("10.0.0.7:9999");
  EXPECT_TRUE(one_more->closed());
  EXPECT_FALSE(hall.connect("10.0.0.8:1")->closed());
  connections.front()->peer_ends("");
  EXPECT_FALSE(hall.connect("10.0.0.7:10000")->closed());
  for (std::size_t i = 0; i < 2 * kMaxConnectionsPerAddress; ++i)
    ASSERT_FALSE(hall.connect("127.0.0.1:" + std::to_string(i))->closed());
}

TEST(Server, AnUnknownCommandIsRefusedAndTheConversationGoesOn) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.take_none();
  wire::Bytes frame;
  wire::append_frame(99, "x", "y", frame);
  ann.wire().peer_sends(frame);
  ann.send(wire::Ping{1});
  hall.settle();
  const auto messages = ann.take();
  EXPECT_EQ(std::get<wire::Refused>(messages.at(0)).code, "unknown-command");
  EXPECT_EQ(std::get<wire::Pong>(messages.at(1)).token, 1U);
}

TEST(Server, HelloInOneByteSegmentsIsUnderstood) {
  Hall hall;
  Guest ann = hall.guest();
  wire::Login login;
  login.nick = "ann";
  for (const std::byte byte : wire::encoded(login))
    ann.wire().peer_sends({&byte, 1});
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Welcome>(), SizeIs(1));
}

TEST(Server, ALongRosterComesInSeveralFrames) {
  Hall hall;
  std::vector<Guest> crowd;
  const std::size_t count = wire::kMaxRosterFrameMembers + 5;
  for (std::size_t i = 0; i < count; ++i)
    crowd.push_back(hall.guest("guest " + std::to_string(i)));
  const auto rosters = crowd.back().take_only<wire::Roster>();
  ASSERT_THAT(rosters, SizeIs(2));
  EXPECT_EQ(rosters[0].more, 1);
  EXPECT_EQ(rosters[1].more, 0);
  EXPECT_EQ(rosters[0].members.size() + rosters[1].members.size(), count);
}

TEST(Server, TheTapSeesWhatEachSessionSent) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  ann.send(post("hello"));
  hall.settle();
  std::size_t delivered = 0;
  for (const wire::CapturedFrame& frame : hall.tap.take_new(10'000).frames) {
    const auto header = wire::read_header({frame.data(), frame.size});
    EXPECT_EQ(wire::frame_bytes(header), frame.size);
    if (frame.direction == wire::Direction::kSent &&
        header.command == static_cast<std::int32_t>(wire::CommandWord::kMessage))
      ++delivered;
  }
  EXPECT_EQ(delivered, 2U);
}

TEST(Server, WhoeverFallsOffALogOfLargeFramesIsLetGoAndNotSentNonsense) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest slow = hall.guest("slow");
  slow.wire().allow(1'000);
  // Two of these do not fit into one chunk: the log holds half as many bytes as it may.
  const std::string text(33'000, 'x');
  for (std::size_t sent = 0; sent < 2 * kLobbyLogBytes; sent += text.size()) {
    ann.send(post(text));
    hall.settle();
  }
  EXPECT_TRUE(slow.wire().closed());
  EXPECT_TRUE(slow.well_formed());
  EXPECT_FALSE(ann.wire().closed());
}

}  // namespace
}  // namespace hubbub::net::server::testing
