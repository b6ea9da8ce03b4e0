// One client of the load generator. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "net/wire/splitter.h"
#include "tests/bench/fanout/line.h"

namespace hubbub::bench {

struct Member {
  enum class State : std::uint8_t { kGreeting, kInRoom, kLeaving, kGone };

  Member(std::uint16_t port, Speech speech, std::uint32_t number, std::string name)
      : line(port, speech, number), index(number), nick(std::move(name)) {}

  Line line;
  std::uint32_t index;
  State state = State::kGreeting;
  std::string nick;
  net::wire::FrameSplitter splitter;
  std::uint64_t next_seq = 0;     // of the room: the only number that may come next; 0: not in yet
  std::uint64_t deliveries = 0;   // messages heard
  std::uint32_t outstanding = 0;  // own posts that have not come back
};

}  // namespace hubbub::bench
