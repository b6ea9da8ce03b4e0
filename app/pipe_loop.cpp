#include "app/pipe_loop.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/log.h"
#include "app/options.h"

namespace hubbub::app {

namespace wire = net::wire;

int PipeLoop::run() {
  while (step()) {
  }
  return code_;
}

bool PipeLoop::step() {
  const Inbox::Item item = inbox_.next(session_.takes_lines(now_()), wait_until());
  std::visit(*this, item);
  if (session_.over()) {
    code_ = kFailure;
    return false;
  }
  if (session_.quit()) {
    input_over_ = true;
  }
  if (input_over_ && !left_) {
    wind_up();
  }
  return !left_;
}

void PipeLoop::operator()(const wire::EventBatch& batch) {
  for (const wire::Event& event : batch) {
    log_event(event);
    session_.take(event);
  }
}

void PipeLoop::operator()(Inbox::TimedOut) {
  const bool hold_is_over = now_() < patience_.until();
  if (!hold_is_over && !patience_.waits_on(session_.held_until(), now_())) {
    leave();
  }
}

PipeLoop::TimePoint PipeLoop::wait_until() const {
  const auto held_until = session_.held_until();
  return held_until > now_() ? std::min(held_until, patience_.until()) : patience_.until();
}

std::size_t PipeLoop::unsent() const {
  return session_.quit() ? 0 : inbox_.lines_waiting();
}

void PipeLoop::leave() {
  const bool is_whole = session_.report_unconfirmed(input_over_ ? unsent() : 0);
  code_ = session_.failed() || !is_whole ? kFailure : kDone;
  left_ = true;
}

// While reconnecting too: a host that is gone may never be back. Getting there in the first place
// has an end of its own.
void PipeLoop::wind_up() {
  if (session_.was_in() && !std::exchange(is_patient_, true)) {
    patience_.begin(now_());
  }
  if (unsent() == 0 && session_.was_in() && !std::exchange(lines_over_, true)) {
    session_.end_of_lines();
  }
  patience_.note(session_.unconfirmed() + session_.questions() + unsent(), now_());
  if (unsent() == 0 && session_.settled() && (lines_over_ || session_.quit())) {
    leave();
  }
}

}  // namespace hubbub::app
