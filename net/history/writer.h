// The thread that writes: takes what was handed over, one transaction, commit, notify; and what has
// to be done when nothing is handed over.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "net/history/ledger.h"
#include "net/history/progress.h"
#include "net/history/retention.h"
#include "net/history/sqlite.h"
#include "net/history/word_index.h"
#include "net/history/writes.h"
#include "net/trusted_time.h"
#include "net/wire/commands.h"

namespace hubbub::net::history {

// What the writer says, on its thread.
struct WriterCallbacks {
  std::function<void()> progress;  // Progress has moved
  std::function<void(std::vector<Forgotten>)> forgotten;
  std::function<void(Report)> report;
};

class Writer {
 public:
  // `database` is configured and nobody else's. The thread begins at once.
  Writer(std::unique_ptr<Database> database, std::shared_ptr<TrustedTime> time,
         const wire::Retention& retention, Progress& progress, WriterCallbacks callbacks);
  // stop() has been called.
  ~Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // ---- net worker ----

  // Takes the writes and leaves an empty vector in their place.
  void hand_over(Ticket first, std::vector<Write>& writes);
  // Calls `done`, on the writer's thread, as soon as nothing is left to do.
  void when_idle(std::function<void()> done);
  // Ends the thread: when all is written, or after kFarewell when the disk takes nothing.
  void stop();

  // ---- reader's thread ----

  // Damage was found: nothing is written any more.
  void break_off(const std::string& how);

 private:
  using Clock = std::chrono::steady_clock;

  // All on the writer's thread:
  void run();
  // False: the end.
  bool wait_for_work();
  bool time_is_up(Clock::time_point now) const;
  void write_some();
  bool apply_some();
  void note_commit();
  void give_back(std::vector<Write> writes);
  void take_handed();
  void write_failed();
  void refuse(const Failure& failure);
  void damaged(const std::string& how);
  void drop_pending();

  void do_chore();
  void keep_time_at_end();
  bool chore_transaction(const std::function<bool()>& chore);
  void chore_failed();
  bool clear_away(bool& more);
  bool forget(std::chrono::milliseconds time, bool& more);
  bool is_busy(Clock::time_point now);
  void forget_urgently();
  void checkpoint_at(int pages);
  void tell_idle();

  Progress& progress_;
  const WriterCallbacks callbacks_;

  // The writer's own.
  std::unique_ptr<Database> database_;
  const std::shared_ptr<TrustedTime> time_;
  WordIndex index_;
  Ledger ledger_;
  Retention retention_;
  std::deque<Handed> pending_;
  std::size_t begin_ = 0;    // the first write of pending_.front() that is not on the disk
  std::size_t applied_ = 0;  // writes of the transaction that is open
  std::size_t applied_bytes_ = 0;
  bool refusing_ = false;  // the last try failed
  bool broken_ = false;
  Clock::time_point next_try_{};
  Clock::time_point next_chore_{};
  Clock::time_point next_checkpoint_{};
  bool cleared_ = false;        // a text was removed, and is in the log still
  Clock::time_point window_{};  // for is_busy()
  std::size_t window_lines_ = 0;
  bool was_busy_ = false;

  std::mutex mutex_;  // guards what follows
  std::condition_variable woken_;
  std::deque<Handed> handed_;
  std::vector<std::vector<Write>> spare_;
  std::vector<std::function<void()>> idle_;
  bool idle_asked_ = false;  // idle_ has grown
  std::string damage_;       // found by the reader
  bool stopping_ = false;
  Clock::time_point deadline_{};

  std::thread thread_;
};

}  // namespace hubbub::net::history
