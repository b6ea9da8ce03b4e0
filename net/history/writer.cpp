#include "net/history/writer.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "net/history/limits.h"

namespace hubbub::net::history {

Writer::Writer(std::unique_ptr<Database> database, std::shared_ptr<TrustedTime> time,
               const wire::Retention& retention, Progress& progress, WriterCallbacks callbacks)
    : progress_(progress),
      callbacks_(std::move(callbacks)),
      database_(std::move(database)),
      time_(std::move(time)),
      index_(*database_, Retention::bytes_of(retention)),
      ledger_(*database_, index_, *time_),
      retention_(*database_, index_, retention),
      thread_([this] { run(); }) {}

// ---- From other threads -------------------------------------------------------------------------

void Writer::hand_over(Ticket first, std::vector<Write>& writes) {
  {
    const std::lock_guard lock(mutex_);
    handed_.push_back({first, std::move(writes)});
    writes = {};
    if (!spare_.empty()) {
      writes = std::move(spare_.back());
      spare_.pop_back();
    }
  }
  woken_.notify_one();
}

void Writer::when_idle(std::function<void()> done) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(done));
    idle_asked_ = true;
  }
  woken_.notify_one();
}

void Writer::break_off(const std::string& how) {
  {
    const std::lock_guard lock(mutex_);
    damage_ = how;
  }
  woken_.notify_one();
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    deadline_ = Clock::now() + kFarewell;
  }
  woken_.notify_one();
  thread_.join();
}

// ---- The loop -----------------------------------------------------------------------------------

void Writer::run() {
  if (!ledger_.load())
    write_failed();
  while (wait_for_work()) {
    // While the disk takes nothing a transaction is tried even when nothing waits: whoever asks
    // before he speaks would else never be told that he may.
    if (!pending_.empty() || refusing_)
      write_some();
    else
      do_chore();
  }
  keep_time_at_end();
}

bool Writer::wait_for_work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    take_handed();
    if (!broken_ && !damage_.empty()) {
      const std::string how = damage_;
      lock.unlock();
      damaged(how);
      lock.lock();
      continue;
    }
    if (broken_ && !pending_.empty()) {
      lock.unlock();
      drop_pending();
      lock.lock();
      continue;
    }
    const Clock::time_point now = Clock::now();
    if (stopping_ && (pending_.empty() || time_is_up(now)))
      return false;
    const Clock::time_point next = refusing_ ? next_try_ : next_chore_;
    if (!broken_ && ((!pending_.empty() && !refusing_) || next <= now))
      return true;
    if (broken_)
      woken_.wait(lock);
    else
      woken_.wait_until(lock, stopping_ ? std::min(next, deadline_) : next);
  }
}

void Writer::take_handed() {
  std::move(handed_.begin(), handed_.end(), std::back_inserter(pending_));
  handed_.clear();
  if (std::exchange(idle_asked_, false))
    next_chore_ = Clock::now();
}

bool Writer::time_is_up(Clock::time_point now) const {
  return refusing_ && now >= deadline_;
}

// ---- Writing ------------------------------------------------------------------------------------

void Writer::write_some() {
  applied_ = 0;
  applied_bytes_ = 0;
  if (!ledger_.begin() || !apply_some() || !ledger_.commit()) {
    write_failed();
    return;
  }
  note_commit();
  next_chore_ = std::min(next_chore_, Clock::now() + kChoreDelay);
  forget_urgently();
  checkpoint_at(kLateCheckpointPages);
}

bool Writer::apply_some() {
  std::size_t index = begin_;
  for (const Handed& handed : pending_) {
    for (; index < handed.writes.size(); ++index) {
      if (applied_ == kMaxTransactionWrites || applied_bytes_ >= kMaxTransactionBytes)
        return true;
      const Write& write = handed.writes[index];
      if (!ledger_.apply(write))
        return false;
      cleared_ = cleared_ || std::holds_alternative<ClearText>(write);
      ++applied_;
      applied_bytes_ += bytes_of(write);
    }
    index = 0;
  }
  return true;
}

void Writer::note_commit() {
  Ticket last = 0;
  window_lines_ += applied_;
  for (std::size_t left = applied_; left > 0;) {
    Handed& front = pending_.front();
    const std::size_t count = std::min(left, front.writes.size() - begin_);
    begin_ += count;
    left -= count;
    last = front.first + begin_ - 1;
    if (begin_ == front.writes.size()) {
      give_back(std::move(front.writes));
      pending_.pop_front();
      begin_ = 0;
    }
  }
  const bool recovered = std::exchange(refusing_, false);
  progress_.update([&](Progress::State& state) {
    state.committed = std::max(state.committed, last);
    state.bytes_done += applied_bytes_;
    state.writable = true;
  });
  callbacks_.progress();
  if (recovered) {
    callbacks_.report(
        {"history-written", "The disk takes the history again; everything that waited is on it."});
  }
}

void Writer::give_back(std::vector<Write> writes) {
  writes.clear();  // outside of the lock: this is where the texts go
  if (writes.capacity() > kMaxTransactionWrites)
    return;
  const std::lock_guard lock(mutex_);
  if (spare_.size() < kMaxSpareQueues)
    spare_.push_back(std::move(writes));
}

// ---- When it fails ------------------------------------------------------------------------------

void Writer::write_failed() {
  const Failure failure = database_->failure();
  ledger_.roll_back();
  if (failure.trouble == Trouble::kDisk)
    refuse(failure);
  else
    damaged(failure.text);
}

void Writer::refuse(const Failure& failure) {
  next_try_ = Clock::now() + kRetry;
  if (std::exchange(refusing_, true))
    return;
  progress_.update([](Progress::State& state) { state.writable = false; });
  callbacks_.progress();
  callbacks_.report({"history-not-written",
                     "The disk does not take the history (" + failure.text +
                         "). What was said before waits and is written as soon as it does; until "
                         "then nothing new is taken."});
}

void Writer::damaged(const std::string& how) {
  if (std::exchange(broken_, true))
    return;
  progress_.update([](Progress::State& state) {
    state.writable = false;
    state.damaged = true;
  });
  callbacks_.progress();
  callbacks_.report({"history-damaged", "The history is damaged (" + how +
                                            "). Nothing is written any more; when the host "
                                            "starts again, it is set aside."});
}

void Writer::drop_pending() {
  std::size_t bytes = 0;
  std::size_t index = begin_;  // those before it were counted when they came onto the disk
  for (const Handed& handed : pending_) {
    for (; index < handed.writes.size(); ++index)
      bytes += bytes_of(handed.writes[index]);
    index = 0;
  }
  pending_.clear();
  begin_ = 0;
  if (bytes == 0)
    return;
  progress_.update([bytes](Progress::State& state) { state.bytes_done += bytes; });
  callbacks_.progress();
}

}  // namespace hubbub::net::history
