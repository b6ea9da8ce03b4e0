// One connection of a floor server. One thread.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "net/wire/splitter.h"

namespace hubbub::bench {

using SharedFrame = std::shared_ptr<const net::wire::Bytes>;

struct Client {
  int fd = -1;
  std::string nick;
  bool in_room = false;
  bool blocked = false;  // the socket took less than it was given; EPOLLOUT is awaited
  net::wire::FrameSplitter splitter;

  // What is still to be sent, in whichever form the way of sending keeps it.
  std::deque<SharedFrame> queue;
  std::size_t sent_of_front = 0;
  std::size_t log_position = 0;
};

}  // namespace hubbub::bench
