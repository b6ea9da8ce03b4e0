#include "net/tls/stream.h"

#include <gtest/gtest.h>
#include <malloc.h>
#include <openssl/opensslv.h>
#include <rapidcheck/gtest.h>

#include "net/tls/limits.h"
#include "tests/net/tls/pair.h"

namespace hubbub::net::tls {
namespace {

using tests::Pair;
using tests::somebody;

TEST(Stream, BothEndsLearnTheKeyOfTheOther) {
  const auto client = somebody();
  const auto server = somebody();
  Pair pair(client, server);
  EXPECT_TRUE(pair.client.stream.peer_key().is_none());
  pair.shake_hands();
  ASSERT_TRUE(pair.client.established()) << pair.client.stream.ending().reason;
  ASSERT_TRUE(pair.server.established()) << pair.server.stream.ending().reason;
  EXPECT_EQ(pair.client.stream.peer_key(), server->key_id());
  EXPECT_EQ(pair.server.stream.peer_key(), client->key_id());
}

TEST(Stream, CarriesTextBothWaysInSegmentsOfAnySize) {
  for (const std::size_t segment : {1U, 2U, 3U, 5U, 7U, 64U, 1000U, 100'000U}) {
    Pair pair;
    pair.shake_hands(segment);
    ASSERT_TRUE(pair.server.established()) << segment;
    const std::string longer(50'000, 'n');
    pair.client.say("from here");
    pair.client.say(longer);
    pair.server.say("from there");
    pair.pump(segment);
    EXPECT_EQ(pair.server.heard, "from here" + longer) << segment;
    EXPECT_EQ(pair.client.heard, "from there") << segment;
  }
}

RC_GTEST_PROP(Stream, JoinsPiecesInOrder, (const std::vector<std::string>& texts)) {
  static const auto client = Context::make(Role::kClient, somebody());
  static const auto server = Context::make(Role::kServer, somebody());
  Pair pair(client, server);
  pair.shake_hands();
  std::vector<wire::ByteView> pieces;
  std::string all;
  const std::string filling(*rc::gen::inRange<std::size_t>(0, 40'000), 'f');
  for (const std::string& text : texts) {
    pieces.push_back(wire::as_bytes(text));
    pieces.push_back(wire::as_bytes(filling));
    all += text + filling;
  }
  pair.client.stream.seal(pieces, pair.client.out);
  // As few records as they fit in; each takes 22 bytes more than what it carries.
  RC_ASSERT(pair.client.out.size() ==
            all.size() + 22 * ((all.size() + kMaxRecordBytes - 1) / kMaxRecordBytes));
  pair.pump(*rc::gen::inRange<std::size_t>(1, 30'000));
  RC_ASSERT(pair.server.heard == all);
}

TEST(Stream, NothingOfTheTextIsInTheCiphertext) {
  Pair pair;
  pair.shake_hands();
  pair.client.say("a secret that shows");
  EXPECT_EQ(wire::as_text(pair.client.out).find("secret"), std::string_view::npos);
}

TEST(Stream, TheBindingIsOneForBothEndsAndAnotherForEachConversation) {
  const auto client = Context::make(Role::kClient, somebody());
  const auto server = Context::make(Role::kServer, somebody());
  Pair one(client, server);
  Pair other(client, server);
  EXPECT_TRUE(one.client.stream.channel_binding().is_none());
  one.shake_hands();
  other.shake_hands();
  EXPECT_FALSE(one.client.stream.channel_binding().is_none());
  EXPECT_EQ(one.client.stream.channel_binding(), one.server.stream.channel_binding());
  EXPECT_NE(one.client.stream.channel_binding(), other.client.stream.channel_binding());
}

TEST(Stream, FinishingIsHeardAsACleanEnd) {
  Pair pair;
  pair.shake_hands();
  pair.client.say("last words");
  pair.client.stream.finish(pair.client.out);
  pair.client.say("never heard");
  pair.pump();
  EXPECT_EQ(pair.server.heard, "last words");
  EXPECT_EQ(pair.server.ended(), "closed");
}

TEST(Stream, WhoHasFinishedStillHears) {
  Pair pair;
  pair.shake_hands();
  pair.client.stream.finish(pair.client.out);
  pair.server.say("one more thing");
  pair.client.take(pair.server.out);
  EXPECT_EQ(pair.client.heard, "one more thing");
}

TEST(Stream, EndingWithoutAWordIsNoCleanEnd) {
  Pair pair;
  pair.shake_hands();
  pair.client.say("half of this");
  pair.client.out.resize(pair.client.out.size() / 2);
  pair.pump();
  pair.server.stream.cut();
  EXPECT_EQ(pair.server.heard, "");
  EXPECT_EQ(pair.server.ended(), "truncated");
}

// The heap's own count, which the sanitizers' heaps do not keep: there it says nothing.
TEST(Stream, CostsLittleWhileItIsIdle) {
  constexpr std::size_t kStreams = 200;
  // OpenSSL 3.5 itself takes some 5 KB more of a connection than 3.0.
  constexpr std::size_t kMaxIdleBytes = (OPENSSL_VERSION_PREREQ(3, 5) ? 26 : 20) * 1024;
  const auto client = Context::make(Role::kClient, somebody());
  const auto server = Context::make(Role::kServer, somebody());
  Pair(client, server).shake_hands();  // what all have in common is made with the first
  std::vector<std::unique_ptr<tests::End>> idle;
  const std::size_t before = mallinfo2().uordblks;
  for (std::size_t i = 0; i < kStreams; ++i) {
    Pair pair(client, server);
    idle.push_back(std::make_unique<tests::End>(*server));
    tests::End& end = *idle.back();
    pair.client.stream.start(pair.client.out);
    while (!pair.client.out.empty()) {
      end.take(std::exchange(pair.client.out, {}));
      pair.client.take(std::exchange(end.out, {}));
    }
    pair.client.say(std::string(1000, 'm'));
    end.take(std::exchange(pair.client.out, {}));
    ASSERT_EQ(end.heard.size(), 1000U);
    end.heard = std::string();
    end.out = wire::Bytes();
  }
  EXPECT_LT((mallinfo2().uordblks - before) / kStreams, kMaxIdleBytes);
}

TEST(Stream, SealsNothingBeforeItIsEstablished) {
  Pair pair;
  pair.client.say("too early");
  EXPECT_TRUE(pair.client.out.empty());
}

}  // namespace
}  // namespace hubbub::net::tls
