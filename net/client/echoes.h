// Own lines on their way through a server of 2006, recognised when they come back.
//
// The protocol confirms nothing, but the server sends everybody's lines to everybody, the sender
// too, in the sender's order. A message that took several frames is confirmed by its last one. Pure
// state; bounded by kMaxAwaitedEchoes, which the caller keeps. Not thread-safe.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "net/client/dialogue.h"
#include "net/wire/message_id.h"

namespace hubbub::net::client {

class Echoes {
 public:
  // One frame of message `id` was sent; `last` ends the message.
  void expect(const wire::MessageId& id, std::string_view text, bool last, TimePoint now);

  struct Match {
    bool own = false;
    bool last = false;                  // the whole message is confirmed
    wire::MessageId id;                 // of the message
    std::vector<wire::MessageId> lost;  // messages sent before, which never came back
  };
  // A line of ours by name came in.
  Match match(std::string_view text);

  // Messages that were sent too long ago; they are no longer waited for.
  std::vector<wire::MessageId> overdue(TimePoint now);
  // When overdue() has something; kNever if nothing is waited for.
  [[nodiscard]] TimePoint deadline() const;

  [[nodiscard]] std::size_t size() const { return expected_.size(); }

  // All messages of which a frame is waited for, and forgets them.
  std::vector<wire::MessageId> take_all();

 private:
  struct Expected {
    wire::MessageId id;
    std::string text;
    bool last = false;
    TimePoint until{};
  };
  // Forgets the first `count` and returns their messages, each once.
  std::vector<wire::MessageId> drop_front(std::size_t count);

  std::deque<Expected> expected_;
};

}  // namespace hubbub::net::client
