// The pulse of a connection: when to ping, how long the answer took, when the peer counts as lost.
//
// Pure state on a clock that the caller reads; not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "net/client/dialogue.h"

namespace hubbub::net::client {

class Heartbeat {
 public:
  // Begins to beat; the first ping is due at once. Intervals out of the bounds in limits.h are
  // brought within them, 0 stands for the default.
  void start(std::chrono::milliseconds interval, TimePoint now);

  // Anything at all came from the peer.
  void heard(TimePoint now) { last_heard_ = now; }

  // When to look again; kNever before start().
  [[nodiscard]] TimePoint deadline() const;
  [[nodiscard]] bool lost(TimePoint now) const;
  // The token of the ping to send now; nothing if none is due.
  std::optional<std::uint64_t> due_ping(TimePoint now);
  // The answer to the latest ping; nothing for any other token.
  std::optional<std::chrono::microseconds> pong(std::uint64_t token, TimePoint now);

  [[nodiscard]] std::chrono::milliseconds silence_until_lost() const;

 private:
  std::chrono::milliseconds interval_{0};
  TimePoint next_ping_ = kNever;
  TimePoint last_heard_{};
  TimePoint ping_sent_{};
  std::uint64_t token_ = 0;
  bool awaiting_pong_ = false;
};

}  // namespace hubbub::net::client
