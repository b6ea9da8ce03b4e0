#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/client/hubbub_dialogue.h"
#include "net/client/limits.h"
#include "net/tls/limits.h"
#include "net/tls/password.h"
#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/password_messages.h"
#include "tests/net/client/memory_line.h"
#include "tests/support/net/events.h"
#include "tests/support/net/manual_clock.h"

namespace hubbub::net::client {
namespace {

class HubbubPassword : public testing::Test {
 protected:
  HubbubPassword() {
    standing.target = "party:24280";
    standing.nick = "ann";
    standing.password = "open sesame";
    standing.rooms.emplace_back().lobby = true;
    line.secured.encrypted = true;
    line.secured.binding = tls::random_digest();
    dialogue.open(clock.now());
    line.sent.clear();
  }
  template <class M>
  void hear(const M& message) {
    dialogue.feed(wire::encoded(message), clock.now());
  }
  // The key is derived, and the proof that is sent then.
  wire::Proof prove() {
    hear(challenge);
    EXPECT_EQ(line.derivations.size(), 1U);
    dialogue.derived(key, clock.now());
    const auto proofs = line.take_sent<wire::Proof>();
    EXPECT_EQ(proofs.size(), 1U);
    return proofs.empty() ? wire::Proof{} : proofs[0];
  }
  void welcome(const wire::Digest& host_proof) {
    wire::Welcome welcome;
    welcome.nick = "ann";
    welcome.lobby = "lobby";
    welcome.host_proof = host_proof;
    hear(welcome);
  }
  [[nodiscard]] bool welcomed() const {
    return !tests::all_of<wire::Welcomed>(line.events).empty();
  }
  [[nodiscard]] std::string ended() const { return line.ending ? line.ending->code : ""; }

  tests::ManualClock clock;
  Standing standing;
  tests::MemoryLine line;
  HubbubDialogue dialogue{line, standing};
  wire::Challenge challenge = tls::make_challenge(tls::random_digest(), tls::kLeastLog2N);
  std::optional<wire::Digest> key = tls::derive("open sesame", challenge.salt, tls::kLeastLog2N);
};

TEST_F(HubbubPassword, IsProvenBothWays) {
  const wire::Proof proof = prove();
  EXPECT_EQ(line.derivations[0].password, "open sesame");
  EXPECT_EQ(line.derivations[0].salt, challenge.salt);
  EXPECT_EQ(proof.proof,
            tls::client_proof(*key, challenge.nonce, proof.nonce, line.secured.binding));
  welcome(tls::host_proof(*key, challenge.nonce, proof.nonce, line.secured.binding));
  EXPECT_TRUE(welcomed());
  EXPECT_EQ(ended(), "");
}

TEST_F(HubbubPassword, AHostThatDoesNotKnowItIsAnImpostor) {
  const wire::Proof proof = prove();
  welcome(tls::client_proof(*key, challenge.nonce, proof.nonce, line.secured.binding));
  EXPECT_EQ(ended(), "impostor");
  EXPECT_FALSE(line.ending->retry);
  EXPECT_FALSE(welcomed());
}

TEST_F(HubbubPassword, AHostThatGivesNoProofIsAnImpostor) {
  prove();
  welcome({});
  EXPECT_EQ(ended(), "impostor");
}

TEST_F(HubbubPassword, AHostThatDoesNotWaitForOursIsAnImpostor) {
  hear(challenge);
  welcome({});
  EXPECT_EQ(ended(), "impostor");
}

TEST_F(HubbubPassword, IsNotProvenInTheClear) {
  line.secured = {};
  hear(challenge);
  EXPECT_EQ(ended(), "password-unencrypted");
  EXPECT_TRUE(line.derivations.empty());
}

TEST_F(HubbubPassword, IsAskedForWhenThereIsNone) {
  standing.password.clear();
  hear(challenge);
  EXPECT_EQ(ended(), "password-needed");
  EXPECT_FALSE(line.ending->retry);
}

TEST_F(HubbubPassword, ACostThatCannotBePaidIsTheEnd) {
  hear(challenge);
  dialogue.derived(std::nullopt, clock.now());
  EXPECT_EQ(ended(), "password-failed");
  EXPECT_TRUE(line.take_sent<wire::Proof>().empty());
}

TEST_F(HubbubPassword, TheHostsRefusalIsHandedOn) {
  prove();
  hear(wire::Farewell{"password-wrong", "That is not the password.", 0});
  EXPECT_EQ(ended(), "password-wrong");
  EXPECT_FALSE(line.ending->retry);
}

TEST_F(HubbubPassword, AnAnswerHasItsOwnTime) {
  clock.advance(kHandshakeTimeout - std::chrono::seconds(1));
  hear(challenge);
  EXPECT_EQ(dialogue.deadline(), clock.now() + kProofTimeout);
}

TEST_F(HubbubPassword, ASecondQuestionChangesNothing) {
  hear(challenge);
  hear(tls::make_challenge(tls::random_digest(), tls::kLeastLog2N));
  EXPECT_EQ(line.derivations.size(), 1U);
}

}  // namespace
}  // namespace hubbub::net::client
