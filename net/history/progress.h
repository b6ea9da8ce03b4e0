// How far the writer has come: where the writer's and the reader's thread and the net worker meet.
// Any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "net/history/history.h"

namespace hubbub::net::history {

class Progress {
 public:
  struct State {
    Ticket committed = 0;
    std::size_t bytes_done = 0;  // of all writes so far that no longer wait
    bool writable = true;
    bool damaged = false;
  };

  [[nodiscard]] State state() const {
    const std::lock_guard lock(mutex_);
    return state_;
  }

  // Lets `change` alter the state, and wakes who waits.
  template <class Change>
  void update(const Change& change) {
    {
      const std::lock_guard lock(mutex_);
      change(state_);
    }
    moved_.notify_all();
  }

  // Nobody waits any more.
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    moved_.notify_all();
  }

  // Until the write is on the disk, the disk takes nothing, or stop().
  void wait_for(Ticket ticket) const {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return state_.committed >= ticket || !state_.writable || stopped_; });
  }

 private:
  mutable std::mutex mutex_;  // guards the rest
  mutable std::condition_variable moved_;
  State state_;
  bool stopped_ = false;
};

}  // namespace hubbub::net::history
