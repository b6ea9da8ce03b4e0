#include "net/engine.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/support/net/engine_probe.h"
#include "tests/support/net/scripted_host.h"

namespace hubbub::net {
namespace {

using tests::EngineProbe;
using wire::ConnectionState;

TEST(Engine, HostsAndJoinsItsOwnHost) {
  EngineProbe probe;
  const std::uint16_t port = probe.host();
  ASSERT_NE(port, 0);
  probe.join(port, "ann");
  ASSERT_TRUE(probe.wait_for_state(ConnectionState::kOnline));
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  ASSERT_TRUE(probe.wait_for<wire::RosterReceived>());
  const auto id = probe.say("hello");
  const auto sent = probe.wait_for<wire::MessageAcknowledged>();
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->id, id);
  const auto line = probe.wait_for<wire::MessageReceived>();
  ASSERT_TRUE(line);
  EXPECT_EQ(line->text, "hello");
  EXPECT_EQ(line->id, id);
  EXPECT_TRUE(line->own);
}

TEST(Engine, CarriesMessagesBothWaysAndPrivately) {
  EngineProbe host;
  EngineProbe guest;
  const std::uint16_t port = host.host();
  host.join(port, "ann");
  ASSERT_TRUE(host.wait_for<wire::RosterReceived>());
  guest.join(port, "bob");
  ASSERT_TRUE(guest.wait_for<wire::RosterReceived>());
  ASSERT_TRUE(host.wait_for<wire::MemberJoined>([](const auto& j) { return !j.replay; }));
  guest.say("привет 😀");
  const auto line = host.wait_for<wire::MessageReceived>();
  ASSERT_TRUE(line);
  EXPECT_EQ(line->from, "bob");
  EXPECT_EQ(line->text, "привет 😀");
  EXPECT_FALSE(line->own);
  host.post(wire::SendPrivate{wire::MessageId::make(), "bob", "psst"});
  const auto whisper =
      guest.wait_for<wire::MessageReceived>([](const auto& m) { return m.is_private; });
  ASSERT_TRUE(whisper);
  EXPECT_EQ(whisper->text, "psst");
}

TEST(Engine, StoppingTheHostTellsTheGuests) {
  EngineProbe host;
  EngineProbe guest;
  guest.join(host.host(), "bob");
  ASSERT_TRUE(guest.wait_for<wire::RosterReceived>());
  host.post(wire::StopHost{});
  ASSERT_TRUE(host.wait_for<wire::HostStopped>());
  const auto lost = guest.wait_for<wire::ConnectionChanged>(
      [](const auto& changed) { return changed.code == "host-stopped"; });
  ASSERT_TRUE(lost);
  EXPECT_FALSE(lost->reason.empty());
}

TEST(Engine, WhoeverWaitsForTheHostComesBackAfterAnOrderlyEnd) {
  EngineProbe host;
  EngineProbe guest;
  wire::Connect connect;
  connect.target = "127.0.0.1:" + std::to_string(host.host());
  connect.nick = "bob";
  connect.wait_for_host = true;
  guest.post(connect);
  ASSERT_TRUE(guest.wait_for<wire::RosterReceived>());
  host.post(wire::StopHost{});
  const auto lost = guest.wait_for_state(ConnectionState::kReconnecting);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->code, "host-stopped");
  EXPECT_GE(lost->retry_in, std::chrono::seconds(2));
  EXPECT_LE(lost->retry_in, std::chrono::seconds(30));
}

TEST(Engine, ARefusedConnectionSaysWhatToCheck) {
  std::uint16_t port = 0;
  {
    const tests::ScriptedHost nobody;
    port = nobody.port();
  }
  EngineProbe probe;
  probe.join(port, "ann");
  const auto trying = probe.wait_for_state(ConnectionState::kConnecting);
  ASSERT_TRUE(trying);
  EXPECT_EQ(trying->address, "127.0.0.1:" + std::to_string(port));
  const auto closed = probe.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "refused");
  EXPECT_FALSE(closed->reason.empty());
}

TEST(Engine, WhatIsNoAddressIsToldAtOnce) {
  EngineProbe probe;
  wire::Connect connect;
  connect.target = "two words";
  connect.nick = "ann";
  probe.post(connect);
  const auto closed = probe.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "bad-address");
}

// Its address is known without a resolver (RFC 6761), who may say anything; and so is what ends
// with it, which no resolver need know.
TEST(Engine, LocalhostIsThisMachineWhateverAResolverSays) {
  tests::ScriptedHost host;  // on 127.0.0.1 only; ::1 is tried first
  for (const char* name : {"localhost.", "no-resolver-knows-it.LOCALHOST"}) {
    EngineProbe probe;
    wire::Connect connect;
    connect.target = name;
    connect.port = host.port();
    connect.nick = "ann";
    connect.encrypt = false;
    probe.post(connect);
    host.let_in("ann");
    EXPECT_TRUE(probe.wait_for<wire::Welcomed>()) << name;
  }
}

TEST(Engine, ANameThatHasSeveralAddressesIsTriedUntilOneAnswers) {
  tests::ScriptedHost host;  // on 127.0.0.1 only; "localhost" is ::1 first
  EngineProbe probe;
  wire::Connect connect;
  connect.target = "localhost";
  connect.port = host.port();
  connect.nick = "ann";
  connect.encrypt = false;
  probe.post(connect);
  host.let_in("ann");
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
}

TEST(Engine, ComesBackAfterALossAndSendsAgainWhatWasNotConfirmed) {
  tests::ScriptedHost host;
  EngineProbe probe;
  probe.join(host.port(), "ann");
  ASSERT_TRUE(host.let_in("ann"));
  host.send(wire::Message{"bob", 1, {}, {}, wire::kDefaultRoom, "seen"});
  ASSERT_TRUE(probe.wait_for<wire::MessageReceived>());
  const auto unconfirmed = probe.say("did it arrive?");
  ASSERT_TRUE(host.expect<wire::Post>());
  host.drop();
  const auto reconnecting = probe.wait_for_state(ConnectionState::kReconnecting);
  ASSERT_TRUE(reconnecting);
  EXPECT_EQ(reconnecting->attempt, 1U);
  EXPECT_GT(reconnecting->retry_in.count(), 0);
  const auto meanwhile = probe.say("said while away");

  const auto login = host.let_in("ann", 1);
  ASSERT_TRUE(login);
  ASSERT_EQ(login->rooms.size(), 1U);
  EXPECT_EQ(login->rooms[0].epoch, tests::ScriptedHost::kEpoch);
  EXPECT_EQ(login->rooms[0].after, 1U);
  const auto first = host.expect<wire::Post>();
  const auto second = host.expect<wire::Post>();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->id, unconfirmed);
  EXPECT_EQ(second->id, meanwhile);
  host.send(wire::Ack{first->id, 2});
  ASSERT_TRUE(probe.wait_for<wire::MessageAcknowledged>());
}

TEST(Engine, GoesOnTryingWhileTheHostIsAway) {
  EngineProbe probe;
  {
    tests::ScriptedHost host;
    probe.join(host.port(), "ann");
    ASSERT_TRUE(host.let_in("ann"));
    ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  }
  const auto second = probe.wait_for<wire::ConnectionChanged>([](const auto& changed) {
    return changed.state == ConnectionState::kReconnecting && changed.attempt == 2;
  });
  ASSERT_TRUE(second);
  EXPECT_EQ(second->code, "refused");
  probe.post(wire::Disconnect{});
  const auto closed = probe.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "");
}

TEST(Engine, AFarewellForGoodIsNotArguedWith) {
  tests::ScriptedHost host;
  EngineProbe probe;
  probe.join(host.port(), "ann");
  ASSERT_TRUE(host.let_in("ann"));
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  const auto pending = probe.say("not confirmed");
  ASSERT_TRUE(host.expect<wire::Post>());
  host.send(wire::Farewell{"kicked", "Enough for today.", 0});
  const auto failed = probe.wait_for<wire::MessageFailed>();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->id, pending);
  const auto closed = probe.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->reason, "Enough for today.");
}

TEST(Engine, AServerOf2006IsRecognisedAndGetsItsLogout) {
  tests::ScriptedHost server;
  EngineProbe probe;
  probe.join(server.port(), "ann");
  server.accept();
  ASSERT_TRUE(server.expect<wire::Login>());
  wire::Bytes broadcast;
  wire::append_frame(2, "bob", "bob: hi", broadcast);
  server.send_raw(broadcast);
  const auto closed = probe.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "other-protocol");
  EXPECT_THAT(closed->reason, testing::HasSubstr("--plain"));
  EXPECT_TRUE(server.expect<wire::Logout>());
}

TEST(Engine, LeavesTheOldHostBeforeItGoesToTheNext) {
  tests::ScriptedHost first;
  tests::ScriptedHost second;
  EngineProbe probe;
  probe.join(first.port(), "ann");
  ASSERT_TRUE(first.let_in("ann"));
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  probe.join(second.port(), "ann");
  EXPECT_TRUE(first.expect<wire::Logout>());
  first.drop();
  ASSERT_TRUE(second.let_in("ann"));
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
}

TEST(Engine, WithoutAConnectionAMessageFailsAtOnce) {
  EngineProbe probe;
  const auto id = probe.say("into the void");
  const auto failed = probe.wait_for<wire::MessageFailed>();
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->id, id);
  EXPECT_EQ(failed->code, "not-connected");
}

TEST(Engine, ShowsItsOwnFramesToWhoeverWatches) {
  EngineProbe probe;
  probe.join(probe.host(), "ann");
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  probe.post(wire::WatchCapture{true});
  const auto captured = probe.wait_for<wire::CaptureAdvanced>();
  ASSERT_TRUE(captured);
  ASSERT_FALSE(captured->frames.empty());
  EXPECT_EQ(captured->frames.front().number, 1U) << "the whole ring comes first";
  bool client = false;
  bool host = false;
  for (const wire::CapturedFrame& frame : captured->frames) {
    client = client || frame.side == wire::Side::kClient;
    host = host || frame.side == wire::Side::kHost;
  }
  EXPECT_TRUE(client && host);
}

TEST(Engine, StopsInTimeBesideAPeerThatNeverCloses) {
  tests::ScriptedHost host;
  EngineProbe probe;
  probe.join(host.port(), "ann");
  ASSERT_TRUE(host.let_in("ann"));
  ASSERT_TRUE(probe.wait_for<wire::Welcomed>());
  const auto begin = std::chrono::steady_clock::now();
  probe.engine().stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_TRUE(host.expect<wire::Logout>());
  EXPECT_EQ(probe.rest<wire::ConnectionChanged>().back().state, ConnectionState::kClosed);
}

TEST(Engine, StopsInTheMiddleOfALookUp) {
  EngineProbe probe;
  wire::Connect connect;
  connect.target = "no-such-machine.invalid";
  connect.nick = "ann";
  probe.post(connect);
  ASSERT_TRUE(probe.wait_for_state(ConnectionState::kResolving));
  const auto begin = std::chrono::steady_clock::now();
  probe.engine().stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST(Engine, OutlivesAReceiverThatThrows) {
  std::atomic<int> batches{0};
  Engine engine([&batches](const wire::EventBatch&) {
    ++batches;
    throw std::runtime_error("no memory for it");
  });
  engine.post(wire::SendMessage{wire::MessageId::make(), "lobby", "x"});
  engine.post(wire::Connect{});
  engine.stop();
  EXPECT_GE(batches.load(), 1);
}

TEST(Engine, ConnectingAgainByHandGoesOnAfterWhatWasSeen) {
  tests::ScriptedHost host;
  EngineProbe probe;
  probe.join(host.port(), "ann");
  ASSERT_TRUE(host.let_in("ann"));
  host.send(wire::Message{"bob", 1, {}, {}, wire::kDefaultRoom, "seen"});
  ASSERT_TRUE(probe.wait_for<wire::MessageReceived>());
  probe.post(wire::Disconnect{});
  ASSERT_TRUE(host.expect<wire::Logout>());
  host.drop();
  ASSERT_TRUE(probe.wait_for_state(ConnectionState::kClosed));
  probe.join(host.port(), "ann");
  const auto login = host.let_in("ann", 1);
  ASSERT_TRUE(login);
  EXPECT_EQ(login->rooms.at(0).epoch, tests::ScriptedHost::kEpoch);
  EXPECT_EQ(login->rooms.at(0).after, 1U);
}

}  // namespace
}  // namespace hubbub::net
