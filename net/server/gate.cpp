#include "net/server/gate.h"

#include <algorithm>

#include "net/server/limits.h"
#include "net/tls/limits.h"
#include "net/tls/password.h"

namespace hubbub::net::server {

Gate::Gate(const std::string& password) : asks_(!password.empty()) {
  if (!asks_)
    return;
  salt_ = tls::random_digest();
  key_ = tls::derive(password, salt_, tls::kHostLog2N).value_or(wire::Digest{});
}

wire::Challenge Gate::challenge() const {
  return tls::make_challenge(salt_, tls::kHostLog2N);
}

std::optional<wire::Digest> Gate::check(const wire::Digest& nonce, const wire::Proof& proof,
                                        const wire::Digest& binding) const {
  if (key_.is_none() || nonce.is_none() || binding.is_none())
    return std::nullopt;
  const wire::Digest wanted = tls::client_proof(key_, nonce, proof.nonce, binding);
  if (!tls::proofs_equal(wanted, proof.proof))
    return std::nullopt;
  return tls::host_proof(key_, nonce, proof.nonce, binding);
}

Clock::Instant::duration Gate::wait_of(const std::string& address, Clock::Instant now) const {
  const auto guesser = guessers_.find(address);
  if (guesser == guessers_.end() || guesser->second.may_try_at <= now)
    return {};
  return guesser->second.may_try_at - now;
}

void Gate::note_wrong(const std::string& address, Clock::Instant now) {
  if (!guessers_.contains(address) && guessers_.size() >= kMaxGuessers) {
    // The one who may try again soonest has guessed least, or not for longest.
    guessers_.erase(std::min_element(
        guessers_.begin(), guessers_.end(),
        [](const auto& a, const auto& b) { return a.second.may_try_at < b.second.may_try_at; }));
  }
  Guesser& guesser = guessers_[address];
  ++guesser.wrong;
  if (guesser.wrong < kFreeGuesses)
    return;
  const unsigned doublings = std::min(guesser.wrong - kFreeGuesses, 16U);
  guesser.may_try_at = now + std::min<Clock::Instant::duration>(
                                 kFirstGuessPause * (1U << doublings), kLongestGuessPause);
}

}  // namespace hubbub::net::server
