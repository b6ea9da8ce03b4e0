#include "net/server/tls_transport.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "net/server/limits.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "tests/net/tls/odd_client.h"
#include "tests/net/tls/pair.h"
#include "tests/support/hall/hall.h"
#include "tests/support/net/hex.h"

namespace hubbub::net::server {
namespace {

using namespace server::testing;
using tls::Context;
using tls::Role;
using tls::tests::End;
using tls::tests::somebody;

const std::shared_ptr<const Context>& host_context() {
  static const auto context = Context::make(Role::kServer, somebody());
  return context;
}
const std::shared_ptr<const Context>& guest_context() {
  static const auto context = Context::make(Role::kClient, somebody());
  return context;
}

struct Listener final : TransportHandler {
  void on_bytes(wire::ByteView bytes) override { heard += wire::as_text(bytes); }
  void on_writable() override { ++writable; }
  void on_ended(const std::string& reason) override { ended.push_back(reason); }

  std::string heard;
  int writable = 0;
  std::vector<std::string> ended;
};

// A transport under test, the socket below it, and the client at the other end.
struct Line {
  Line() : client(*guest_context()) { transport->set_handler(&listener); }

  void shake_hands() {
    client.stream.start(client.out);
    pump();
    ASSERT_TRUE(client.established());
  }
  // Until nothing moves, as far as the socket takes it.
  void pump() {
    while (!client.out.empty()) {
      inner->peer_sends(std::exchange(client.out, {}));
      client.take(inner->take_received());
    }
    client.take(inner->take_received());
  }
  std::size_t write(std::string_view text) {
    const wire::ByteView piece = wire::as_bytes(text);
    return transport->write({&piece, 1});
  }

  std::shared_ptr<MemoryTransport> inner = std::make_shared<MemoryTransport>();
  std::shared_ptr<TlsTransport> transport = std::make_shared<TlsTransport>(inner, *host_context());
  Listener listener;
  End client;
};

TEST(TlsTransport, CarriesBytesBothWays) {
  Line line;
  line.shake_hands();
  line.client.say("hello host");
  EXPECT_EQ(line.write("hello guest"), 11U);
  line.pump();
  EXPECT_EQ(line.listener.heard, "hello host");
  EXPECT_EQ(line.client.heard, "hello guest");
}

TEST(TlsTransport, KnowsThePeersKeyAndTheBinding) {
  Line line;
  EXPECT_TRUE(line.transport->peer_key().is_none());
  line.shake_hands();
  EXPECT_TRUE(line.transport->encrypted());
  EXPECT_FALSE(line.inner->encrypted());
  EXPECT_EQ(line.transport->peer_key(), guest_context()->identity().key_id());
  EXPECT_EQ(line.transport->channel_binding(), line.client.stream.channel_binding());
}

TEST(TlsTransport, TakesNothingBeforeTheHandshakeAndSaysWhenItDoes) {
  Line line;
  EXPECT_EQ(line.write("early"), 0U);
  line.transport->await_writable();
  EXPECT_EQ(line.listener.writable, 0);
  line.shake_hands();
  EXPECT_EQ(line.listener.writable, 1);
  EXPECT_EQ(line.write("now"), 3U);
}

TEST(TlsTransport, SendsAllThatIsGatheredInOneWrite) {
  Line line;
  line.shake_hands();
  const int before = line.inner->writes();
  const std::string chunk(5'000, 'c');
  const std::vector<wire::ByteView> pieces(4, wire::as_bytes(chunk));
  EXPECT_EQ(line.transport->write(pieces), 20'000U);
  EXPECT_EQ(line.inner->writes() - before, 1);
}

TEST(TlsTransport, HoldsWhatASlowConnectionDoesNotTakeAndNothingMore) {
  Line line;
  line.shake_hands();
  line.inner->allow(10);
  const std::string chunk(1'000'000, 'c');
  const std::size_t taken = line.write(chunk);
  EXPECT_EQ(taken, kMaxSealedBytes);
  EXPECT_EQ(line.write("more"), 0U);
  EXPECT_FALSE(line.transport->delivered());
  line.transport->await_writable();
  line.inner->allow(20);
  EXPECT_EQ(line.listener.writable, 0);
  line.inner->allow(1'000'000);
  EXPECT_EQ(line.listener.writable, 1);
  EXPECT_TRUE(line.transport->delivered());
  EXPECT_EQ(line.write("more"), 4U);
  line.pump();
  EXPECT_EQ(line.client.heard, chunk.substr(0, taken) + "more");
}

TEST(TlsTransport, StuckBytesLeaveThoughNobodyWaitsToWrite) {
  Line line;
  line.shake_hands();
  line.inner->allow(1);
  EXPECT_EQ(line.write("all taken"), 9U);
  line.inner->allow(1'000);
  line.pump();
  EXPECT_EQ(line.client.heard, "all taken");
  EXPECT_EQ(line.listener.writable, 0);
}

RC_GTEST_PROP(TlsTransport, KeepsTheOrderWhateverTheConnectionTakes, ()) {
  Line line;
  line.shake_hands();
  const auto allowances = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::weightedOneOf<std::size_t>({{2, rc::gen::inRange<std::size_t>(0, 60)},
                                           {1, rc::gen::inRange<std::size_t>(0, 90'000)}}));
  std::string all;
  for (std::size_t i = 0; i < 100'000; ++i)
    all += static_cast<char>('a' + i * i % 26);
  std::size_t at = 0;
  bool blocked = false;
  int wakes = 0;
  // As a session does it: writes until less is taken than was given, then waits to be called.
  const auto flush = [&] {
    while (!blocked && at < all.size()) {
      const std::size_t cut = std::min<std::size_t>(all.size() - at, 7'001);
      const std::string_view rest = std::string_view(all).substr(at, cut);
      const std::vector<wire::ByteView> pieces = {wire::as_bytes(rest.substr(0, cut / 3)),
                                                  wire::as_bytes(rest.substr(cut / 3))};
      const std::size_t taken = line.transport->write(pieces);
      at += taken;
      if (taken < cut) {
        blocked = true;
        line.transport->await_writable();
      }
    }
  };
  line.inner->allow(0);
  flush();
  for (const std::size_t allowance : allowances) {
    line.inner->allow(allowance);
    if (line.listener.writable > wakes) {
      wakes = line.listener.writable;
      blocked = false;
      flush();
    }
  }
  line.inner->allow(10'000'000);
  blocked = false;
  flush();
  line.pump();
  RC_ASSERT(line.client.heard == all);
}

TEST(TlsTransport, EveryCutOfARecordIsContinuedWhereItStopped) {
  for (std::size_t cut = 0; cut <= 40; ++cut) {
    Line line;
    line.shake_hands();
    line.inner->allow(cut);
    EXPECT_EQ(line.write("eighteen bytes of."), 18U);
    line.inner->allow(1'000);
    line.write("then this");
    line.pump();
    EXPECT_EQ(line.client.heard, "eighteen bytes of.then this") << cut;
  }
}

TEST(TlsTransport, LastWordsAndTheirEndLeaveBeforeTheConnectionIsFinished) {
  Line line;
  line.shake_hands();
  line.inner->allow(5);
  line.write("goodbye");
  line.transport->finish_writing();
  EXPECT_FALSE(line.inner->finished());
  line.inner->allow(1'000);
  EXPECT_TRUE(line.inner->finished());
  line.pump();
  EXPECT_EQ(line.client.heard, "goodbye");
  EXPECT_EQ(line.client.ended(), "closed");
}

TEST(TlsTransport, ThePeersGoodbyeIsItsEndAndIsToldOnce) {
  Line line;
  line.shake_hands();
  line.client.say("bye");
  line.client.stream.finish(line.client.out);
  line.pump();
  line.inner->peer_ends("left without a word");
  EXPECT_EQ(line.listener.heard, "bye");
  EXPECT_EQ(line.listener.ended, std::vector<std::string>{"left without a word"});
}

TEST(TlsTransport, WhatCannotBeDecryptedIsTheEnd) {
  Line line;
  line.shake_hands();
  line.inner->peer_sends(hubbub::tests::from_hex("170303 0014 " + std::string(40, '0')));
  EXPECT_EQ(line.listener.ended, std::vector<std::string>{"broke the encryption"});
  EXPECT_EQ(line.write("whatever"), 8U);
  line.client.take(line.inner->take_received());
  EXPECT_EQ(line.client.heard, "");
  EXPECT_EQ(line.client.ended(), "tls-refused");
}

TEST(TlsTransport, MayBeClosedAndForgottenWhileItHandsOnWhatCame) {
  struct Closing final : TransportHandler {
    void on_bytes(wire::ByteView) override {
      ++calls;
      transport->close();
      transport.reset();
    }
    void on_writable() override {}
    void on_ended(const std::string&) override { ++calls; }
    std::shared_ptr<TlsTransport> transport;
    int calls = 0;
  };
  Line line;
  line.shake_hands();
  Closing closing;
  line.transport->set_handler(&closing);
  closing.transport = std::move(line.transport);
  line.client.say("one");
  line.client.say("two");
  line.inner->peer_sends(line.client.out);
  EXPECT_EQ(closing.calls, 1);
  EXPECT_TRUE(line.inner->closed());
}

// ---- Recognised by the server -------------------------------------------------------------------

// A guest of our dialect behind TLS.
struct SecureGuest {
  explicit SecureGuest(Hall& its_hall, const std::string& nick, std::size_t segment = 100'000)
      : hall(its_hall), transport(hall.connect()), end(*guest_context()), pieces(segment) {
    end.stream.start(end.out);
    wire::Login login;
    login.nick = nick;
    exchange();
    const wire::Bytes frame = wire::encoded(login);
    end.say(wire::as_text(frame));
    exchange();
  }
  void exchange() {
    do {
      wire::Bytes out = std::exchange(end.out, {});
      for (wire::ByteView rest = out; !rest.empty();) {
        const wire::ByteView piece = rest.first(std::min(pieces, rest.size()));
        rest = rest.subspan(piece.size());
        transport->peer_sends(piece);
      }
      hall.settle();
      end.take(transport->take_received());
    } while (!end.out.empty());
  }
  template <class M>
  std::vector<M> take_only() {
    std::vector<M> only;
    splitter.feed(wire::as_bytes(std::exchange(end.heard, {})), [&](const wire::FrameView& frame) {
      wire::dispatch(wire::HostMessages{}, frame, [&](auto&& message) {
        if constexpr (std::is_same_v<std::decay_t<decltype(message)>, M>)
          only.push_back(message);
      });
      return true;
    });
    return only;
  }
  Hall& hall;
  std::shared_ptr<MemoryTransport> transport;
  End end;
  std::size_t pieces;
  wire::FrameSplitter splitter;
};

TEST(EncryptedNewcomer, LogsInAndIsKnownByItsKey) {
  for (const std::size_t segment : {1U, 13U, 100'000U}) {
    Hall hall({.flood = {0, 0}, .tls = host_context()});
    SecureGuest guest(hall, "anna", segment);
    const auto rosters = guest.take_only<wire::Roster>();
    ASSERT_EQ(rosters.size(), 1U);
    ASSERT_EQ(rosters[0].members.size(), 1U);
    EXPECT_EQ(rosters[0].members[0].person.encrypted, 1);
    EXPECT_EQ(rosters[0].members[0].person.key, guest_context()->identity().key_id());
  }
}

TEST(EncryptedNewcomer, IsInOneRoomWithThePlainOnes) {
  Hall hall({.flood = {0, 0}, .tls = host_context()});
  Guest plain = hall.guest("paul");
  SecureGuest secure(hall, "anna");
  const auto joined = plain.take_only<wire::Joined>();
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].person.encrypted, 1);
  plain.send(post("hi all"));
  hall.settle();
  secure.exchange();
  const auto messages = secure.take_only<wire::Message>();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "hi all");
}

TEST(EncryptedNewcomer, HasForItsHandshakeWhatOthersHaveForTheLogin) {
  Hall hall({.flood = {0, 0}, .tls = host_context()});
  auto transport = hall.connect();
  End end(*guest_context());
  end.stream.start(end.out);
  transport->peer_sends(end.out);
  hall.pass(kLoginTimeout / 2);
  EXPECT_FALSE(transport->closed());
  hall.pass(kLoginTimeout);
  EXPECT_TRUE(transport->closed());
  EXPECT_TRUE(hall.server.empty());
}

TEST(EncryptedNewcomer, IsClosedByAHostWithoutAKey) {
  Hall hall;
  auto transport = hall.connect();
  End end(*guest_context());
  end.stream.start(end.out);
  transport->peer_sends(end.out);
  EXPECT_TRUE(transport->closed());
  EXPECT_TRUE(hall.server.empty());
}

TEST(EncryptedNewcomer, ThatBreaksTheHandshakeIsForgotten) {
  Hall hall({.flood = {0, 0}, .tls = host_context()});
  auto transport = hall.connect("10.0.0.9:1");
  End end(*guest_context());
  end.stream.start(end.out);
  end.out.resize(end.out.size() / 2);
  end.out.resize(end.out.size() * 3, std::byte{7});
  transport->peer_sends(end.out);
  EXPECT_TRUE(transport->closed());
  EXPECT_TRUE(hall.server.empty());
}

TEST(EncryptedNewcomer, ReadsTheReasonWhenItIsDismissed) {
  Hall hall({.flood = {0, 0}, .tls = host_context()});
  SecureGuest guest(hall, "an*na");
  const auto farewells = guest.take_only<wire::Farewell>();
  ASSERT_EQ(farewells.size(), 1U);
  EXPECT_EQ(farewells[0].code, "nick-invalid");
  EXPECT_EQ(guest.end.ended(), "closed");
}

TEST(TlsTransport, APeerThatAsksForAnswersAndReadsNoneIsClosed) {
  Line line;
  tls::tests::OddClient client(guest_context()->native());
  client.shake_hands([&line](const std::string& said) {
    line.inner->peer_sends(wire::as_bytes(said));
    return std::string(wire::as_text(line.inner->take_received()));
  });
  line.inner->allow(0);
  std::size_t asked = 0;
  for (; asked < 10'000 && !line.inner->closed(); ++asked)
    line.inner->peer_sends(wire::as_bytes(client.ask_for_new_keys()));
  EXPECT_TRUE(line.inner->closed());
  EXPECT_GT(asked, 100U);
}

}  // namespace
}  // namespace hubbub::net::server
