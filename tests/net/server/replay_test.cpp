// How people are brought what they missed, a few at a time.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/archive.h"
#include "net/server/limits.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
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

}  // namespace
}  // namespace hubbub::net::server::testing
