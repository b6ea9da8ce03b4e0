#include "net/client/plain_dialogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/client/limits.h"
#include "tests/net/client/memory_line.h"
#include "tests/support/net/events.h"
#include "tests/support/net/manual_clock.h"
#include "tests/support/net/server_2006.h"

namespace hubbub::net::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::all_of;
using tests::original_frame;

// How the server's frames reach the client.
enum class Segments { kWhole, kOneByte, kMerged };

// Our dialogue on one end of an emulated server, an original client (here only its name) on the
// other.
class PlainDialogueTest : public testing::TestWithParam<Segments> {
 protected:
  static constexpr int kUs = 1;
  static constexpr int kOther = 2;

  explicit PlainDialogueTest(std::string nick = "alice") {
    standing.target = "old:1000";
    standing.nick = std::move(nick);
    standing.rooms.emplace_back().lobby = true;
    dialogue = std::make_unique<PlainDialogue>(line, standing);
  }

  // What the dialogue sent reaches the server a frame a receive, as the pacing makes sure; then the
  // server's answers reach the dialogue.
  void exchange() {
    while (!line.sent.empty() || !stream.empty()) {
      for (const wire::Bytes& frame : std::exchange(line.sent, {})) {
        EXPECT_EQ(frame.size(), tests::kReceiveBuffer2006);
        server.receive(kUs, frame);
      }
      dialogue->drained(clock.now());
      deliver(std::exchange(stream, {}));
    }
  }
  void deliver(const std::vector<wire::Bytes>& frames) {
    wire::Bytes merged;
    for (const wire::Bytes& frame : frames) {
      merged.insert(merged.end(), frame.begin(), frame.end());
      if (GetParam() == Segments::kWhole) {
        dialogue->feed(frame, clock.now());
      }
    }
    if (GetParam() == Segments::kMerged) {
      dialogue->feed(merged, clock.now());
    } else if (GetParam() == Segments::kOneByte) {
      for (const std::byte& byte : merged) {
        dialogue->feed({&byte, 1}, clock.now());
      }
    }
    // What can be read in two ways is settled by silence.
    clock.advance(kSettleTime);
    dialogue->tick(clock.now());
  }
  void other(std::int32_t command, std::string_view name, std::string_view text = {}) {
    server.receive(kOther, original_frame(command, name, text));
  }
  void go_online() {
    dialogue->open(clock.now());
    exchange();
    clock.advance(kPauseAfterLogin);
    dialogue->tick(clock.now());
    exchange();
  }
  wire::MessageId say(const std::string& text) {
    const auto id = wire::MessageId::make();
    dialogue->carry_out(wire::SendMessage{id, "lobby", text}, clock.now());
    exchange();
    return id;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> texts;
    for (const auto& message : all_of<wire::MessageReceived>(line.events)) {
      texts.push_back(message.text);
    }
    return texts;
  }

  tests::ManualClock clock;
  tests::MemoryLine line;
  Standing standing;
  std::unique_ptr<PlainDialogue> dialogue;
  std::vector<wire::Bytes> stream;  // from the server to us
  tests::Server2006 server{[this](int to, const wire::Bytes& frame) {
                             if (to == kUs) {
                               stream.push_back(frame);
                             }
                           },
                           [](int) {}};
};

INSTANTIATE_TEST_SUITE_P(Segments, PlainDialogueTest,
                         testing::Values(Segments::kWhole, Segments::kOneByte, Segments::kMerged));

TEST_P(PlainDialogueTest, LogsInThenPausesThenAsksForTheList) {
  dialogue->open(clock.now());
  ASSERT_EQ(line.sent.size(), 1U);
  exchange();
  EXPECT_TRUE(line.sent.empty()) << "the server has to read the Login first";
  EXPECT_EQ(dialogue->deadline(), clock.now() + kPauseAfterLogin - kSettleTime);
  clock.advance(kPauseAfterLogin);
  dialogue->tick(clock.now());
  exchange();
  EXPECT_EQ(server.exceptions(), 0);
  EXPECT_EQ(all_of<wire::Welcomed>(line.events).size(), 1U);
}

TEST_P(PlainDialogueTest, KnowsWhoIsThereAndWhoComesAndGoes) {
  other(0, "bob");
  go_online();
  const auto rosters = all_of<wire::RosterReceived>(line.events);
  ASSERT_EQ(rosters.size(), 1U);
  EXPECT_THAT(rosters[0].members, ElementsAre(wire::RosterEntry{"bob", {wire::Dialect::k2006}},
                                              wire::RosterEntry{"alice", {wire::Dialect::k2006}}));
  server.receive(3, original_frame(0, "боб", ""));
  server.receive(3, original_frame(1, "боб", ""));
  exchange();
  ASSERT_EQ(all_of<wire::MemberJoined>(line.events).size(), 1U);
  EXPECT_EQ(all_of<wire::MemberLeft>(line.events).size(), 1U);
}

TEST_P(PlainDialogueTest, TakesTheNameOffTheText) {
  other(0, "bob");
  go_online();
  other(2, "bob", "hello: there");
  other(2, "bob", "");
  exchange();
  const auto messages = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].from, "bob");
  EXPECT_EQ(messages[0].text, "hello: there");
  EXPECT_FALSE(messages[0].own);
  EXPECT_EQ(messages[1].text, "");
}

TEST_P(PlainDialogueTest, ItsOwnTextComesBackWholeInAnyScript) {
  go_online();
  const auto latin = say("hello");
  const auto cyrillic = say("привет, мир");
  const auto emoji = say("ok 😀!");
  EXPECT_THAT(texts(), ElementsAre("hello", "привет, мир", "ok 😀!"));
  for (const auto& message : all_of<wire::MessageReceived>(line.events)) {
    EXPECT_TRUE(message.own);
  }
  const auto acks = all_of<wire::MessageAcknowledged>(line.events);
  ASSERT_EQ(acks.size(), 3U);
  EXPECT_EQ(acks[0].id, latin);
  EXPECT_EQ(acks[1].id, cyrillic);
  EXPECT_EQ(acks[2].id, emoji);
  EXPECT_TRUE(standing.unconfirmed.messages().empty());
}

TEST_P(PlainDialogueTest, LongTextTravelsInFramesThatNoOriginalClientDiesOf) {
  go_online();
  std::string text;
  for (int i = 0; i < 1200; ++i) {
    text += i % 3 == 0 ? "é" : "e\u0301";  // two bytes; and a cluster of three
  }
  const auto id = say(text);
  std::string together;
  for (const std::string& piece : texts()) {
    EXPECT_LE(12 + 2 * std::string("alice").size() + 2 + piece.size(), tests::kReceiveBuffer2006);
    EXPECT_FALSE(piece.starts_with("\u0301")) << "cut inside what a person sees as one letter";
    together += piece;
  }
  EXPECT_EQ(together, text);
  EXPECT_GT(texts().size(), 2U);
  const auto acks = all_of<wire::MessageAcknowledged>(line.events);
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].id, id);
  EXPECT_EQ(server.exceptions(), 0);
}

TEST_P(PlainDialogueTest, NoticesFromNobodyAreShown) {
  go_online();
  deliver({original_frame(2, "", "<<<the server restarts at nine>>>")});
  const auto notices = all_of<wire::Notice>(line.events);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].text, "<<<the server restarts at nine>>>");
}

TEST_P(PlainDialogueTest, AListThatWasTooLongIsCompletedByLoginsWithoutText) {
  go_online();
  deliver({original_frame(0, "carol", ""), original_frame(0, "dave", "")});
  clock.advance(kSettleTime);
  dialogue->tick(clock.now());
  EXPECT_TRUE(all_of<wire::MemberJoined>(line.events).empty());
  EXPECT_EQ(all_of<wire::RosterReceived>(line.events).back().members.size(), 3U);
}

TEST_P(PlainDialogueTest, ARefusalIsTheReasonOfTheEnd) {
  dialogue->open(clock.now());
  deliver({original_frame(2, "", "Somebody here is called alice.")});
  dialogue->broke({"closed", "closed", true});
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "login-refused");
  EXPECT_THAT(line.ending->reason, HasSubstr("called alice"));
  EXPECT_FALSE(line.ending->retry);
}

TEST_P(PlainDialogueTest, AlwaysLeavesWithALogout) {
  go_online();
  dialogue->leave();
  exchange();
  EXPECT_TRUE(server.names().empty());
  dialogue->broke({"closed", "", true});
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "");
}

TEST_P(PlainDialogueTest, SaysWhatTheProtocolCanNotDo) {
  go_online();
  dialogue->carry_out(wire::SendPrivate{wire::MessageId::make(), "bob", "psst"}, clock.now());
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).at(0).code, "not-in-2006");
  dialogue->carry_out(wire::Rename{"alicia"}, clock.now());
  dialogue->carry_out(wire::JoinRoom{"den"}, clock.now());
  EXPECT_EQ(all_of<wire::Notice>(line.events).size(), 2U);
  EXPECT_TRUE(line.sent.empty());
}

TEST_P(PlainDialogueTest, NothingThatWasKeptIsSaidInTheRoomUnlessItIsMeantForIt) {
  const auto keep = [this](bool is_private, const std::string& to, const std::string& text) {
    standing.unconfirmed.add({wire::MessageId::make(), is_private, to, text});
  };
  keep(true, "bob", "psst");
  keep(false, "den", "elsewhere");
  keep(false, "lobby", std::string(k2006MaxTextBytes + 1, 'x'));
  keep(false, "lobby", "hello");
  go_online();
  EXPECT_THAT(texts(), ElementsAre("hello"));
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 3U);
  EXPECT_EQ(failed[0].code, "not-in-2006");
  EXPECT_EQ(failed[1].code, "not-in-room");
  EXPECT_EQ(failed[2].code, "too-long");
  EXPECT_TRUE(standing.unconfirmed.messages().empty());
}

TEST_P(PlainDialogueTest, WhatDoesNotComeBackIsReported) {
  go_online();
  const auto id = wire::MessageId::make();
  dialogue->carry_out(wire::SendMessage{id, "", "lost"}, clock.now());
  line.sent.clear();  // D: the server is deaf to us
  EXPECT_EQ(dialogue->deadline(), clock.now() + kEchoTimeout);
  clock.advance(kEchoTimeout);
  dialogue->tick(clock.now());
  const auto failed = all_of<wire::MessageFailed>(line.events);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].id, id);
  EXPECT_EQ(failed[0].code, "unconfirmed");
}

TEST_P(PlainDialogueTest, WhatWasSentBeforeALossIsNotSaidTwice) {
  go_online();
  dialogue->carry_out(wire::SendMessage{wire::MessageId::make(), "", "maybe heard"}, clock.now());
  line.sent.clear();
  dialogue->broke({"reset", "gone", true});
  EXPECT_EQ(all_of<wire::MessageFailed>(line.events).size(), 1U);
  EXPECT_TRUE(standing.unconfirmed.messages().empty());
}

TEST_P(PlainDialogueTest, AServerThatNeverListsSpeaksSomethingElse) {
  dialogue->open(clock.now());
  line.sent.clear();
  dialogue->drained(clock.now());
  clock.advance(kPauseAfterLogin);
  dialogue->tick(clock.now());
  clock.advance(kHandshakeTimeout);
  line.sent.clear();
  dialogue->tick(clock.now());
  ASSERT_TRUE(line.ending);
  EXPECT_EQ(line.ending->code, "other-protocol");
  EXPECT_EQ(wire::read_header(line.sent.at(0)).command, 1);
}

class CyrillicName : public PlainDialogueTest {
 protected:
  CyrillicName() : PlainDialogueTest("Боб") {}
};

INSTANTIATE_TEST_SUITE_P(Segments, CyrillicName,
                         testing::Values(Segments::kWhole, Segments::kOneByte, Segments::kMerged));

TEST_P(CyrillicName, IsReadWholeByTheServerAndRecognisedInItsEchoes) {
  go_online();
  EXPECT_THAT(server.names(), ElementsAre("Боб"));
  say("привет");
  EXPECT_THAT(texts(), ElementsAre("привет"));
  EXPECT_EQ(all_of<wire::MessageAcknowledged>(line.events).size(), 1U);
}

}  // namespace
}  // namespace hubbub::net::client
