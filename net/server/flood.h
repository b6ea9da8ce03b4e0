// How much one may ask for: a token bucket (RFC 2697's idea, in requests).
//
// Whoever has used up the bucket is held back until it has filled again: nothing is taken from the
// connection meanwhile, so nothing is lost and the sender's own machine waits. Net worker only.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

#include "net/server/clock.h"
#include "net/wire/commands.h"

namespace hubbub::net::server {

class Flood {
 public:
  // Full at first.
  Flood(const wire::FloodLimit& limit, Clock::Instant now)
      : limit_(limit), tokens_(limit.burst), filled_at_(now) {}

  [[nodiscard]] bool off() const { return limit_.burst <= 0 || limit_.per_second <= 0; }

  // Takes `cost` tokens, also those that are not there yet: a request that was begun is carried
  // out.
  void charge(double cost, Clock::Instant now) {
    if (off())
      return;
    fill(now);
    tokens_ -= cost;
  }

  // The one of the two with less in it.
  static const Flood& lower(const Flood& a, const Flood& b, Clock::Instant now) {
    return a.tokens_at(now) <= b.tokens_at(now) ? a : b;
  }
  // No more is owed than that.
  void cap_debt(double most) { tokens_ = std::max(tokens_, -most); }
  // Than what fits into the bucket.
  void cap_debt() { cap_debt(limit_.burst); }

  // Nothing is owed any more by then, and the bucket is full.
  [[nodiscard]] bool full(Clock::Instant now) const {
    return off() || tokens_at(now) >= limit_.burst;
  }

  // How long to hold back before the next request; zero: not at all.
  [[nodiscard]] std::chrono::milliseconds wait() const {
    if (off() || tokens_ >= 0)
      return std::chrono::milliseconds{0};
    return std::chrono::milliseconds{static_cast<std::chrono::milliseconds::rep>(
        std::ceil(-tokens_ / limit_.per_second * 1000))};
  }

 private:
  [[nodiscard]] double tokens_at(Clock::Instant now) const {
    const std::chrono::duration<double> passed = now - filled_at_;
    return std::min(limit_.burst, tokens_ + passed.count() * limit_.per_second);
  }
  void fill(Clock::Instant now) {
    tokens_ = tokens_at(now);
    filled_at_ = now;
  }

  wire::FloodLimit limit_;
  double tokens_;  // below zero: owed
  Clock::Instant filled_at_;
};

}  // namespace hubbub::net::server
