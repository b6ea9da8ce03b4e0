// Where everything that a program without a window reacts to comes together for its main thread:
// events of the net worker, lines of standard input, the order to stop.
//
// Bounded in every direction. The push functions may be called from any thread, next() from one.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <variant>

#include "net/wire/events.h"

namespace hubbub::app {

class Inbox {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // Memory of events that wait, roughly.
  static constexpr std::size_t kMaxEventBytes = 32 * 1024 * 1024;
  // Memory of lines that wait, roughly: of a short input the end is known while the host is away.
  static constexpr std::size_t kMaxLineBytes = 4 * 1024 * 1024;

  // What to do with events that find it full: let the net worker wait, so that the peer does; or
  // lose them, so that the net worker never stands still.
  enum class WhenFull { kWait, kDrop };
  explicit Inbox(WhenFull when_full) : when_full_(when_full) {}

  void push(net::wire::EventBatch batch);
  // Waits for room. False: no more lines are wanted.
  bool push_line(std::string line);
  void end_of_input();
  void stop();
  [[nodiscard]] bool stopped() const;

  struct TimedOut {};
  struct Stop {};
  struct EndOfInput {};
  using Item = std::variant<TimedOut, Stop, net::wire::EventBatch, std::string, EndOfInput>;
  // The next thing: the order to stop first (it stays), then events, then (once) that no lines come
  // any more but those that wait, then, if `take_line`, a line.
  Item next(bool take_line, TimePoint deadline);
  [[nodiscard]] std::size_t lines_waiting() const;
  // Like next(), but only events, without waiting.
  Item next_waiting_events();

  // From now on nobody waits in push functions, and lines are refused.
  void open_gates();
  // Events lost since the last call.
  std::size_t take_dropped();

 private:
  const WhenFull when_full_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::condition_variable room_;
  std::deque<net::wire::EventBatch> batches_;
  std::deque<std::string> lines_;
  std::size_t event_bytes_ = 0;
  std::size_t line_bytes_ = 0;
  std::size_t dropped_ = 0;
  bool input_over_ = false;
  bool stopped_ = false;
  bool gates_open_ = false;
};

}  // namespace hubbub::app
