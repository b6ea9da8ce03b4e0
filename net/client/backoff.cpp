#include "net/client/backoff.h"

#include <algorithm>

namespace hubbub::net::client {

std::chrono::milliseconds Backoff::delay(unsigned attempt, Range range) {
  // Beyond that many doublings the bound holds anyway; the shift stays defined.
  constexpr unsigned kMaxDoublings = 16;
  const unsigned doublings = std::min(attempt > 0 ? attempt - 1 : 0, kMaxDoublings);
  const auto longest = std::min(range.first * (1L << doublings), range.longest).count();
  std::uniform_int_distribution<std::chrono::milliseconds::rep> between(longest / 2, longest);
  return std::chrono::milliseconds{between(random_)};
}

}  // namespace hubbub::net::client
