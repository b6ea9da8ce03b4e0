// Which messages came already, so that a line replayed after a reconnect is not shown twice.
//
// Remembers the last kRememberedIds. The key is a keyed hash of the id and its sender: ids count up
// visibly, and a hash that strangers can compute would let one of them "use up" another's next id
// and so make that line vanish. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "net/wire/message_id.h"

namespace hubbub::ui::model {

class SeenIds {
 public:
  SeenIds();

  // Remembers it; returns whether it was there already. The id must not be none.
  bool insert(const net::wire::MessageId& id, std::string_view from);
  void clear();

 private:
  [[nodiscard]] std::uint64_t key_of(const net::wire::MessageId& id, std::string_view from) const;
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;
  void erase(std::uint64_t key);
  void grow();

  std::uint64_t secret_[2] = {};
  std::vector<std::uint64_t> slots_;  // open addressing, linear probing; 0: free
  std::vector<std::uint64_t> order_;  // a ring of the keys, to forget the oldest
  std::size_t oldest_ = 0;
};

}  // namespace hubbub::ui::model
