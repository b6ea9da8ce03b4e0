// How the dialogue proves that it knows the party's password, and has the host prove the same; the
// rest of it is in hubbub_dialogue.cpp.
#include <string>

#include "net/client/hubbub_dialogue.h"
#include "net/client/limits.h"
#include "net/tls/password.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::client {

void HubbubDialogue::take(const wire::Challenge& challenge) {
  if (phase_ != Phase::kShakingHands || challenge_) {
    return;  // Said twice, it changes nothing.
  }
  if (!line_.security().encrypted) {
    return finish({"password-unencrypted",
                   "The party has a password, and passwords are only proven over an encrypted "
                   "connection: what is said over an open one helps whoever listens to guess it.",
                   false});
  }
  if (standing_.password.empty()) {
    return finish({"password-needed",
                   "The party has a password. Ask whoever runs it, and join again with it.",
                   false});
  }
  challenge_ = challenge;
  handshake_until_ = now_ + kProofTimeout;
  if (!line_.derive(standing_.password, challenge.salt, challenge.log2_n)) {
    finish({"password-busy", "Too many passwords are being computed. Try again.", true});
  }
}

void HubbubDialogue::derived(const std::optional<wire::Digest>& key, TimePoint now) {
  now_ = now;
  if (phase_ != Phase::kShakingHands || !challenge_) {
    return;
  }
  const wire::Digest nonce = tls::random_digest();
  const wire::Digest binding = line_.security().binding;
  if (!key || nonce.is_none() || binding.is_none()) {
    return finish({"password-failed",
                   "What the host asks for to check the password could not be computed here.",
                   false});
  }
  expected_proof_ = tls::host_proof(*key, challenge_->nonce, nonce, binding);
  handshake_until_ = now_ + kProofTimeout;
  send(wire::Proof{nonce, tls::client_proof(*key, challenge_->nonce, nonce, binding)});
}

// Whoever has a password for the party wants to be at that party: a host that does not ask for it,
// or can't prove to know it, is another one, and would learn what the members say.
bool HubbubDialogue::host_knows_password(const wire::Welcome& welcome) const {
  if (!challenge_) {
    return standing_.password.empty();
  }
  return tls::proofs_equal(welcome.host_proof, expected_proof_);
}

}  // namespace hubbub::net::client
