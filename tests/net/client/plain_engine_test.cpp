// Our client in the protocol of 2006 against the emulated server, over real sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/net/engine_probe.h"
#include "tests/support/net/fault_proxy.h"
#include "tests/support/net/loopback_server_2006.h"

namespace hubbub::net {
namespace {

using Segments = tests::LoopbackServer2006::Segments;
using wire::ConnectionState;

class PlainEngineTest : public testing::TestWithParam<Segments> {
 protected:
  void join(const std::string& nick) {
    probe.join(server.port(), nick, true);
    ASSERT_TRUE(probe.wait_for_state(ConnectionState::kOnline));
    ASSERT_TRUE(probe.wait_for<wire::RosterReceived>());
  }
  void leave() {
    probe.post(wire::Disconnect{});
    ASSERT_TRUE(probe.wait_for_state(ConnectionState::kClosed));
    EXPECT_TRUE(server.names().empty());
    EXPECT_EQ(server.ghosts(), 0) << "a server of 2006 must not lose a client without Logout";
    EXPECT_EQ(server.exceptions(), 0);
  }

  tests::LoopbackServer2006 server{GetParam()};
  tests::EngineProbe probe;
};

INSTANTIATE_TEST_SUITE_P(Segments, PlainEngineTest,
                         testing::Values(Segments::kWhole, Segments::kOneByte, Segments::kMerged));

TEST_P(PlainEngineTest, JoinsChatsAndLeaves) {
  join("Боб");
  EXPECT_THAT(server.names(), testing::ElementsAre("Боб"));
  const auto id = probe.say("привет 😀");
  const auto own = probe.wait_for<wire::MessageReceived>();
  ASSERT_TRUE(own);
  EXPECT_TRUE(own->own);
  EXPECT_EQ(own->text, "привет 😀");
  const auto sent = probe.wait_for<wire::MessageAcknowledged>();
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->id, id);
  server.say("алиса", "и тебе привет");
  const auto other = probe.wait_for<wire::MessageReceived>();
  ASSERT_TRUE(other);
  EXPECT_EQ(other->from, "алиса");
  EXPECT_EQ(other->text, "и тебе привет");
  leave();
}

TEST_P(PlainEngineTest, LosesNothingInABurst) {
  join("alice");
  constexpr int kMessages = 100;
  for (int i = 0; i < kMessages; ++i) {
    probe.say("line " + std::to_string(i));
  }
  for (int i = 0; i < kMessages; ++i) {
    const auto line = probe.wait_for<wire::MessageReceived>();
    ASSERT_TRUE(line);
    ASSERT_EQ(line->text, "line " + std::to_string(i));
  }
  for (int i = 0; i < kMessages; ++i) {
    ASSERT_TRUE(probe.wait_for<wire::MessageAcknowledged>());
  }
  leave();
}

TEST_P(PlainEngineTest, WhatCantBeSaidThereIsNotKeptForLater) {
  tests::FaultProxy way(server.port());
  probe.join(way.port(), "alice", true);
  ASSERT_TRUE(probe.wait_for<wire::RosterReceived>());
  way.refuse(true);
  way.reset_all();
  ASSERT_TRUE(probe.wait_for_state(ConnectionState::kReconnecting));
  const auto id = wire::MessageId::make();
  probe.post(wire::SendPrivate{id, "bob", "psst"});
  const auto failed = probe.wait_for<wire::MessageFailed>();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->id, id);
  EXPECT_EQ(failed->code, "not-in-2006");
}

}  // namespace
}  // namespace hubbub::net
