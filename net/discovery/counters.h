// How far the counters of parties' announcements have come, also of those that have gone: what was
// so in the past is not so again. One thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>

#include "net/discovery/limits.h"
#include "net/wire/discovery_events.h"

namespace hubbub::net::discovery {

// A counter of this moment: microseconds since 1970-01-01 00:00 UTC, as far as the machine knows.
inline std::uint64_t counter_of_now() {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                        std::chrono::system_clock::now().time_since_epoch())
                                        .count());
}

class Counters {
 public:
  [[nodiscard]] bool is_new(const wire::PartyId& party, std::uint64_t counter) const {
    const auto known = counters_.find(party);
    return known == counters_.end() || counter > known->second;
  }
  // Of more than kMaxCounters the one that was noted first is forgotten.
  void note(const wire::PartyId& party, std::uint64_t counter) {
    const auto [known, fresh] = counters_.try_emplace(party, counter);
    known->second = std::max(known->second, counter);
    if (!fresh)
      return;
    order_.push_back(party);
    if (order_.size() > kMaxCounters) {
      counters_.erase(order_.front());
      order_.pop_front();
    }
  }

 private:
  std::map<wire::PartyId, std::uint64_t> counters_;
  std::deque<wire::PartyId> order_;
};

}  // namespace hubbub::net::discovery
