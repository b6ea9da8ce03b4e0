// The party's password at the door: who has proven that he knows it, and who guesses.
//
// The password is never sent; net/wire/password_messages.h tells how it is proven. Whoever is wrong
// waits, longer each time, by address. Addresses of IPv6 cost nothing, so those of one network (the
// first 64 bits) wait together besides, and so do all addresses once very many were wrong; but none
// from which it was proven waits for others. Net worker only.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "net/server/clock.h"
#include "net/server/flood.h"
#include "net/server/limits.h"
#include "net/wire/digest.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::server {

class Gate {
 public:
  // Open to everybody when `password` is empty. Derives the key: takes a tenth of a second. Closed
  // to everybody if that can't be done.
  explicit Gate(const std::string& password);

  [[nodiscard]] bool asks() const { return asks_; }

  // With a nonce for one connection.
  [[nodiscard]] wire::Challenge challenge() const;

  // The host's own proof, if the client's is right for a challenge with that nonce on a connection
  // with that binding.
  [[nodiscard]] std::optional<wire::Digest> check(const wire::Digest& nonce,
                                                  const wire::Proof& proof,
                                                  const wire::Digest& binding) const;

  // How long that address has to wait before it may try again; zero: it may. What is no IP address,
  // such as this machine, has nothing to do with others.
  [[nodiscard]] Clock::Instant::duration wait_of(const std::string& address,
                                                 Clock::Instant now) const;
  void note_wrong(const std::string& address, Clock::Instant now);
  void note_right(const std::string& address);

 private:
  struct Guesser {
    unsigned wrong = 0;
    Clock::Instant may_try_at{};
  };

  void count(const std::string& guesser, Clock::Instant::duration longest_pause,
             Clock::Instant now);
  [[nodiscard]] Clock::Instant::duration pause_of(const std::string& guesser,
                                                  Clock::Instant now) const;

  bool asks_ = false;
  wire::Digest salt_;
  wire::Digest key_;
  // By address or network; at most kMaxGuessers.
  std::unordered_map<std::string, Guesser> guessers_;
  std::unordered_set<std::string> proven_;  // addresses; at most kMaxGuessers
  Flood all_{{kGuessBurst, kGuessesPerSecond}, {}};
};

}  // namespace hubbub::net::server
