// One client of the load generator. One thread.
#pragma once

#include <cstdint>
#include <string>

#include "net/wire/splitter.h"

namespace hubbub::bench {

struct Member {
  enum class State : std::uint8_t { kGreeting, kInRoom, kLeaving, kGone };

  int fd = -1;
  std::uint32_t index = 0;
  State state = State::kGreeting;
  std::string nick;
  net::wire::FrameSplitter splitter;
  net::wire::Bytes unsent;        // what the socket did not take yet
  std::uint64_t next_seq = 0;     // of the room: the only number that may come next; 0: not in yet
  std::uint64_t deliveries = 0;   // messages heard
  std::uint32_t outstanding = 0;  // own posts that have not come back
};

}  // namespace hubbub::bench
