// How long to wait before the next attempt: doubling, bounded, and never the same for two clients,
// so that a returning host is not run over by everybody at once. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

#include "net/client/limits.h"

namespace hubbub::net::client {

class Backoff {
 public:
  explicit Backoff(std::uint64_t seed) : random_(seed) {}

  struct Range {
    std::chrono::milliseconds first;
    std::chrono::milliseconds longest;
  };

  // Of attempt 1, 2, …: between half and all of `first` * 2^(attempt-1), at most `longest`.
  std::chrono::milliseconds delay(unsigned attempt, Range range = {kFirstRetry, kLongestRetry});

 private:
  std::mt19937_64 random_;
};

}  // namespace hubbub::net::client
