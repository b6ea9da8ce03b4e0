#include "net/server/gate.h"

#include <algorithm>
#include <cstdint>
#include <system_error>

#include <asio/ip/address.hpp>

#include "net/addresses.h"
#include "net/tls/limits.h"
#include "net/tls/password.h"
#include "net/wire/password_messages.h"

namespace hubbub::net::server {
namespace {

bool is_address(const std::string& text) {
  std::error_code error;
  asio::ip::make_address(text, error);
  return !error;
}

}  // namespace

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
  const Clock::Instant::duration own = pause_of(address, now);
  if (proven_.contains(address) || !is_address(address))
    return own;
  Flood all = all_;
  all.charge(0, now);  // by now
  return std::max<Clock::Instant::duration>(
      {own, pause_of(ipv6_network(address), now), all.wait()});
}

void Gate::note_wrong(const std::string& address, Clock::Instant now) {
  count(address, kLongestGuessPause, now);
  if (proven_.contains(address) || !is_address(address))
    return;
  if (const std::string network = ipv6_network(address); !network.empty())
    count(network, kLongestNetworkPause, now);
  all_.charge(1, now);
}

void Gate::note_right(const std::string& address) {
  guessers_.erase(address);
  guessers_.erase(ipv6_network(address));
  if (proven_.size() >= kMaxGuessers)
    proven_.erase(proven_.begin());
  proven_.insert(address);
}

Clock::Instant::duration Gate::pause_of(const std::string& guesser, Clock::Instant now) const {
  const auto found = guessers_.find(guesser);
  if (found == guessers_.end() || found->second.may_try_at <= now)
    return {};
  return found->second.may_try_at - now;
}

void Gate::count(const std::string& guesser, Clock::Instant::duration longest_pause,
                 Clock::Instant now) {
  if (!guessers_.contains(guesser) && guessers_.size() >= kMaxGuessers) {
    // The one who may try again soonest has guessed least, or not for longest.
    guessers_.erase(std::min_element(
        guessers_.begin(), guessers_.end(),
        [](const auto& a, const auto& b) { return a.second.may_try_at < b.second.may_try_at; }));
  }
  Guesser& counted = guessers_[guesser];
  ++counted.wrong;
  if (counted.wrong < kFreeGuesses)
    return;
  const unsigned doublings = std::min(counted.wrong - kFreeGuesses, 16U);
  counted.may_try_at =
      now + std::min<Clock::Instant::duration>(kFirstGuessPause * (1U << doublings), longest_pause);
}

}  // namespace hubbub::net::server
