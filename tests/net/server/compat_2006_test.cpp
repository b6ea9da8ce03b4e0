// Original clients of 2006 on our host, over real sockets, beside clients of our own dialect.
#include <chrono>
#include <memory>

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include "net/server/host.h"
#include "net/server/limits.h"
#include "tests/support/net/client_2006.h"
#include "tests/support/net/raw_client.h"

namespace hubbub::net::server {
namespace {

using namespace std::chrono_literals;
using tests::Client2006;
using tests::LengthUnit;
using tests::RawClient;
using wire::Dialect;
using Names = std::vector<std::string>;

// A host and its guests in one thread: the host's loop and the guests' receives take turns.
class Compat2006 : public ::testing::Test {
 protected:
  Compat2006() {
    wire::StartHost options;
    options.port = 0;
    options.bind = {"127.0.0.1"};
    options.flood = {0, 0};
    host_.start(options);
  }
  ~Compat2006() override {
    bool stopped = false;
    host_.stop([&] { stopped = true; });
    for (auto& guest : old_) {
      guest->die_with_fin();
    }
    for (auto& guest : ours_) {
      guest->close();
    }
    EXPECT_TRUE(until([&] { return stopped; }));
  }

  // Lets everybody go on until `condition` holds; false after ten seconds.
  template <class Condition>
  bool until(Condition&& condition) {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) {
        return false;
      }
      bool moved = context_.poll() > 0;
      for (const auto& guest : old_) {
        moved = guest->pump() || moved;
      }
      for (const auto& guest : ours_) {
        moved = guest->pump() || moved;
      }
      if (!moved) {
        context_.run_one_for(5ms);  // whatever a guest is to hear, the host has to send first
      }
      context_.restart();
    }
    return true;
  }

  // A guest of 2006 that is in the room and has its List.
  Client2006& old_guest(const std::string& name, LengthUnit unit = LengthUnit::kUtf16) {
    Client2006& guest = arriving(name, unit);
    EXPECT_TRUE(until([&] { return !guest.roster().empty(); })) << name;
    return guest;
  }
  // One that has only sent its Login.
  Client2006& arriving(const std::string& name, LengthUnit unit = LengthUnit::kUtf16) {
    return *old_.emplace_back(std::make_unique<Client2006>(port_, name, unit));
  }
  RawClient& our_guest(const std::string& nick) {
    RawClient& guest = *ours_.emplace_back(std::make_unique<RawClient>(port_, nick));
    EXPECT_TRUE(until([&] { return guest.sees(nick); })) << nick;
    return guest;
  }

  asio::io_context context_;
  Tap tap_;
  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<Client2006>> old_;
  std::vector<std::unique_ptr<RawClient>> ours_;
  Host host_{context_,
             tap_,
             [this](const wire::Event& event) {
               if (const auto* listening = std::get_if<wire::HostListening>(&event)) {
                 port_ = listening->port;
               }
             },
             {}};
};

TEST_F(Compat2006, LogsInListsChatsAndLogsOutBesideOurOwnClients) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  EXPECT_EQ(alice.roster(), (Names{"ann", "alice"}));
  Client2006& bob = old_guest("bob");
  EXPECT_EQ(bob.roster(), (Names{"ann", "alice", "bob"}));
  ASSERT_TRUE(until([&] { return ann.sees("bob") && alice.roster().size() == 3; }));
  EXPECT_EQ(ann.dialect_of("bob"), Dialect::k2006);
  EXPECT_TRUE(alice.shows("<<<bob has joined the room>>>"));

  alice.say("hello bob");
  ann.say("hello both");
  ASSERT_TRUE(until([&] { return bob.shows("alice: hello bob") && bob.shows("ann: hello both"); }));
  ASSERT_TRUE(
      until([&] { return alice.shows("alice: hello bob") && alice.shows("ann: hello both"); }));
  ASSERT_TRUE(until([&] { return ann.shows("alice: hello bob"); }));

  bob.log_out();
  ASSERT_TRUE(
      until([&] { return !ann.sees("bob") && alice.shows("<<<bob has left the room>>>"); }));
  EXPECT_EQ(alice.roster(), (Names{"ann", "alice"}));
  EXPECT_EQ(ann.why_left("bob"), "left");
  EXPECT_FALSE(alice.deaf()) << *alice.deaf();
  EXPECT_TRUE(ann.in_order());
  EXPECT_EQ(ann.complaint(), "");
}

TEST_F(Compat2006, TextsAndNamesOfAllScriptsArriveWholeInBothLengthConventions) {
  RawClient& ann = our_guest("ann");
  for (const auto unit : {LengthUnit::kUtf16, LengthUnit::kBytes}) {
    const std::string name = unit == LengthUnit::kUtf16 ? "Боб" : "Ева";
    Client2006& guest = old_guest(name, unit);
    EXPECT_TRUE(ann.sees(name));
    for (const std::string text : {"привет", "Здравствуй, мир!", "ok 😀!", "日本語", "plain", ""}) {
      guest.say(text);
      const std::string line = name + ": " + text;
      ASSERT_TRUE(until([&] { return guest.shows(line) && ann.shows(line); })) << line;
    }
    EXPECT_FALSE(guest.deaf()) << *guest.deaf();
  }
  ann.say("и вам привет 😀");
  ASSERT_TRUE(until([&] { return old_.front()->shows("ann: и вам привет 😀"); }));
  EXPECT_EQ(old_.front()->roster(), (Names{"ann", "Боб", "Ева"}));
}

TEST_F(Compat2006, ABurstOfHundredsLosesNothing) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  Client2006& bob = old_guest("bob");
  constexpr int kLines = 300;
  for (int i = 0; i < kLines; ++i) {
    ann.say("line " + std::to_string(i) + " ё");
    bob.say("word " + std::to_string(i));  // merged with its neighbours on the way in
  }
  // Each saw bob's arrival or its own; then come the lines.
  const auto lines_of = [](const Client2006& guest, std::string_view who) {
    Names lines;
    for (const std::string& line : guest.chat()) {
      if (line.starts_with(who)) {
        lines.push_back(line);
      }
    }
    return lines;
  };
  for (Client2006* guest : {&alice, &bob}) {
    ASSERT_TRUE(until([&] {
      return lines_of(*guest, "ann: ").size() == kLines &&
             lines_of(*guest, "bob: ").size() == kLines;
    })) << guest->name()
        << " heard " << guest->chat().size();
    const Names from_ann = lines_of(*guest, "ann: ");
    const Names from_bob = lines_of(*guest, "bob: ");
    for (std::size_t i = 0; i < kLines; ++i) {
      ASSERT_EQ(from_ann[i], "ann: line " + std::to_string(i) + " ё");
      ASSERT_EQ(from_bob[i], "bob: word " + std::to_string(i));
    }
    EXPECT_FALSE(guest->deaf()) << *guest->deaf();
  }
}

TEST_F(Compat2006, LongTextsAreSplitSoThatTheOriginalCanReadThem) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  std::string text;
  while (text.size() < 5000) {
    text += "ж";
  }
  const std::size_t before = alice.chat().size();
  ann.say(text);
  ann.say("end");
  ASSERT_TRUE(until([&] { return alice.shows("ann: end"); }));
  std::string together;
  for (std::size_t i = before; i + 1 < alice.chat().size(); ++i) {
    const std::string& line = alice.chat()[i];
    ASSERT_TRUE(line.starts_with("ann: "));
    together += line.substr(5);
  }
  EXPECT_EQ(together, text);
  // The other way, an original may send more than it could ever read.
  alice.say(text);
  ASSERT_TRUE(until([&] { return ann.shows("alice: " + text); }));
  EXPECT_FALSE(alice.deaf()) << *alice.deaf();
}

TEST_F(Compat2006, ARosterAboveOneFrameIsCompleted) {
  Names expected;
  for (int i = 0; i < 30; ++i) {
    expected.push_back("guest-with-a-long-name-" + std::string(30, 'x') + std::to_string(100 + i));
    our_guest(expected.back());
  }
  Client2006& alice = arriving("alice");
  expected.push_back("alice");
  ASSERT_TRUE(until([&] { return alice.roster().size() == expected.size(); }));
  EXPECT_EQ(alice.roster(), expected);
  EXPECT_EQ(alice.chat(), (Names{"<<<alice has joined the room>>>"})) << "the rest is silent";
  EXPECT_FALSE(alice.deaf()) << *alice.deaf();
}

TEST_F(Compat2006, LoginAndListInOneSegmentAreBothAnswered) {
  tests::Socket probe(port_);
  wire::Bytes both = tests::original_frame(0, "merged", "");
  const wire::Bytes list = tests::original_frame(3, "merged", "");
  both.insert(both.end(), list.begin(), list.end());
  probe.send(both);
  std::array<std::byte, tests::kReceiveBuffer2006> buffer{};
  ASSERT_TRUE(
      until([&] { return probe.receive(buffer).outcome == tests::Socket::Outcome::kBytes; }));
  EXPECT_EQ(tests::original_reading(buffer).text, "merged*");
}

TEST_F(Compat2006, FramesSplitAnywhereOrSentByteByByteAreReadWhole) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  const wire::Bytes frame = alice.frame(2, "расколото");
  for (std::size_t at = 1; at < frame.size(); ++at) {
    const std::size_t heard = ann.chat().size();
    alice.send_raw(wire::ByteView(frame).first(at));
    context_.poll();
    context_.restart();
    alice.send_raw(wire::ByteView(frame).subspan(at));
    ASSERT_TRUE(until([&] { return ann.chat().size() == heard + 1; })) << "split at " << at;
    ASSERT_EQ(ann.chat().back(), "alice: расколото") << "split at " << at;
  }
  const std::size_t heard = ann.chat().size();
  for (const std::byte& byte : frame) {
    alice.send_raw({&byte, 1});
    context_.poll();
    context_.restart();
  }
  ASSERT_TRUE(until([&] { return ann.chat().size() == heard + 1; }));
  EXPECT_EQ(ann.chat().back(), "alice: расколото");
}

TEST_F(Compat2006, ABytewiseDescendantIsHeardEvenIfItSaysNoMore) {
  RawClient& ann = our_guest("ann");
  Client2006& eve = old_guest("eve", LengthUnit::kBytes);
  eve.say("это всё");  // could go on, by its length; nothing follows
  EXPECT_TRUE(until([&] { return ann.shows("eve: это всё"); }));
}

TEST_F(Compat2006, ADeathOfAnyKindDisturbsNobodyAndReachesEveryRoster) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  Client2006& by_fin = old_guest("by-fin");
  Client2006& by_reset = old_guest("by-reset");
  Client2006& half_sent = old_guest("half-sent");
  by_fin.die_with_fin();
  by_reset.die_with_reset();
  half_sent.send_raw(wire::ByteView(half_sent.frame(2, "cut off")).first(20));
  half_sent.die_with_fin();
  ASSERT_TRUE(until([&] { return ann.roster().size() == 2 && alice.roster().size() == 2; }));
  EXPECT_EQ(alice.roster(), (Names{"ann", "alice"}));
  alice.say("still here");
  ann.say("me too");
  ASSERT_TRUE(until([&] { return ann.shows("alice: still here") && alice.shows("ann: me too"); }));
  EXPECT_TRUE(ann.why_left("by-fin").has_value());
  EXPECT_TRUE(ann.why_left("by-reset").has_value());
  EXPECT_FALSE(alice.deaf()) << *alice.deaf();
}

TEST_F(Compat2006, AScanThatConnectsAndClosesIsNoGuest) {
  RawClient& ann = our_guest("ann");
  tests::Socket(port_).close();
  tests::Socket(port_).reset();
  Client2006& alice = old_guest("alice");
  EXPECT_EQ(alice.roster(), (Names{"ann", "alice"}));
  EXPECT_EQ(ann.roster().size(), 2U);
}

TEST_F(Compat2006, NobodySpeaksOrLeavesUnderAnothersName) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  Client2006& mallory = old_guest("mallory");
  mallory.send_raw(tests::original_frame(2, "alice", "I am alice"));
  ASSERT_TRUE(until([&] { return ann.shows("mallory: I am alice"); }));
  mallory.send_raw(tests::original_frame(1, "alice", ""));
  ASSERT_TRUE(until([&] { return !ann.sees("mallory"); }));
  EXPECT_TRUE(ann.sees("alice"));
  alice.say("I stay");
  EXPECT_TRUE(until([&] { return ann.shows("alice: I stay"); }));
}

TEST_F(Compat2006, ANameThatCannotBeIsRefusedWithAnExplanationThenClosed) {
  RawClient& ann = our_guest("ann");
  old_guest("alice");
  for (const std::string name : {"alice", "ALICE", "ann", "", "st*r", "tab\tbed"}) {
    Client2006& guest = arriving(name);
    guest.skip_list();
    ASSERT_TRUE(until([&] { return guest.deaf().has_value(); })) << name;
    EXPECT_EQ(guest.chat().size(), 1U) << name;
    EXPECT_TRUE(guest.roster().empty()) << name;
  }
  EXPECT_EQ(ann.roster().size(), 2U);
}

TEST_F(Compat2006, UnknownCommandsHarmNobody) {
  RawClient& ann = our_guest("ann");
  Client2006& alice = old_guest("alice");
  Client2006& bob = old_guest("bob");
  alice.send_raw(tests::original_frame(4, "alice", ""));
  alice.send_raw(tests::original_frame(99, "alice", "dropped"));
  alice.say("after");
  ASSERT_TRUE(until([&] { return ann.shows("alice: after") && bob.shows("alice: after"); }));
  EXPECT_FALSE(bob.deaf()) << *bob.deaf();
}

TEST_F(Compat2006, AMessageWithoutALoginIsAnsweredAndClosed) {
  tests::Socket probe(port_);
  probe.send(tests::original_frame(2, "ghost", "boo"));
  std::array<std::byte, tests::kReceiveBuffer2006> buffer{};
  ASSERT_TRUE(
      until([&] { return probe.receive(buffer).outcome == tests::Socket::Outcome::kBytes; }));
  const auto answer = tests::original_reading(buffer);
  EXPECT_EQ(answer.command, 2);
  EXPECT_EQ(answer.name, std::nullopt);
  EXPECT_TRUE(until([&] { return probe.receive(buffer).outcome == tests::Socket::Outcome::kEnd; }));
}

TEST_F(Compat2006, AnOriginalIsToldThatTheHostStopsBeforeItsConnectionEnds) {
  Client2006& alice = old_guest("alice");
  const std::size_t before = alice.chat().size();
  bool stopped = false;
  host_.stop([&] { stopped = true; });
  ASSERT_TRUE(until([&] { return alice.deaf().has_value(); }));
  EXPECT_EQ(alice.chat().size(), before + 1);
  alice.die_with_fin();
  EXPECT_TRUE(until([&] { return stopped; }));
}

}  // namespace
}  // namespace hubbub::net::server
