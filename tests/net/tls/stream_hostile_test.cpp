// What peers do that they should not: each ends the stream with its word, and nothing else happens.
#include <random>

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "net/tls/limits.h"
#include "net/tls/stream.h"
#include "tests/net/tls/odd_client.h"
#include "tests/net/tls/pair.h"
#include "tests/support/net/hex.h"

namespace hubbub::net::tls {
namespace {

using std::chrono::hours;
using tests::End;
using tests::OddClient;
using tests::Pair;
using tests::somebody;
using tests::this_second;

// Says what it is told to `end`, and returns the answer.
auto at(End& end) {
  return [&end](const std::string& said) {
    end.take(wire::as_bytes(said));
    return std::string(wire::as_text(std::exchange(end.out, {})));
  };
}

TEST(StreamHostile, AClientWithoutAKeyIsRefusedWithTheAlertForIt) {
  auto context = Context::make(Role::kServer, somebody());
  End server(*context);
  OddClient client;
  client.shake_hands(at(server));
  EXPECT_EQ(server.ended(), "tls-no-key");
  EXPECT_EQ(client.alert(), SSL_AD_CERTIFICATE_REQUIRED);
}

TEST(StreamHostile, AnOlderTlsIsRefused) {
  auto context = Context::make(Role::kServer, somebody());
  End server(*context);
  OddClient client;
  SSL_CTX_set_max_proto_version(client.ctx(), TLS1_2_VERSION);
  client.shake_hands(at(server));
  EXPECT_EQ(server.ended(), "tls-version");
  EXPECT_EQ(client.alert(), SSL_AD_PROTOCOL_VERSION);
}

// Of either side the key is what counts: a clock that is wrong, here, there, or when the
// certificate was made, keeps nobody out.
TEST(StreamHostile, TheDatesOfACertificateDoNotMatter) {
  const auto now = this_second();
  const auto expired = somebody()->with({now - hours(48), now - hours(1)});
  const auto future = somebody()->with({now + hours(1), now + hours(48)});
  const auto never = somebody()->with({now + hours(48), now - hours(48)});
  for (const auto& odd : {expired, future, never}) {
    Pair odd_client(odd, somebody());
    odd_client.shake_hands();
    EXPECT_EQ(odd_client.server.ended(), "");
    EXPECT_EQ(odd_client.client.ended(), "");
    Pair odd_server(somebody(), odd);
    odd_server.shake_hands();
    EXPECT_EQ(odd_server.client.ended(), "");
    EXPECT_EQ(odd_server.server.ended(), "");
  }
}

TEST(StreamHostile, GarbageAfterTheHandshakeEndsIt) {
  Pair pair;
  pair.shake_hands();
  pair.server.take(wire::as_bytes("this is no record of TLS"));
  EXPECT_EQ(pair.server.ended(), "tls-garbled");
}

TEST(StreamHostile, EveryByteOfARecordIsProtected) {
  const auto client = Context::make(Role::kClient, somebody());
  const auto server = Context::make(Role::kServer, somebody());
  for (std::size_t at = 0; at < 36; ++at) {
    Pair pair(client, server);
    pair.shake_hands();
    pair.client.say("just fourteen!");
    ASSERT_EQ(pair.client.out.size(), 36U);
    pair.client.out[at] ^= std::byte{1};
    pair.server.take(pair.client.out);
    pair.server.stream.cut();
    // A length that is too high waits for bytes that never come.
    EXPECT_EQ(pair.server.ended(), at == 3 ? "truncated" : "tls-garbled") << at;
    EXPECT_EQ(pair.server.heard, "") << at;
  }
}

TEST(StreamHostile, ARecordTakenTwiceEndsIt) {
  Pair pair;
  pair.shake_hands();
  pair.client.say("pay ten");
  const wire::Bytes record = pair.client.out;
  pair.pump();
  pair.server.take(record);
  EXPECT_EQ(pair.server.heard, "pay ten");
  EXPECT_EQ(pair.server.ended(), "tls-garbled");
}

TEST(StreamHostile, ARecordLongerThanAnyMayBeEndsIt) {
  Pair pair;
  pair.shake_hands();
  pair.server.take(hubbub::tests::from_hex("170303ffff"));
  EXPECT_EQ(pair.server.ended(), "tls-garbled");
}

TEST(StreamHostile, AHelloThatAnnouncesTooMuchEndsItBeforeRoomIsMade) {
  auto context = Context::make(Role::kServer, somebody());
  for (const std::size_t segment : {1U, 100U}) {
    End server(*context);
    server.take(hubbub::tests::from_hex("1603010200 010200fc 0303"), segment);
    EXPECT_EQ(server.ended(), "tls-too-long");
  }
}

TEST(StreamHostile, AHandshakeWithoutAnEndIsEnded) {
  auto context = Context::make(Role::kClient, somebody());
  End client(*context);
  client.stream.start(client.out);
  // Change-cipher-spec records, which mean nothing in TLS 1.3.
  for (int i = 0; i < 100'000 && client.ended().empty(); ++i)
    client.take(hubbub::tests::from_hex("140303000101"));
  EXPECT_NE(client.ended(), "");
}

TEST(StreamHostile, APeerThatSpeaksSomethingElseIsNotTls) {
  auto context = Context::make(Role::kClient, somebody());
  End client(*context);
  client.stream.start(client.out);
  client.take(wire::as_bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
  EXPECT_EQ(client.ended(), "not-tls");
}

TEST(StreamHostile, RandomBytesNeverDoMoreThanEndIt) {
  std::mt19937 random(20261125);
  auto context = Context::make(Role::kServer, somebody());
  for (int round = 0; round < 2000; ++round) {
    wire::Bytes bytes = hubbub::tests::from_hex("16030100");
    const std::size_t size = random() % 600;
    for (std::size_t i = 0; i < size; ++i)
      bytes.push_back(static_cast<std::byte>(random()));
    End server(*context);
    server.take(bytes);
    server.stream.cut();
    EXPECT_NE(server.ended(), "");
    EXPECT_FALSE(server.stream.ending().reason.empty());
    EXPECT_EQ(ERR_peek_error(), 0UL);
  }
}

TEST(StreamHostile, AHandshakeWithAByteChangedNeverLeavesTheEndsWithDifferentViews) {
  std::mt19937 random(7);
  const auto client = Context::make(Role::kClient, somebody());
  const auto server = Context::make(Role::kServer, somebody());
  int established = 0;
  for (int round = 0; round < 300; ++round) {
    Pair pair(client, server);
    pair.client.stream.start(pair.client.out);
    const int changed_flight = static_cast<int>(random() % 3);
    for (int flight = 0; flight < 4; ++flight) {
      End& from = flight % 2 == 0 ? pair.client : pair.server;
      End& to = flight % 2 == 0 ? pair.server : pair.client;
      if (flight == changed_flight && !from.out.empty()) {
        from.out[random() % from.out.size()] ^= static_cast<std::byte>(1U << (random() % 8));
      }
      to.take(std::exchange(from.out, {}));
      EXPECT_EQ(ERR_peek_error(), 0UL);
    }
    if (!pair.client.established() || !pair.server.established())
      continue;
    // It was a byte that says nothing in TLS 1.3, such as the version of the first record.
    ++established;
    EXPECT_EQ(pair.client.stream.channel_binding(), pair.server.stream.channel_binding());
    EXPECT_EQ(pair.client.stream.peer_key(), server->identity().key_id());
    EXPECT_EQ(pair.server.stream.peer_key(), client->identity().key_id());
  }
  EXPECT_LT(established, 30);
}

}  // namespace
}  // namespace hubbub::net::tls
