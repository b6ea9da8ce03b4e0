// The messages that a room has taken of late, by id: the same again is not said again.
//
// Holds the last kRecentIds; net worker only.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>

#include "net/server/limits.h"
#include "net/wire/message_id.h"

namespace hubbub::net::server {

class RecentIds {
 public:
  // The number under which `id` was remembered.
  [[nodiscard]] std::optional<std::uint64_t> find(const wire::MessageId& id) const {
    const auto found = seq_of_.find(id);
    if (found == seq_of_.end())
      return std::nullopt;
    return found->second;
  }

  void remember(const wire::MessageId& id, std::uint64_t seq) {
    if (!seq_of_.try_emplace(id, seq).second)
      return;
    order_.push_back(id);
    if (order_.size() <= kRecentIds)
      return;
    seq_of_.erase(order_.front());
    order_.pop_front();
  }

 private:
  std::unordered_map<wire::MessageId, std::uint64_t> seq_of_;
  std::deque<wire::MessageId> order_;
};

}  // namespace hubbub::net::server
