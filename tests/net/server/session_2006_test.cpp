#include "net/server/session_2006.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using wire::Command2006;

struct Shown {
  int command = 0;
  std::string name;
  std::string text;
  friend bool operator==(const Shown&, const Shown&) = default;
};
void PrintTo(const Shown& shown, std::ostream* out) {
  *out << shown.command << '|' << shown.name << '|' << shown.text;
}

// A client of 2006 as the wire sees it; lengths are bytes unless it sends raw frames.
class OldGuest {
 public:
  explicit OldGuest(Hall& hall) : transport_(hall.connect()) {}

  void send(Command2006 command, const std::string& name, const std::string& text = "") {
    wire::Bytes frame;
    wire::append_frame(static_cast<std::int32_t>(command), name, text, frame);
    transport_->peer_sends(frame);
  }
  MemoryTransport& wire() { return *transport_; }

  // Each read of 1,024 bytes is one frame: the host pads to exactly that.
  std::vector<Shown> take() {
    const wire::Bytes bytes = transport_->take_received();
    EXPECT_EQ(bytes.size() % wire::k2006FrameBytes, 0U);
    std::vector<Shown> shown;
    for (std::size_t at = 0; at < bytes.size(); at += wire::k2006FrameBytes) {
      const auto read = wire::ByteView(bytes).subspan(at, wire::k2006FrameBytes);
      const auto header = wire::read_header(read);
      const auto frame = wire::view_frame(header, read.first(wire::frame_bytes(header)));
      shown.push_back({header.command, std::string(frame.name), std::string(frame.message)});
    }
    return shown;
  }

 private:
  std::shared_ptr<MemoryTransport> transport_;
};

OldGuest log_in(Hall& hall, const std::string& name) {
  OldGuest guest(hall);
  guest.send(Command2006::kLogin, name);
  guest.send(Command2006::kList, name);
  hall.settle();
  return guest;
}

TEST(Session2006, ALoginGetsNoAnswerAndTheListHasEverybody) {
  Hall hall;
  Guest ann = hall.guest("ann");
  OldGuest bob(hall);
  bob.send(Command2006::kLogin, "bob");
  hall.settle();
  EXPECT_THAT(bob.take(), IsEmpty());
  bob.send(Command2006::kList, "bob");
  hall.settle();
  EXPECT_THAT(bob.take(), ElementsAre(Shown{3, "", "ann*bob*"}));
  EXPECT_EQ(ann.take_only<wire::Joined>().back().person.dialect, wire::Dialect::k2006);
}

TEST(Session2006, TheListIsAnsweredOnce) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  EXPECT_THAT(bob.take(), SizeIs(1));
  bob.send(Command2006::kList, "bob");
  hall.settle();
  EXPECT_THAT(bob.take(), IsEmpty());
}

TEST(Session2006, NobodyStandsTwiceInARosterWhoCameBetweenLoginAndList) {
  Hall hall;
  OldGuest bob(hall);
  bob.send(Command2006::kLogin, "bob");
  hall.settle();
  Guest carol = hall.guest("carol");
  bob.send(Command2006::kList, "bob");
  hall.settle();
  EXPECT_THAT(bob.take(), ElementsAre(Shown{2, "", "<<<carol has joined the room>>>"},
                                      Shown{3, "", "bob*carol*"}));
}

TEST(Session2006, ComingsAndGoingsAreThoseOfTheCaptures) {
  Hall hall;
  OldGuest ann = log_in(hall, "alice");
  static_cast<void>(ann.take());
  OldGuest bob = log_in(hall, "bob");
  bob.send(Command2006::kLogout, "bob");
  hall.settle();
  EXPECT_THAT(ann.take(), ElementsAre(Shown{0, "bob", "<<<bob has joined the room>>>"},
                                      Shown{1, "bob", "<<<bob has left the room>>>"}));
  EXPECT_TRUE(bob.wire().closed());
  EXPECT_EQ(hall.server.connections(), 1U);
}

TEST(Session2006, MessagesGoBothWays) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  static_cast<void>(bob.take());
  bob.send(Command2006::kMessage, "bob", "hello ann");
  ann.send(post("привет\nbob"));
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Message>().at(0).text, "hello ann");
  EXPECT_THAT(bob.take(), ElementsAre(Shown{2, "bob", "bob: hello ann"},
                                      Shown{2, "ann", "ann: привет"}, Shown{2, "ann", "ann: bob"}));
}

TEST(Session2006, AnOriginalFrameWithUtf16LengthsIsReadWhole) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  wire::Bytes frame(wire::kHeaderBytes);
  wire::write_header({2, 3, 6}, frame.data());
  for (const char c : std::string_view("bobпривет"))
    frame.push_back(static_cast<std::byte>(c));
  bob.wire().peer_sends(frame);
  bob.send(Command2006::kMessage, "bob", "again");
  hall.settle();
  const auto lines = ann.take_only<wire::Message>();
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].text, "привет");
  EXPECT_EQ(lines[1].text, "again");
}

TEST(Session2006, AFrameThatMayBeCutOffWaitsOnlyAMoment) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  bob.send(Command2006::kMessage, "bob", "привет");  // byte lengths: nothing follows
  hall.server.flush();
  EXPECT_THAT(ann.take_only<wire::Message>(), IsEmpty());
  hall.clock.advance(kHoldTime);
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Message>().at(0).text, "привет");
}

TEST(Session2006, ANameInAFrameDoesNotChangeWhoSpeaks) {
  Hall hall;
  Guest ann = hall.guest("ann");
  OldGuest bob = log_in(hall, "bob");
  bob.send(Command2006::kMessage, "ann", "I am ann");
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Message>().at(0).from, "bob");
}

TEST(Session2006, OneFrameAtATimeWaitsForItsConfirmation) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  static_cast<void>(bob.take());
  bob.wire().set_delivered(false);
  ann.send(post("one"));
  ann.send(post("two"));
  hall.settle();
  hall.clock.advance(kPace);
  hall.settle();
  EXPECT_THAT(bob.take(), IsEmpty());
  bob.wire().set_delivered(true);
  hall.clock.advance(2 * kPace);
  hall.settle();
  EXPECT_THAT(bob.take(), SizeIs(2));
}

TEST(Session2006, OneThatConfirmsNothingIsAskedLessAndLess) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  const auto pauses = [&] {
    std::vector<Clock::Instant::duration> all;
    for (int i = 0; i < 7 && hall.pace_at; ++i) {
      all.push_back(*hall.pace_at - hall.clock.now());
      hall.clock.advance(all.back());
      hall.settle();
    }
    return all;
  };
  bob.wire().set_delivered(false);
  ann.send(post("one"));
  hall.settle();
  EXPECT_THAT(pauses(), ElementsAre(1ms, 2ms, 4ms, 8ms, 16ms, 20ms, 20ms));
  bob.wire().set_delivered(true);
  hall.clock.advance(kLongestPace);
  hall.settle();
  bob.wire().set_delivered(false);
  ann.send(post("two"));
  hall.settle();
  EXPECT_EQ(pauses().front(), kPace);
}

TEST(Session2006, AFrameThatMayBeCutOffDelaysNoOther) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  bob.send(Command2006::kMessage, "bob", "привет");  // waits for kHoldTime
  bob.wire().set_delivered(false);
  ann.send(post("one"));
  hall.settle();
  EXPECT_EQ(*hall.pace_at, hall.clock.now() + kPace);
  hall.clock.advance(kHoldTime);
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Message>().back().text, "привет");
}

TEST(Session2006, LongTextsAreSplitSoThatEachFrameFits) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  Guest ann = hall.guest("ann");
  static_cast<void>(bob.take());
  std::string text;
  for (int i = 0; i < 700; ++i)
    text += "é";
  ann.send(post(text));
  hall.settle();
  std::string together;
  for (const Shown& shown : bob.take()) {
    ASSERT_TRUE(shown.text.starts_with("ann: "));
    together += shown.text.substr(5);
  }
  EXPECT_EQ(together, text);
}

TEST(Session2006, ARosterTooLongForAFrameIsCompletedSilently) {
  Hall hall;
  std::vector<Guest> crowd;
  std::string expected;
  for (int i = 0; i < 40; ++i)
    crowd.push_back(hall.guest(std::string(40, 'x') + std::to_string(100 + i)));
  OldGuest bob = log_in(hall, "bob");
  const auto shown = bob.take();
  EXPECT_EQ(shown.at(0).command, 3);
  EXPECT_EQ(shown[0].text.back(), '*');
  const auto listed =
      static_cast<std::size_t>(std::count(shown[0].text.begin(), shown[0].text.end(), '*'));
  EXPECT_EQ(listed + shown.size() - 1, 41U);
  EXPECT_EQ(shown.back(), (Shown{0, "bob", ""}));
}

TEST(Session2006, RefusedNamesAreExplainedAndClosed) {
  Hall hall;
  Guest ann = hall.guest("ann");
  for (const char* name : {"ANN", "a*b", ""}) {
    OldGuest other(hall);
    other.send(Command2006::kLogin, name);
    hall.settle();
    const auto shown = other.take();
    ASSERT_THAT(shown, SizeIs(1)) << name;
    EXPECT_EQ(shown[0].command, 2);
    EXPECT_EQ(shown[0].name, "");
    EXPECT_TRUE(other.wire().finished());
  }
}

TEST(Session2006, StoppingIsToldInAMessage) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  static_cast<void>(bob.take());
  hall.server.stop({"host-stopped", "The host has closed the party.", 0});
  hall.settle();
  EXPECT_THAT(bob.take(), ElementsAre(Shown{2, "", "The host has closed the party."}));
  EXPECT_TRUE(bob.wire().finished());
}

TEST(Session2006, GarbageEndsWithAnExplanation) {
  Hall hall;
  Guest ann = hall.guest("ann");
  OldGuest bob(hall);
  bob.wire().peer_sends(wire::as_bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  hall.settle();
  EXPECT_THAT(bob.take(), SizeIs(1));
  EXPECT_TRUE(bob.wire().finished());
  EXPECT_EQ(hall.server.connections(), 2U);
  hall.pass(kLingerTimeout + std::chrono::seconds{1});
  EXPECT_EQ(hall.server.connections(), 1U);
}

TEST(Session2006, ItsSystemWatchesOverItsLife) {
  Hall hall;
  OldGuest bob = log_in(hall, "bob");
  EXPECT_TRUE(bob.wire().probes_liveness());
  hall.pass(std::chrono::hours{1});
  EXPECT_FALSE(bob.wire().finished());
}

TEST(Session2006, WritesToOnePersonWithACommand) {
  Hall hall;
  Guest ann = hall.guest("ann lee");
  Guest carol = hall.guest("carol");
  OldGuest bob = log_in(hall, "bob");
  static_cast<void>(bob.take());
  bob.send(Command2006::kMessage, "bob", "/msg \"Ann Lee\" psst: you");
  hall.settle();
  const auto heard = ann.take_only<wire::Private>();
  ASSERT_THAT(heard, SizeIs(1));
  EXPECT_EQ(heard[0].from, "bob");
  EXPECT_EQ(heard[0].text, "psst: you");
  EXPECT_THAT(carol.take_only<wire::Message>(), IsEmpty());
  EXPECT_THAT(bob.take(), ElementsAre(Shown{2, "", "*private* to ann lee: psst: you"}));
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "yes?"});
  hall.settle();
  EXPECT_THAT(bob.take(), ElementsAre(Shown{2, "", "*private* ann lee: yes?"}));
}

TEST(Session2006, APrivateMessageThatCantBeSentIsSaidToNobody) {
  Hall hall;
  Guest ann = hall.guest("ann");
  OldGuest bob = log_in(hall, "bob");
  static_cast<void>(bob.take());
  for (const char* text : {"/msg nobody secret", "/msg ann", "/msg \"ann secret", "/msg  secret"}) {
    bob.send(Command2006::kMessage, "bob", text);
    hall.settle();
    EXPECT_THAT(bob.take(), SizeIs(1)) << text;
  }
  EXPECT_THAT(ann.take_only<wire::Message>(), IsEmpty());
  EXPECT_THAT(ann.take_only<wire::Private>(), IsEmpty());
}

TEST(Session2006, ARenameShowsInTheRoster) {
  Hall hall;
  Guest ann = hall.guest("ann");
  OldGuest bob = log_in(hall, "bob");
  static_cast<void>(bob.take());
  ann.send(wire::ChangeNick{"anna"});
  hall.settle();
  EXPECT_THAT(bob.take(), ElementsAre(Shown{1, "ann", ""}, Shown{0, "anna", ""},
                                      Shown{2, "", "<<<ann is now anna>>>"}));
}

}  // namespace
}  // namespace hubbub::net::server::testing
