// A hash of a message's id and sender that nobody outside can compute: its key is drawn anew for
// each object. Any thread, after construction.
#pragma once

#include <cstdint>
#include <string_view>

#include "net/wire/message_id.h"

namespace hubbub::net::wire {

class KeyedHash {
 public:
  KeyedHash();

  // Never 0.
  [[nodiscard]] std::uint64_t operator()(const MessageId& id, std::string_view from) const;

 private:
  std::uint64_t secret_[2] = {};
};

}  // namespace hubbub::net::wire
