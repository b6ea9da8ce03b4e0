// How much strangers may make us do, in all and each of them: a bucket for all, one per address.
// One thread.
#pragma once

#include <unordered_map>

#include <asio/ip/address.hpp>

#include "net/discovery/limits.h"
#include "net/server/flood.h"

namespace hubbub::net::discovery {

using TimePoint = std::chrono::steady_clock::time_point;

class Budget {
 public:
  Budget(const wire::FloodLimit& all, const wire::FloodLimit& each, TimePoint now)
      : each_limit_(each), all_(all, now) {}

  // Takes one for `address`, if there is one left of both.
  bool take(const asio::ip::address& address, TimePoint now) {
    server::Flood* const own = bucket_of(address, now);
    if (own == nullptr || !has_one(*own, now) || !has_one(all_, now))
      return false;
    own->charge(1, now);
    all_.charge(1, now);
    return true;
  }

 private:
  static bool has_one(server::Flood& bucket, TimePoint now) {
    bucket.charge(0, now);  // brings it up to date
    return bucket.wait() <= std::chrono::milliseconds{0};
  }
  server::Flood* bucket_of(const asio::ip::address& address, TimePoint now) {
    if (const auto found = each_.find(address); found != each_.end())
      return &found->second;
    if (each_.size() >= kMaxBudgets)
      std::erase_if(each_, [now](const auto& entry) { return entry.second.full(now); });
    if (each_.size() >= kMaxBudgets)
      return nullptr;
    return &each_.emplace(address, server::Flood(each_limit_, now)).first->second;
  }

  const wire::FloodLimit each_limit_;
  server::Flood all_;
  std::unordered_map<asio::ip::address, server::Flood> each_;
};

}  // namespace hubbub::net::discovery
