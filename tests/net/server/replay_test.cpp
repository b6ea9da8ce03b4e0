// How people are brought what they missed, a few at a time.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/archive.h"
#include "net/server/limits.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/messages.h"
#include "tests/net/server/kept_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ReplayTest = KeptHall;

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(ReplayTest, WhoeverDoesNotReadWhatIsBroughtIsLetGo) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 2'000; ++i)
    ann.send(post(std::string(500, 'x')));
  commit();
  kill_and_start();
  Guest bob = come_slowly("bob", 2, 500);
  settle();
  for (int i = 0; i < 30 && !bob.wire().closed(); ++i) {
    bob.send(wire::Ping{1});
    hall->pass(std::chrono::seconds{1});
  }
  EXPECT_TRUE(bob.wire().closed());
}

TEST_F(ReplayTest, OnlyAFewAreBroughtLinesAtTheSameTimeAndAllInTheEnd) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 100; ++i)
    ann.send(post("line"));
  commit();
  kill_and_start();
  std::vector<Guest> crowd;
  for (std::size_t i = 0; i < 2 * kMaxReplays; ++i) {
    wire::Login login;
    login.rooms = {position("lobby", 50)};
    login.nick = "guest" + std::to_string(i);
    crowd.push_back(hall->guest());
    crowd.back().send(login);
  }
  hall->settle();
  EXPECT_LE(history.questions(), kMaxReplays);
  for (int turn = 0; turn < 20; ++turn)
    settle();
  for (Guest& guest : crowd)
    EXPECT_THAT(guest.take_only<wire::Message>(), SizeIs(50));
}

TEST_F(ReplayTest, WhoeverReadsIsNotKeptWaitingByThoseWhoDoNot) {
  Guest ann = come("ann", 1);
  constexpr std::size_t kLines = 2'000;
  for (std::size_t i = 0; i < kLines; ++i)
    ann.send(post(std::string(500, 'x')));
  commit();
  kill_and_start();
  std::vector<Guest> deaf;
  const auto more_deaf = [&](std::size_t count) {
    for (; count > 0; --count)
      deaf.push_back(come_slowly("deaf" + std::to_string(deaf.size()), 0, 500));
  };
  more_deaf(3 * kMaxReplays);
  Guest bob = come("bob", 2, with_backlog(500));
  std::size_t heard = 0;
  std::chrono::seconds passed{0};
  for (; passed < kReplayTimeout && heard < kMaxBacklogBytes / 600; ++passed) {
    heard += bob.take_only<wire::Message>().size();
    more_deaf(kMaxReplays);
    hall->pass(std::chrono::seconds{1});
    settle();
  }
  EXPECT_GE(heard, kMaxBacklogBytes / 600);
  EXPECT_LT(passed, std::chrono::seconds{12});
}

TEST_F(ReplayTest, LinesThatCouldNotBeReadAreAskedForAgain) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 10; ++i)
    ann.send(post("line " + std::to_string(i)));
  commit();
  kill_and_start();
  history.fail_questions("The disk is away.");
  Guest bob = come("bob", 2, with_backlog(10));
  ann = come("ann", 1);
  commit();
  EXPECT_THAT(bob.take_only<wire::Message>(), IsEmpty());
  history.fail_questions("");
  hall->pass(std::chrono::seconds{1});
  settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(10));
}

// A backup, or a machine that was cloned: the numbers were given to other lines since.
TEST_F(ReplayTest, WhatWasSeenSinceACopyThatWasPutBackIsGoneAndTheRestComesAnew) {
  Guest bob = come("bob", 2);
  Guest carol = come("carol", 3);
  bob.send(post("before the copy"));
  commit();
  const wire::Roster before = carol.take_only<wire::Roster>().at(0);
  const std::uint64_t seen_before = before.as_of + 1;
  const auto copy = history.copy();
  kill_and_start();

  Guest bob2 = come("bob", 2);
  Guest carol2 = come("carol", 3, at(before, seen_before));
  const wire::Roster lost = carol2.take_only<wire::Roster>().at(0);
  for (int i = 0; i < 6; ++i)
    bob2.send(post("lost " + std::to_string(i)));
  bob2.send(wire::Whisper{"carol", wire::MessageId::make(), "lost"});
  commit();
  const std::uint64_t seen = carol2.take_only<wire::Message>().back().seq;
  hall.reset();
  history.put_back(copy);
  start();

  Guest dave = come("dave", 4);
  for (int i = 0; i < 12; ++i)
    dave.send(post("new " + std::to_string(i)));
  dave.send(wire::Whisper{"carol", wire::MessageId::make(), "new one"});
  dave.send(wire::Whisper{"carol", wire::MessageId::make(), "new two"});
  commit();
  wire::Login login = at(lost, seen);
  login.rooms[0].earlier = {{before.run, seen_before}};
  login.private_epoch = MemoryHistory::kEpoch;
  login.private_run = lost.run;
  login.private_after = 1;
  Guest back = come("carol", 3, login);
  const auto heard = back.take();
  std::vector<std::string> texts;
  std::vector<std::string> privates;
  for (const FromHost& each : heard) {
    if (const auto* roster = std::get_if<wire::Roster>(&each)) {
      EXPECT_EQ(roster->kept, seen_before) << "what the copy has as well";
    }
    if (const auto* welcome = std::get_if<wire::Welcome>(&each)) {
      EXPECT_EQ(welcome->private_kept, 0U);
    }
    if (const auto* message = std::get_if<wire::Message>(&each))
      texts.push_back(message->text);
    if (const auto* message = std::get_if<wire::Private>(&each))
      privates.push_back(message->text);
  }
  EXPECT_EQ(texts.size(), 12U);
  EXPECT_EQ(texts.front(), "new 0");
  EXPECT_EQ(privates, (std::vector<std::string>{"new one", "new two"}));
}

}  // namespace
}  // namespace hubbub::net::server::testing
