// What people had left of their buckets (flood.h) when they went: coming back fills none. Net
// worker only.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "net/server/clock.h"
#include "net/server/flood.h"
#include "net/server/limits.h"

namespace hubbub::net::server {

// The buckets of one person.
struct Allowance {
  Flood requests;
  Flood refusals;

  [[nodiscard]] bool full(Clock::Instant now) const {
    return requests.full(now) && refusals.full(now);
  }
};

class Allowances {
 public:
  // `who` (see Session::account()) has gone with that. Of several of the same account what the one
  // with least had counts.
  void keep(const std::string& who, const Allowance& left, Clock::Instant now) {
    if (left.full(now))
      return;
    if (kept_.size() >= kMaxAllowances)
      std::erase_if(kept_, [now](const auto& entry) { return entry.second.full(now); });
    const auto found = kept_.find(who);
    if (found != kept_.end()) {
      Allowance& known = found->second;
      known = {Flood::lower(known.requests, left.requests, now),
               Flood::lower(known.refusals, left.refusals, now)};
    } else if (kept_.size() < kMaxAllowances) {
      kept_.emplace(who, left);
    }
  }

  // It is back: takes up what it had left. False: nothing is remembered of it.
  bool take_up(const std::string& who, Allowance& allowance) const {
    const auto found = kept_.find(who);
    if (found == kept_.end())
      return false;
    allowance = found->second;
    allowance.requests.cap_debt();  // whose connection breaks again and again has rooms to enter
    return true;
  }

 private:
  std::unordered_map<std::string, Allowance> kept_;  // at most kMaxAllowances
};

}  // namespace hubbub::net::server
