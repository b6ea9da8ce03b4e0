#include "net/server/repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/tls/password.h"
#include "net/wire/client_messages.h"
#include "net/wire/password_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

std::vector<std::string> problems_of(Hall& hall, const std::string& code) {
  std::vector<std::string> texts;
  for (const wire::HostProblem& problem : hall.events_of<wire::HostProblem>()) {
    if (problem.code == code)
      texts.push_back(problem.text);
  }
  return texts;
}

TEST(Repeats, AreToldOnceWithTheirNumberInTheNext) {
  Repeats repeats;
  Clock::Instant now{};
  EXPECT_EQ(repeats.take("full", "first", now), "first");
  for (int i = 0; i < 37; ++i)
    EXPECT_EQ(repeats.take("full", "another", now), std::nullopt);
  EXPECT_EQ(repeats.take("other", "of another kind", now), "of another kind");
  now += kReportPause;
  EXPECT_EQ(repeats.take("full", "next", now), "next (37 more of these)");
  EXPECT_EQ(repeats.take("full", "soon after", now), std::nullopt);
}

TEST(Repeats, AreToldInTheEndThoughNoneComesAnyMore) {
  Repeats repeats;
  Clock::Instant now{};
  repeats.take("full", "first", now);
  repeats.take("full", "second", now);
  repeats.take("full", "third", now);
  EXPECT_THAT(repeats.due(now), IsEmpty());
  now += kReportPause;
  const auto due = repeats.due(now);
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].code, "full");
  EXPECT_EQ(due[0].text, "third (1 more of these)");
  EXPECT_THAT(repeats.due(now + kReportPause), IsEmpty());
}

TEST(Repeats, OfConnectionsThatAreRefusedDoNotFloodWhoeverRunsTheHost) {
  Hall hall;
  std::vector<std::shared_ptr<MemoryTransport>> held;
  for (std::size_t i = 0; i < kMaxConnectionsPerAddress; ++i)
    held.push_back(hall.connect("10.0.0.1:5000"));
  for (int i = 0; i < 100; ++i)
    EXPECT_TRUE(hall.connect("10.0.0.1:5000")->closed());
  EXPECT_THAT(problems_of(hall, "address-full"), SizeIs(1));
  hall.clock.advance(kReportPause);
  hall.server.tick();
  EXPECT_THAT(problems_of(hall, "address-full"),
              ElementsAre(EndsWith("(10.0.0.1)."), EndsWith("(98 more of these)")));
}

TEST(Repeats, OfWrongPasswordsDoNotFloodWhoeverRunsTheHost) {
  Server::Options options = Hall::open_house();
  options.password = "open sesame";
  Hall hall(options);
  for (int i = 1; i < 50; ++i) {
    auto transport = hall.connect("10.0.0." + std::to_string(i) + ":5000");
    transport->set_peer_key(key_of(1), tls::random_digest());
    Guest guesser(transport);
    wire::Login login;
    login.nick = "ann";
    guesser.send(login);
    guesser.send(wire::Proof{tls::random_digest(), tls::random_digest()});
  }
  hall.settle();
  EXPECT_THAT(problems_of(hall, "password-wrong"), SizeIs(1));
}

}  // namespace
}  // namespace hubbub::net::server::testing
