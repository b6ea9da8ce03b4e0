#include "net/client/race.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/addresses.h"

namespace hubbub::net::client {
namespace {

using asio::ip::tcp;
using ::testing::ElementsAre;
using namespace std::chrono_literals;

constexpr auto kLonger = 1h;  // than any test takes

const tcp::endpoint kLoopback(asio::ip::address_v4::loopback(), 0);

// Takes connections.
class Listener {
 public:
  explicit Listener(asio::io_context& context) : acceptor_(context, kLoopback) {}
  [[nodiscard]] tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

 private:
  tcp::acceptor acceptor_;
};

// Nobody answers there, not even with a refusal: its queue of connections is full, so that the
// system drops what else comes.
class BlackHole {
 public:
  explicit BlackHole(asio::io_context& context) : acceptor_(context), filler_(context) {
    acceptor_.open(kLoopback.protocol());
    acceptor_.bind(kLoopback);
    acceptor_.listen(0);
    filler_.connect(endpoint());
  }
  [[nodiscard]] tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

 private:
  tcp::acceptor acceptor_;
  tcp::socket filler_;
};

// Where nobody listens.
tcp::endpoint closed_port(asio::io_context& context) {
  return Listener(context).endpoint();
}

class RaceTest : public ::testing::Test {
 protected:
  // Until it is over.
  void run(Endpoints endpoints, Race::Pace pace) {
    Race::Outcome outcome;
    outcome.trying = [this](const std::string& address) { tried.push_back(address); };
    outcome.connected = [this](tcp::socket socket, const std::string& address) {
      EXPECT_EQ(to_text(socket.remote_endpoint()), address);
      reached = address;
      race.reset();
    };
    outcome.failed = [this](const Ending& ending) {
      failure = ending.code;
      race.reset();
    };
    race.emplace(context, std::move(endpoints), std::move(outcome), pace);
    context.run();
  }

  asio::io_context context;
  std::optional<Race> race;
  std::vector<std::string> tried;
  std::string reached;
  std::string failure;
};

TEST_F(RaceTest, AnAddressThatSwallowsEverythingHoldsNobodyUp) {
  const BlackHole hole(context);
  const Listener host(context);
  run({hole.endpoint(), host.endpoint()}, {1ms, kLonger});
  EXPECT_EQ(reached, to_text(host.endpoint()));
  EXPECT_THAT(tried, ElementsAre(to_text(hole.endpoint()), to_text(host.endpoint())));
}

TEST_F(RaceTest, AfterARefusalTheNextIsTriedAtOnce) {
  const tcp::endpoint closed = closed_port(context);
  const Listener host(context);
  run({closed, host.endpoint()}, {kLonger, kLonger});
  EXPECT_EQ(reached, to_text(host.endpoint()));
}

TEST_F(RaceTest, TheOneThatAnswersIsTheOnlyOneTried) {
  const Listener first(context);
  const Listener second(context);
  run({first.endpoint(), second.endpoint()}, {kLonger, kLonger});
  EXPECT_THAT(tried, ElementsAre(to_text(first.endpoint())));
  EXPECT_EQ(reached, to_text(first.endpoint()));
}

TEST_F(RaceTest, EachHasItsOwnTimeAndTheLastOneEndsIt) {
  const BlackHole hole(context);
  const BlackHole other(context);
  run({hole.endpoint(), other.endpoint()}, {kLonger, 1ms});
  EXPECT_EQ(tried.size(), 2U);
  EXPECT_EQ(failure, "timed-out");
}

TEST_F(RaceTest, OfSeveralFailuresTheMoreTellingIsToldOnceAllHaveFailed) {
  const BlackHole hole(context);
  run({hole.endpoint(), closed_port(context)}, {1ms, 50ms});
  EXPECT_EQ(tried.size(), 2U);
  EXPECT_EQ(failure, "refused");
}

TEST_F(RaceTest, GivenUpItCallsNobody) {
  const Listener host(context);
  const BlackHole hole(context);
  Race::Outcome outcome;
  outcome.trying = [](const std::string&) {};
  outcome.connected = [](tcp::socket, const std::string&) { FAIL(); };
  outcome.failed = [](const Ending&) { FAIL(); };
  race.emplace(context, Endpoints{hole.endpoint(), host.endpoint()}, outcome,
               Race::Pace{0ms, kLonger});
  context.run_one();
  race.reset();
  context.run();
}

tcp::endpoint at(const char* address) {
  return {asio::ip::make_address(address), 24'280};
}

TEST(OrderOfTrial, TheFamiliesTakeTurns) {
  EXPECT_THAT(in_order_of_trial({at("2001:db8::1"), at("2001:db8::2"), at("2001:db8::3"),
                                 at("192.0.2.1"), at("192.0.2.2")}),
              ElementsAre(at("2001:db8::1"), at("192.0.2.1"), at("2001:db8::2"), at("192.0.2.2"),
                          at("2001:db8::3")));
  EXPECT_THAT(in_order_of_trial({at("192.0.2.1"), at("192.0.2.2"), at("2001:db8::1")}),
              ElementsAre(at("192.0.2.1"), at("2001:db8::1"), at("192.0.2.2")));
}

TEST(OrderOfTrial, TheBestIsFirstIfTheHostStillHasIt) {
  EXPECT_THAT(
      in_order_of_trial({at("2001:db8::1"), at("192.0.2.1"), at("192.0.2.2")}, at("192.0.2.2")),
      ElementsAre(at("192.0.2.2"), at("2001:db8::1"), at("192.0.2.1")));
  EXPECT_THAT(in_order_of_trial({at("2001:db8::1")}, at("192.0.2.9")),
              ElementsAre(at("2001:db8::1")));
}

}  // namespace
}  // namespace hubbub::net::client
