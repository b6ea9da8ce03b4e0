#include "net/server/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/tls/limits.h"
#include "net/tls/password.h"
#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::SizeIs;
using namespace std::chrono_literals;

const wire::Digest& binding() {
  static const wire::Digest some = tls::random_digest();
  return some;
}

wire::Proof proof_of(const std::string& password, const wire::Challenge& challenge,
                     const wire::Digest& bound_to = binding()) {
  const auto key = tls::derive(password, challenge.salt, challenge.log2_n);
  const wire::Digest nonce = tls::random_digest();
  return {nonce, tls::client_proof(key.value_or(wire::Digest{}), challenge.nonce, nonce, bound_to)};
}

TEST(Gate, OpensForWhoeverKnowsThePassword) {
  const Gate gate("open sesame");
  EXPECT_TRUE(gate.asks());
  const wire::Challenge challenge = gate.challenge();
  const wire::Proof proof = proof_of("open sesame", challenge);
  const auto own = gate.check(challenge.nonce, proof, binding());
  ASSERT_TRUE(own.has_value());
  const auto key = tls::derive("open sesame", challenge.salt, challenge.log2_n);
  EXPECT_EQ(*own, tls::host_proof(*key, challenge.nonce, proof.nonce, binding()));
}

TEST(Gate, StaysShutForOthers) {
  const Gate gate("open sesame");
  const wire::Challenge challenge = gate.challenge();
  EXPECT_FALSE(gate.check(challenge.nonce, proof_of("open barley", challenge), binding()));
  const wire::Proof right = proof_of("open sesame", challenge);
  EXPECT_FALSE(gate.check(gate.challenge().nonce, right, binding())) << "of another connection";
  EXPECT_FALSE(gate.check(challenge.nonce, right, tls::random_digest())) << "passed on by somebody";
  EXPECT_FALSE(gate.check(challenge.nonce, right, {})) << "without encryption";
}

TEST(Gate, LetsGuessersWaitLongerEachTime) {
  Gate gate("open sesame");
  Clock::Instant now{};
  for (unsigned i = 0; i + 1 < kFreeGuesses; ++i)
    gate.note_wrong("10.0.0.1", now);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), 0s);
  gate.note_wrong("10.0.0.1", now);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), kFirstGuessPause);
  gate.note_wrong("10.0.0.1", now);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), 2 * kFirstGuessPause);
  for (int i = 0; i < 20; ++i)
    gate.note_wrong("10.0.0.1", now);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), kLongestGuessPause);
  EXPECT_EQ(gate.wait_of("10.0.0.2", now), 0s);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now + kLongestGuessPause), 0s);
}

TEST(Gate, LetsAddressesOfOneNetworkWaitTogether) {
  Gate gate("open sesame");
  const Clock::Instant now{};
  gate.note_right("fe80::1%2");
  for (unsigned i = 0; i < kFreeGuesses; ++i)
    gate.note_wrong("fe80::bad:" + std::to_string(i) + "%2", now);
  EXPECT_EQ(gate.wait_of("fe80::2%2", now), kFirstGuessPause);
  EXPECT_EQ(gate.wait_of("fe80::1%2", now), 0s) << "it was proven from there";
  EXPECT_EQ(gate.wait_of("2001:db8::1", now), 0s) << "another network";
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), 0s);
  for (unsigned i = 0; i < kGuessBurst / 2; ++i)
    gate.note_wrong("fe80::bad:" + std::to_string(i) + "%2", now);
  EXPECT_EQ(gate.wait_of("fe80::2%2", now), kLongestNetworkPause) << "nobody new waits for long";
  gate.note_right("fe80::2%2");
  EXPECT_EQ(gate.wait_of("fe80::3%2", now), 0s) << "somebody knew it: they are not all guessers";
}

TEST(Gate, CountsAnAddressFromWhichItWasProvenByItself) {
  Gate gate("open sesame");
  const Clock::Instant now{};
  gate.note_right("2001:db8::1");
  for (unsigned i = 0; i <= kFreeGuesses; ++i)
    gate.note_wrong("2001:db8::1", now);
  EXPECT_EQ(gate.wait_of("2001:db8::1", now), 2 * kFirstGuessPause);
  EXPECT_EQ(gate.wait_of("2001:db8::2", now), 0s);
}

TEST(Gate, LetsAllAddressesWaitWhenVeryManyWereWrong) {
  Gate gate("open sesame");
  Clock::Instant now{1h};
  gate.note_right("10.0.0.1");
  for (unsigned i = 0; i < kGuessBurst; ++i)
    gate.note_wrong("10.1.0." + std::to_string(i), now);
  EXPECT_EQ(gate.wait_of("10.0.0.2", now), 0s);
  gate.note_wrong("10.2.0.1", now);
  EXPECT_EQ(gate.wait_of("10.0.0.2", now), 1s);
  EXPECT_EQ(gate.wait_of("fe80::2%2", now), 1s);
  EXPECT_EQ(gate.wait_of("10.0.0.1", now), 0s) << "it was proven from there";
  EXPECT_EQ(gate.wait_of("this machine", now), 0s);
  now += 1s;
  EXPECT_EQ(gate.wait_of("10.0.0.2", now), 0s);
  gate.note_wrong("10.2.0.2", now);
  EXPECT_EQ(gate.wait_of("10.0.0.2", now), 1s);
}

TEST(Password, WrongOnesOfManyAddressesMakeNewcomersWait) {
  Server::Options options = Hall::open_house();
  options.password = "open sesame";
  Hall hall(options);
  std::string last;
  for (unsigned i = 0; i <= kFreeGuesses; ++i) {
    auto transport = hall.connect("fe80::" + std::to_string(i) + "%2:5000");
    transport->set_peer_key(key_of(1), binding());
    Guest guesser(transport);
    wire::Login login;
    login.nick = "ann";
    guesser.send(login);
    guesser.send(wire::Proof{tls::random_digest(), tls::random_digest()});
    hall.settle();
    last = guesser.take_only<wire::Farewell>().at(0).code;
  }
  EXPECT_EQ(last, "password-wait");
}

TEST(Password, IsAskedForBeforeAnythingIsTold) {
  Server::Options options = Hall::open_house();
  options.password = "open sesame";
  Hall hall(options);
  auto transport = hall.connect("10.0.0.1:5000");
  transport->set_peer_key(key_of(1), binding());
  Guest ann(transport);
  wire::Login login;
  login.nick = "ann";
  ann.send(login);
  hall.settle();
  const auto messages = ann.take();
  ASSERT_THAT(messages, SizeIs(1));
  const auto& challenge = std::get<wire::Challenge>(messages[0]);
  const wire::Proof proof = proof_of("open sesame", challenge);
  ann.send(proof);
  hall.settle();
  const auto welcome = ann.take_only<wire::Welcome>();
  ASSERT_THAT(welcome, SizeIs(1));
  EXPECT_FALSE(welcome[0].host_proof.is_none());
}

TEST(Password, WrongOnesAndTheUnencryptedAreTurnedAway) {
  Server::Options options = Hall::open_house();
  options.password = "open sesame";
  Hall hall(options);
  Guest plain = hall.guest("bob");
  EXPECT_EQ(plain.take_only<wire::Farewell>().at(0).code, "password-needs-encryption");
  std::string last;
  for (unsigned i = 0; i <= kFreeGuesses + 1; ++i) {
    auto transport = hall.connect("10.0.0.1:5000");
    transport->set_peer_key(key_of(1), binding());
    Guest guesser(transport);
    wire::Login login;
    login.nick = "ann";
    guesser.send(login);
    hall.settle();
    auto answer = guesser.take();
    if (const auto* challenge = std::get_if<wire::Challenge>(&answer.at(0))) {
      wire::Proof wrong{tls::random_digest(), tls::random_digest()};
      static_cast<void>(challenge);
      guesser.send(wrong);
      hall.settle();
      answer = guesser.take();
    }
    last = std::get<wire::Farewell>(answer.at(0)).code;
  }
  EXPECT_EQ(last, "password-wait");
  EXPECT_TRUE(hall.events_of<wire::HostClientJoined>().empty());
}

TEST(Password, AProofThatNobodyAskedForEndsTheConnection) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.send(wire::Proof{});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Farewell>().at(0).code, "not-expected");
}

TEST(Password, ConnectionsThatWereAskedTogetherDoNotGuessTogether) {
  Server::Options options = Hall::open_house();
  options.password = "open sesame";
  Hall hall(options);
  std::vector<Guest> guessers;
  for (unsigned i = 0; i <= kFreeGuesses + 1; ++i) {
    auto transport = hall.connect("10.0.0.1:5000");
    transport->set_peer_key(key_of(1), binding());
    wire::Login login;
    login.nick = "ann";
    guessers.emplace_back(transport).send(login);
  }
  hall.settle();
  std::string last;
  for (Guest& guesser : guessers) {
    ASSERT_THAT(guesser.take_only<wire::Challenge>(), SizeIs(1));
    guesser.send(wire::Proof{tls::random_digest(), tls::random_digest()});
    hall.settle();
    last = guesser.take_only<wire::Farewell>().at(0).code;
  }
  EXPECT_EQ(last, "password-wait");
}

}  // namespace
}  // namespace hubbub::net::server::testing
