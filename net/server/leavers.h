// Who has just left, and from where: for whoever wants to keep somebody out who was quicker. Net
// worker only.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

#include "net/server/clock.h"
#include "net/server/limits.h"
#include "net/wire/digest.h"

namespace hubbub::net::server {

class Leavers {
 public:
  struct Leaver {
    std::string nick;
    wire::KeyId key;      // none: without encryption
    std::string sender;   // see sender.h
    std::string address;  // as counted; empty: this machine
    Clock::Instant left_at{};
  };

  // `name`: the folded nick.
  void keep(const std::string& name, Leaver leaver) {
    if (leavers_.size() >= kMaxLeavers && !leavers_.contains(name)) {
      std::erase_if(leavers_, [&](const auto& entry) {
        return leaver.left_at - entry.second.left_at > kLeaverKept;
      });
    }
    // Many who come and go push nobody out whose time is not over.
    if (leavers_.size() < kMaxLeavers || leavers_.contains(name))
      leavers_[name] = std::move(leaver);
  }
  // Null: nobody of that name has left of late.
  [[nodiscard]] const Leaver* find(const std::string& name, Clock::Instant now) const {
    const auto found = leavers_.find(name);
    const bool known = found != leavers_.end() && now - found->second.left_at <= kLeaverKept;
    return known ? &found->second : nullptr;
  }

 private:
  std::unordered_map<std::string, Leaver> leavers_;  // at most kMaxLeavers
};

}  // namespace hubbub::net::server
