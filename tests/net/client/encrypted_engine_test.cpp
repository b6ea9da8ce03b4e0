// Encryption and known hosts, through engines over loopback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/client/secure_channel.h"
#include "net/engine.h"
#include "net/tls/identity.h"
#include "net/tls/known_hosts.h"
#include "net/wire/host_messages.h"
#include "tests/support/net/engine_probe.h"
#include "tests/support/net/fault_proxy.h"
#include "tests/support/net/scripted_host.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::client {
namespace {

using testing::HasSubstr;
using tests::EngineProbe;
using tests::TemporaryFolder;
using wire::ConnectionState;

EngineOptions in(const TemporaryFolder& folder) {
  return {Capture::kOn, folder.path()};
}
wire::KeyId key_in(const TemporaryFolder& folder) {
  return tls::load_or_make(folder.path()).identity->key_id();
}
std::string at(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}
// Hosts on `port`, which another one has just left.
void host_at(EngineProbe& probe, std::uint16_t port) {
  wire::StartHost start;
  start.port = port;
  start.bind = {"127.0.0.1"};
  probe.post(start);
  ASSERT_TRUE(probe.wait_for<wire::HostListening>());
}

TEST(EncryptedEngine, IsWelcomedWithBothKeysAndRemembersTheHost) {
  const TemporaryFolder host_folder;
  const TemporaryFolder guest_folder;
  EngineProbe host(in(host_folder));
  const std::uint16_t port = host.host();
  for (const bool first : {true, false}) {
    EngineProbe guest(in(guest_folder));
    guest.join_encrypted(port, "ann");
    const auto welcomed = guest.wait_for<wire::Welcomed>();
    ASSERT_TRUE(welcomed);
    EXPECT_TRUE(welcomed->encrypted);
    EXPECT_EQ(welcomed->first_visit, first);
    EXPECT_EQ(welcomed->host_key, key_in(host_folder));
    EXPECT_EQ(welcomed->own_key, key_in(guest_folder));
    const auto id = guest.say("over the wire");
    const auto said = guest.wait_for<wire::MessageReceived>(
        [id](const wire::MessageReceived& message) { return message.id == id; });
    ASSERT_TRUE(said);
    const auto roster = guest.wait_for<wire::RosterReceived>();
    ASSERT_TRUE(roster);
    EXPECT_EQ(roster->members[0].person.key, key_in(guest_folder));
    EXPECT_EQ(roster->members[0].person.encrypted, 1);
  }
  EXPECT_EQ(tls::KnownHosts(guest_folder.path()).lookup(at(port)), key_in(host_folder));
}

TEST(EncryptedEngine, TheHostTellsItsKey) {
  const TemporaryFolder folder;
  EngineProbe host(in(folder));
  wire::StartHost start;
  start.port = 0;
  start.bind = {"127.0.0.1"};
  host.post(start);
  const auto listening = host.wait_for<wire::HostListening>();
  ASSERT_TRUE(listening);
  EXPECT_EQ(listening->key, key_in(folder));
}

TEST(EncryptedEngine, WithoutEncryptionItSaysSo) {
  EngineProbe host;
  EngineProbe guest;
  guest.join(host.host(), "ann");
  const auto welcomed = guest.wait_for<wire::Welcomed>();
  ASSERT_TRUE(welcomed);
  EXPECT_FALSE(welcomed->encrypted);
  EXPECT_TRUE(welcomed->host_key.is_none());
}

TEST(EncryptedEngine, AHostWithAnotherKeyIsNotSpokenToUntilThatIsTrusted) {
  const TemporaryFolder old_folder;
  const TemporaryFolder new_folder;
  const TemporaryFolder guest_folder;
  EngineProbe guest(in(guest_folder));
  std::uint16_t port = 0;
  {
    EngineProbe old_host(in(old_folder));
    port = old_host.host();
    guest.join_encrypted(port, "ann");
    ASSERT_TRUE(guest.wait_for<wire::Welcomed>());
    guest.post(wire::Disconnect{});
    ASSERT_TRUE(guest.wait_for_state(ConnectionState::kClosed));
  }
  EngineProbe new_host(in(new_folder));
  host_at(new_host, port);
  guest.join_encrypted(port, "ann");
  const auto changed = guest.wait_for<wire::HostKeyChanged>();
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->target, at(port));
  EXPECT_EQ(changed->known, key_in(old_folder));
  EXPECT_EQ(changed->presented, key_in(new_folder));
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "host-changed");
  EXPECT_TRUE(new_host.rest<wire::HostClientJoined>().empty());

  wire::Connect trusting;
  trusting.trust = key_in(guest_folder);  // somebody's, but not the one presented
  guest.join_encrypted(port, "ann", trusting);
  ASSERT_TRUE(guest.wait_for<wire::HostKeyChanged>());

  trusting.trust = changed->presented;
  guest.join_encrypted(port, "ann", trusting);
  const auto welcomed = guest.wait_for<wire::Welcomed>();
  ASSERT_TRUE(welcomed);
  EXPECT_FALSE(welcomed->first_visit);
  EXPECT_EQ(tls::KnownHosts(guest_folder.path()).lookup(at(port)), key_in(new_folder));
}

TEST(EncryptedEngine, APartyThatWasFoundIsJoinedWithItsKeyOrNotAtAll) {
  const TemporaryFolder host_folder;
  const TemporaryFolder guest_folder;
  EngineProbe host(in(host_folder));
  EngineProbe guest(in(guest_folder));
  const std::uint16_t port = host.host();
  wire::Connect wish;
  wish.expected = key_in(guest_folder);  // somebody's, but not that host's
  guest.join_encrypted(port, "ann", wish);
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "another-host");
  EXPECT_TRUE(host.rest<wire::HostClientJoined>().empty());
  EXPECT_FALSE(tls::KnownHosts(guest_folder.path()).lookup(at(port)).has_value());

  wish.expected = key_in(host_folder);
  guest.join_encrypted(port, "ann", wish);
  const auto welcomed = guest.wait_for<wire::Welcomed>();
  ASSERT_TRUE(welcomed);
  EXPECT_FALSE(welcomed->first_visit);
  EXPECT_EQ(tls::KnownHosts(guest_folder.path()).lookup(at(port)), key_in(host_folder));
}

TEST(EncryptedEngine, AFoundPartyTakesNobodysPlaceAmongTheKnownHosts) {
  const TemporaryFolder known_folder;
  const TemporaryFolder found_folder;
  const TemporaryFolder guest_folder;
  EngineProbe host(in(found_folder));
  const std::uint16_t port = host.host();
  const wire::KeyId known = key_in(known_folder);
  {
    tls::KnownHosts hosts(guest_folder.path());
    hosts.remember(at(port), known);
  }
  EngineProbe guest(in(guest_folder));
  wire::Connect wish;
  wish.expected = key_in(found_folder);
  guest.join_encrypted(port, "ann", wish);
  ASSERT_TRUE(guest.wait_for<wire::Welcomed>());
  EXPECT_EQ(tls::KnownHosts(guest_folder.path()).lookup(at(port)), known);
}

TEST(EncryptedEngine, AFoundPartyIsTriedAtAllOfItsAddresses) {
  const TemporaryFolder host_folder;
  EngineProbe host(in(host_folder));
  EngineProbe guest;
  wire::Connect wish;
  wish.others = {at(host.host())};
  wish.expected = key_in(host_folder);
  guest.join_encrypted(1, "ann", wish);  // where nobody listens
  EXPECT_TRUE(guest.wait_for<wire::Welcomed>());
}

// Nobody who stands in for the host while the list can't be read passes for a new one.
TEST(EncryptedEngine, WithoutItsListOfHostsItSpeaksToNone) {
  const TemporaryFolder host_folder;
  const TemporaryFolder guest_folder;
  EngineProbe host(in(host_folder));
  const std::uint16_t port = host.host();
  std::filesystem::create_directory(guest_folder.path() / tls::kKnownHostsFile);
  EngineProbe guest(in(guest_folder));
  guest.join_encrypted(port, "ann");
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "known-hosts-unreadable");
  EXPECT_TRUE(host.rest<wire::HostClientJoined>().empty());

  std::filesystem::remove(guest_folder.path() / tls::kKnownHostsFile);
  guest.join_encrypted(port, "ann");
  const auto welcomed = guest.wait_for<wire::Welcomed>();
  ASSERT_TRUE(welcomed);
  EXPECT_TRUE(welcomed->first_visit);
}

TEST(EncryptedEngine, OnesOwnHostIsAlwaysKnown) {
  const TemporaryFolder folder;
  EngineProbe engine(in(folder));
  const std::uint16_t port = engine.host();
  tls::KnownHosts(folder.path()).remember(at(port), tls::Identity::make()->key_id());
  engine.join_encrypted(port, "ann");
  const auto welcomed = engine.wait_for<wire::Welcomed>();
  ASSERT_TRUE(welcomed);
  EXPECT_FALSE(welcomed->first_visit);
  EXPECT_EQ(welcomed->host_key, welcomed->own_key);
}

TEST(EncryptedEngine, IsNotTalkedOutOfEncryption) {
  tests::ScriptedHost host;
  EngineProbe guest;
  guest.join_encrypted(host.port(), "ann");
  host.accept();
  wire::Welcome welcome;
  welcome.nick = "ann";
  welcome.lobby = "lobby";
  host.send(welcome);
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "other-protocol");
  EXPECT_THAT(closed->reason, HasSubstr("--plain"));
  EXPECT_TRUE(guest.rest<wire::Welcomed>().empty());
}

TEST(EncryptedEngine, IsToldInTheClearThatAHostIsFull) {
  tests::ScriptedHost host;
  EngineProbe guest;
  guest.join_encrypted(host.port(), "ann");
  host.accept();
  host.send(wire::Farewell{"host-full", "Send money.", 0});
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->code, "host-full");
  EXPECT_THAT(closed->reason, testing::Not(HasSubstr("money")));
}

// Whoever has the port of a known host, or is on the way to it, can't show its key, and so neither
// speaks for it nor keeps its guests from coming back.
class Impostor : public testing::TestWithParam<wire::Bytes> {};

TEST_P(Impostor, NeitherEndsAVisitNorIsShownAsTheHost) {
  const TemporaryFolder host_folder;
  const TemporaryFolder guest_folder;
  EngineProbe host(in(host_folder));
  const std::uint16_t port = host.host();
  tests::FaultProxy way(port);
  EngineProbe guest(in(guest_folder));
  guest.join_encrypted(way.port(), "ann");
  ASSERT_TRUE(guest.wait_for<wire::Welcomed>());

  tests::ScriptedHost impostor;
  way.set_target(impostor.port());
  way.reset_all();
  impostor.accept();
  impostor.send_raw(GetParam());
  const auto lost = guest.wait_for<wire::ConnectionChanged>(
      [](const auto& changed) { return changed.retry_in.count() > 0 && changed.attempt > 1; });
  ASSERT_TRUE(lost);
  EXPECT_THAT(lost->reason, testing::Not(HasSubstr("Send money")));
  EXPECT_NE(lost->code, "banned");

  way.set_target(port);
  impostor.close();
  EXPECT_TRUE(guest.wait_for<wire::Welcomed>());
}

wire::Bytes alert(std::uint8_t description) {
  wire::Bytes record;
  for (const int byte : {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, static_cast<int>(description)})
    record.push_back(static_cast<std::byte>(byte));
  return record;
}

INSTANTIATE_TEST_SUITE_P(Says, Impostor,
                         testing::Values(wire::encoded(wire::Farewell{"banned", "Send money.", 0}),
                                         wire::encoded(wire::Farewell{"", "", 0}),
                                         wire::encoded(wire::Welcome{}), alert(40), alert(44),
                                         alert(70)));

TEST(EncryptedEngine, AHostThatClosesBeforeItAnswersMayBeOneOf2006) {
  tests::ScriptedHost host;
  EngineProbe guest;
  guest.join_encrypted(host.port(), "ann");
  host.accept();
  host.drop();
  const auto closed = guest.wait_for_state(ConnectionState::kClosed);
  ASSERT_TRUE(closed);
  EXPECT_THAT(closed->reason, HasSubstr("--plain"));
}

TEST(EncryptedEngine, LeavesAHostThatDoesNotAnswerAtOnce) {
  tests::ScriptedHost host;
  EngineProbe guest;
  guest.join_encrypted(host.port(), "ann");
  host.accept();
  ASSERT_TRUE(guest.wait_for_state(ConnectionState::kHandshaking));
  const auto begin = std::chrono::steady_clock::now();
  guest.post(wire::Disconnect{});
  ASSERT_TRUE(guest.wait_for_state(ConnectionState::kClosed));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST(EncryptedEngine, TheInspectorSeesFramesAndNoCiphertext) {
  EngineProbe engine;
  const std::uint16_t port = engine.host();
  engine.join_encrypted(port, "ann");
  ASSERT_TRUE(engine.wait_for<wire::Welcomed>());
  engine.say("seen by the inspector");
  ASSERT_TRUE(engine.wait_for<wire::MessageAcknowledged>());
  engine.post(wire::WatchCapture{true});
  const auto capture = engine.wait_for<wire::CaptureAdvanced>();
  ASSERT_TRUE(capture);
  std::size_t posts = 0;
  for (const wire::CapturedFrame& frame : capture->frames) {
    EXPECT_EQ(frame.malformed, "");
    const wire::ByteView bytes(frame.data(), frame.size);
    if (wire::as_text(bytes).find("seen by the inspector") != std::string_view::npos)
      ++posts;
  }
  EXPECT_EQ(posts, 4U);  // sent and received, as post and as message
}

TEST(EncryptedEngine, ADamagedIdentityIsTold) {
  const TemporaryFolder folder;
  tests::write_file(folder.path() / tls::kIdentityFile, "nonsense");
  EngineProbe engine(in(folder));
  const auto notice = engine.wait_for<wire::Notice>();
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->code, "identity");
  engine.join_encrypted(engine.host(), "ann");
  EXPECT_TRUE(engine.wait_for<wire::Welcomed>());
}

}  // namespace
}  // namespace hubbub::net::client
