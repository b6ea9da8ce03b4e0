#include "net/server/flood.h"

#include <memory>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/allowances.h"
#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::SizeIs;
using namespace std::chrono_literals;

constexpr wire::FloodLimit kTight{4, 2};

TEST(Flood, AFullBucketLetsABurstThrough) {
  Flood flood(kTight, {});
  for (int i = 0; i < 4; ++i) {
    flood.charge(1, {});
    EXPECT_EQ(flood.wait(), 0ms);
  }
  flood.charge(1, {});
  EXPECT_EQ(flood.wait(), 500ms);
}

TEST(Flood, FillsWithTimeAndNeverAboveItsBrim) {
  Flood flood(kTight, {});
  flood.charge(6, {});
  EXPECT_EQ(flood.wait(), 1s);
  flood.charge(0, Clock::Instant{} + 1s);
  EXPECT_EQ(flood.wait(), 0ms);
  flood.charge(5, Clock::Instant{} + 1h);
  EXPECT_EQ(flood.wait(), 500ms);
}

TEST(Flood, CanBeTurnedOff) {
  Flood flood({0, 0}, {});
  flood.charge(1e9, {});
  EXPECT_EQ(flood.wait(), 0ms);
}

TEST(FloodControl, HoldsBackWhatIsTooMuchAndLosesNothing) {
  Hall hall({.flood = kTight});
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  bob.take_none();
  wire::Bytes burst;
  for (int i = 0; i < 20; ++i)
    wire::encode(post("line " + std::to_string(i)), burst);
  ann.wire().peer_sends(burst);
  hall.settle();
  // The login was one, and what comes after three owes the little that the frames themselves cost.
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(3));
  EXPECT_TRUE(ann.wire().paused());
  std::size_t heard = 3;
  for (int second = 0; second < 9; ++second) {
    hall.pass(1s);
    for (const wire::Message& message : bob.take_only<wire::Message>())
      EXPECT_EQ(message.text, "line " + std::to_string(heard++));
  }
  EXPECT_EQ(heard, 20U);
  hall.pass(1s);
  EXPECT_FALSE(ann.wire().paused());
}

TEST(FloodControl, TellsTheSenderHowLong) {
  Hall hall({.flood = kTight});
  Guest ann = hall.guest("ann");
  ann.send(post(std::string(50'000, 'x')));
  hall.settle();
  const auto held = ann.take_only<wire::Held>();
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_GT(held[0].milliseconds, 3'000U);
  EXPECT_LT(held[0].milliseconds, 6'000U);
}

TEST(FloodControl, WhoeverIsHeldBackIsNotTakenForDead) {
  Hall hall({.flood = {1, 0.01}});
  Guest ann = hall.guest("ann");
  ann.send(post("one"));
  ann.send(post("two"));
  hall.settle();
  ann.take_none();
  for (int i = 0; i < 30; ++i)
    hall.pass(1s);
  EXPECT_FALSE(ann.wire().closed());
  // It hears from the host meanwhile, or it would take the host for dead.
  EXPECT_GE(ann.take_only<wire::Held>().size(), 5U);
}

TEST(FloodControl, CountsForProgramsOf2006Too) {
  Hall hall({.flood = kTight});
  const auto old = hall.connect();
  Guest bob = hall.guest("bob");
  wire::Bytes bytes;
  wire::append_2006(wire::Command2006::kLogin, "ann", "", bytes);
  for (int i = 0; i < 12; ++i)
    wire::append_2006(wire::Command2006::kMessage, "ann", "line " + std::to_string(i), bytes);
  old->peer_sends(bytes);
  hall.settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(4));
  for (int second = 0; second < 8; ++second)
    hall.pass(1s);
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(8));
}

// Frames of 2006 that mean nothing.
wire::Bytes nothing_2006(int frames) {
  wire::Bytes bytes;
  for (int i = 0; i < frames; ++i)
    wire::append_2006(wire::Command2006::kNull, "", "", bytes);
  return bytes;
}

TEST(FloodControl, BuysNoTimeToLogIn) {
  Hall hall({.flood = kTight});
  const auto stranger = hall.connect();
  for (auto waited = 0ms; waited <= kLoginTimeout; waited += 500ms) {
    stranger->peer_sends(nothing_2006(500));
    EXPECT_TRUE(stranger->paused());
    hall.pass(500ms);
  }
  hall.pass(1s);
  EXPECT_TRUE(stranger->finished());
}

TEST(FloodControl, ListensToOneStrangerInATurn) {
  Hall hall({.flood = kTight});
  std::vector<std::shared_ptr<MemoryTransport>> strangers{hall.connect(), hall.connect()};
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  for (const auto& stranger : strangers)
    stranger->peer_sends(nothing_2006(300));
  for (Guest* guest : {&ann, &bob})
    guest->send(post(std::string(25'000, 'x')));
  hall.clock.advance(5s);
  hall.server.wake();
  EXPECT_FALSE(ann.wire().paused());
  EXPECT_FALSE(bob.wire().paused());
  EXPECT_NE(strangers[0]->paused(), strangers[1]->paused());
  EXPECT_TRUE(hall.wake_wanted);
  hall.server.wake();
  EXPECT_FALSE(strangers[0]->paused());
  EXPECT_FALSE(strangers[1]->paused());
}

TEST(FloodControl, ComingBackFillsNoBucket) {
  Hall hall({.flood = kTight});
  Guest ann = hall.keyed("ann", 1);
  ann.send(post(std::string(30'000, 'x')));
  hall.settle();
  ASSERT_TRUE(ann.wire().paused());
  ann.wire().peer_ends("went away");
  hall.settle();
  Guest again = hall.keyed("ann", 1);
  EXPECT_TRUE(again.wire().paused());
  Guest other = hall.keyed("bob", 2);
  EXPECT_FALSE(other.wire().paused());
}

TEST(FloodControl, AnAddressIsRememberedForWhoeverHasNoKey) {
  Hall hall({.flood = kTight});
  Guest ann(hall.connect("10.0.0.7:5000"));
  wire::Login login;
  login.nick = "ann";
  ann.send(login);
  ann.send(post(std::string(30'000, 'x')));
  hall.settle();
  ann.wire().peer_ends("went away");
  hall.settle();
  Guest again(hall.connect("10.0.0.7:5001"));
  login.nick = "somebody";
  again.send(login);
  hall.settle();
  EXPECT_TRUE(again.wire().paused());
}

TEST(FloodControl, ANewKeyFillsNoBucketEither) {
  Hall hall({.flood = kTight});
  Guest bob = hall.keyed("bob", 2, {}, "10.0.0.7:4000");
  Guest ann = hall.keyed("ann", 1, {}, "10.0.0.7:5000");
  ann.send(post(std::string(30'000, 'x')));
  hall.settle();
  ann.wire().peer_ends("went away");
  bob.wire().peer_ends("went away");
  hall.settle();
  Guest stranger = hall.keyed("carl", 3, {}, "10.0.0.7:5001");
  EXPECT_TRUE(stranger.wire().paused());
  Guest known = hall.keyed("bob", 2, {}, "10.0.0.7:5002");
  EXPECT_FALSE(known.wire().paused()) << "was here before, and owes nothing";
  Guest elsewhere = hall.keyed("dora", 4, {}, "10.0.0.8:5000");
  EXPECT_FALSE(elsewhere.wire().paused());
}

TEST(FloodControl, TimeFillsTheBucketOfWhoeverIsAway) {
  Hall hall({.flood = kTight});
  Guest ann = hall.keyed("ann", 1);
  ann.send(post(std::string(30'000, 'x')));
  hall.settle();
  ann.wire().peer_ends("went away");
  hall.pass(1h);
  Guest again = hall.keyed("ann", 1);
  EXPECT_FALSE(again.wire().paused());
}

TEST(Allowances, ForgetThoseThatAreFullWhenThereAreTooMany) {
  Allowances allowances;
  const Clock::Instant begin{};
  Allowance owing{{kTight, begin}, {kTight, begin}};
  owing.requests.charge(6, begin);
  for (std::size_t i = 0; i < kMaxAllowances; ++i)
    allowances.keep("early " + std::to_string(i), owing, begin);
  Allowance found = owing;
  allowances.keep("too many", owing, begin);
  EXPECT_FALSE(allowances.take_up("too many", found));
  Allowance later{{kTight, begin + 1h}, {kTight, begin + 1h}};
  later.requests.charge(6, begin + 1h);
  allowances.keep("later", later, begin + 1h);
  EXPECT_TRUE(allowances.take_up("later", found));
  EXPECT_FALSE(allowances.take_up("early 1", found));
}

TEST(Allowances, ASecondConnectionDoesNotRedeemTheFirst) {
  Allowances allowances;
  const Clock::Instant now{};
  Allowance owing{{kTight, now}, {kTight, now}};
  owing.requests.charge(7, now);
  Allowance idle{{kTight, now}, {kTight, now}};
  idle.requests.charge(0.1, now);
  allowances.keep("ann", owing, now);
  Allowance found = idle;
  ASSERT_TRUE(allowances.take_up("ann", found));
  ASSERT_TRUE(allowances.take_up("ann", found));
  allowances.keep("ann", idle, now);
  ASSERT_TRUE(allowances.take_up("ann", found));
  EXPECT_GT(found.requests.wait(), 1s);
}

}  // namespace
}  // namespace hubbub::net::server::testing
