// What the writer does when nothing waits to be written: see writer.h.
#include <utility>
#include <vector>

#include "net/history/limits.h"
#include "net/history/writer.h"

namespace hubbub::net::history {
void Writer::do_chore() {
  bool more = false;
  if (!clear_away(more) || (!more && !forget(kStepTime, more)))
    return;
  if (!more && index_.indexed() + 1 < ledger_.next_n()) {
    if (is_busy(Clock::now())) {
      next_chore_ = window_ + kBusyWindow;
      return;
    }
    if (!chore_transaction([&] { return index_.add_some(Clock::now() + kStepTime, more); }))
      return;
  }
  if (more) {
    next_chore_ = Clock::now();
    return;
  }
  if (ledger_.time_is_due(kIdleTimeKept))
    chore_transaction([&] { return ledger_.keep_time(); });
  checkpoint_at(kCheckpointPages);
  // What somebody removed shall not lie about in the log.
  cleared_ = cleared_ && !database_->empty_log();
  next_chore_ = Clock::now() + (cleared_ ? kRetry : kAgeCheck);
  tell_idle();
}

// The next run then knows how long it was off.
void Writer::keep_time_at_end() {
  if (!broken_ && !refusing_)
    chore_transaction([&] { return ledger_.keep_time(); });
}

// Nobody is told that these are on the disk, so nobody waits for it: the next commit of a write
// brings them along.
bool Writer::chore_transaction(const std::function<bool()>& chore) {
  const bool done =
      database_->wait_for_disk(false) && ledger_.begin() && chore() && database_->commit();
  if (!done)
    chore_failed();
  database_->wait_for_disk(true);
  return done;
}

void Writer::chore_failed() {
  const Failure failure = database_->failure();
  ledger_.roll_back();
  // A full disk is the next write's to report; until then this can wait.
  next_chore_ = Clock::now() + kRetry;
  if (failure.trouble == Trouble::kDamage)
    damaged(failure.text);
}

bool Writer::clear_away(bool& more) {
  return chore_transaction([&] { return retention_.remove_some(Clock::now() + kStepTime, more); });
}

bool Writer::forget(std::chrono::milliseconds time, bool& more) {
  std::vector<Forgotten> forgotten;
  const bool done = chore_transaction([&] {
    return retention_.forget_some(Clock::now() + time, time_->now(), forgotten, more) &&
           ledger_.forget_keys();
  });
  if (done && !forgotten.empty())
    callbacks_.forgotten(std::move(forgotten));
  return done;
}

void Writer::forget_urgently() {
  bool more = false;
  if (retention_.fill() == Retention::Fill::kOver)
    forget(kUrgentStepTime, more);
}

void Writer::checkpoint_at(int pages) {
  const Clock::time_point now = Clock::now();
  if (database_->log_pages() < pages || now < next_checkpoint_ || database_->checkpoint())
    return;
  next_checkpoint_ = now + kRetry;
  chore_failed();
}

void Writer::tell_idle() {
  std::vector<std::function<void()>> idle;
  {
    const std::lock_guard lock(mutex_);
    if (handed_.empty())
      idle.swap(idle_);
  }
  for (const auto& done : idle)
    done();
}

bool Writer::is_busy(Clock::time_point now) {
  if (now - window_ >= kBusyWindow) {
    was_busy_ = window_lines_ > kBusyLines && now - window_ < 2 * kBusyWindow;
    window_ = now;
    window_lines_ = 0;
  }
  return was_busy_ || window_lines_ > kBusyLines;
}

}  // namespace hubbub::net::history
