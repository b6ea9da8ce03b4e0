#include "net/server/idle_sessions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/limits.h"
#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::SizeIs;

TEST(IdleSessions, AreThoseThatSayNothing) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  const auto heard = [&](const std::string& text) {
    ann.send(post(text));
    hall.server.flush();
    return bob.take_only<wire::Message>().size();
  };
  EXPECT_EQ(heard("one"), 0U);
  hall.settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(1));
  bob.send(wire::Ping{7});
  EXPECT_EQ(heard("two"), 1U);
  hall.clock.advance(kIdleAfter + std::chrono::seconds{1});
  EXPECT_EQ(heard("three"), 0U);
  hall.settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(1));
}

class IdleCrowd : public ::testing::Test {
 protected:
  IdleCrowd() {
    for (std::size_t i = 0; i < kIdle; ++i)
      idle.push_back(hall.guest("idle" + std::to_string(i)));
    ann.send(wire::Ping{1});
    hall.settle();
    static_cast<void>(heard());
    hall.clock.advance(std::chrono::seconds{1});
  }
  // Lines that they have got since it was last asked.
  std::size_t heard() {
    std::size_t lines = 0;
    for (Guest& one : idle)
      lines += one.take_only<wire::Message>().size();
    return lines;
  }

  static constexpr std::size_t kIdle = 100;
  Hall hall;
  Guest ann = hall.guest("ann");
  std::vector<Guest> idle;
};

TEST_F(IdleCrowd, IsSentToInPartsAndTheOthersComeInBetween) {
  ann.send(post("one"));
  hall.server.flush();
  EXPECT_THAT(ann.take_only<wire::Message>(), SizeIs(1));
  EXPECT_EQ(heard(), 0U) << "not among the others";
  hall.server.flush_idle();
  const std::size_t part = heard();
  EXPECT_GT(part, 0U);
  EXPECT_LT(part, kIdle);
  ann.send(post("two"));
  hall.server.flush_idle();
  EXPECT_EQ(heard(), 0U) << "ann's second line goes first";
  std::size_t flushes = 0;
  for (; flushes < 100 && heard() == 0; ++flushes) {
    hall.server.flush();
    ann.send(post("more"));
    hall.server.flush_idle();
  }
  EXPECT_LT(flushes, 10U) << "but she can't keep them waiting without end";
  hall.settle();
  static_cast<void>(heard());
  ann.send(post("four"));
  hall.settle();
  EXPECT_EQ(heard(), kIdle);
}

TEST_F(IdleCrowd, IsSentToInRoundsThatAreFarEnoughApart) {
  const auto wanted_in = [this] { return hall.flush_of_idle_wanted; };
  ann.send(post("one"));
  hall.server.flush();
  EXPECT_EQ(wanted_in(), Clock::Instant::duration::zero()) << "it has waited long enough";
  hall.settle();
  EXPECT_EQ(heard(), kIdle);
  EXPECT_EQ(wanted_in(), std::nullopt) << "nothing to do, nobody is asked";
  ann.send(post("two"));
  hall.server.flush();
  EXPECT_EQ(wanted_in(),
            kIdle * Clock::Instant::duration(std::chrono::seconds{1}) / kIdleSendsPerSecond);
  hall.clock.advance(std::chrono::milliseconds{4});
  ann.send(post("three"));
  hall.settle();
  EXPECT_EQ(heard(), 2 * kIdle) << "both lines in one round";
}

TEST_F(IdleCrowd, WhoeverIsHeardOfIsSentToWithTheOthersAgain) {
  ann.send(post("one"));
  hall.server.flush();
  idle[7].send(wire::Ping{1});
  hall.server.flush();
  ann.send(post("two"));
  hall.server.flush();
  EXPECT_THAT(idle[7].take_only<wire::Message>(), SizeIs(2));
  EXPECT_EQ(heard(), 0U);
}

TEST_F(IdleCrowd, MayGoInTheMiddleOfARound) {
  ann.send(post("one"));
  hall.server.flush();
  hall.server.flush_idle();
  std::size_t had = heard();
  for (std::size_t i = 0; i < kIdle; i += 2)
    idle[i].wire().peer_ends("gone");
  hall.server.flush();
  while (hall.flush_of_idle_wanted) {
    hall.settle();
    had += heard();
  }
  EXPECT_GE(had, kIdle / 2);
  ann.send(post("two"));
  hall.settle();
  EXPECT_EQ(heard(), kIdle / 2);
}

TEST_F(IdleCrowd, HearsTheLastLinesBeforeTheHostGoes) {
  ann.send(post("one"));
  hall.server.stop({"host-stopped", "Bye.", 0});
  hall.server.flush();
  for (Guest& each : idle) {
    const std::vector<FromHost> all = each.take();
    ASSERT_GE(all.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<wire::Message>(all.front()));
    EXPECT_TRUE(std::holds_alternative<wire::Farewell>(all.back()));
  }
}

TEST(IdleSessions, LoseNothingHoweverMuchIsSaidBeforeTheirTurn) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest silent = hall.guest("silent");
  silent.take_none();
  // Twice what the room's log holds, and no turn for the idle.
  constexpr std::size_t kTextBytes = 60'000;
  constexpr std::size_t kLines = 2 * kLobbyLogBytes / kTextBytes;
  for (std::size_t i = 0; i < kLines; ++i) {
    ann.send(post(std::string(kTextBytes, 'x')));
    hall.server.flush();
    ann.take_none();
  }
  hall.settle();
  EXPECT_THAT(silent.take_only<wire::Message>(), SizeIs(kLines));
}

}  // namespace
}  // namespace hubbub::net::server::testing
