// Where the last messages of a room are, to tell from which number a newcomer's backlog begins.
//
// Comings and goings are not messages, and a hall has many of them. Net worker only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "net/server/limits.h"

namespace hubbub::net::server {

class Recall {
 public:
  // The message with that number, higher than those before, takes so many bytes as a frame.
  void add(std::uint64_t seq, std::size_t bytes) {
    messages_.push_back({seq, bytes});
    if (messages_.size() > kMaxBacklogLines)
      messages_.pop_front();
  }

  [[nodiscard]] bool empty() const { return messages_.empty(); }

  // The number of the first of the last `lines` messages that stay within `max_bytes`; `next_seq`
  // when there are none.
  [[nodiscard]] std::uint64_t backlog_start(std::uint32_t lines, std::size_t max_bytes,
                                            std::uint64_t next_seq) const {
    std::uint64_t start = next_seq;
    std::size_t bytes = 0;
    for (auto message = messages_.rbegin(); message != messages_.rend() && lines > 0; ++message) {
      bytes += message->bytes;
      if (bytes > max_bytes)
        break;
      start = message->seq;
      --lines;
    }
    return start;
  }

 private:
  struct Message {
    std::uint64_t seq = 0;
    std::size_t bytes = 0;
  };
  std::deque<Message> messages_;  // at most kMaxBacklogLines
};

}  // namespace hubbub::net::server
