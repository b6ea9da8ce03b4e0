#include "app/inbox.h"

#include <utility>

namespace hubbub::app {
namespace {

namespace wire = net::wire;

struct RoughBytes {
  std::size_t operator()(const wire::MessageReceived& message) const {
    return sizeof(wire::Event) + message.text.size();
  }
  std::size_t operator()(const wire::RosterReceived& roster) const {
    return sizeof(wire::Event) + roster.members.size() * sizeof(wire::RosterEntry);
  }
  template <class Other>
  std::size_t operator()(const Other&) const {
    return sizeof(wire::Event);
  }
};

std::size_t rough_bytes(const wire::EventBatch& batch) {
  std::size_t bytes = 0;
  for (const wire::Event& event : batch) {
    bytes += std::visit(RoughBytes{}, event);
  }
  return bytes;
}

std::size_t rough_bytes(const std::string& line) {
  return sizeof(std::string) + line.size();
}

}  // namespace

void Inbox::push(wire::EventBatch batch) {
  const std::size_t bytes = rough_bytes(batch);
  std::unique_lock lock(mutex_);
  const auto full = [this] { return event_bytes_ >= kMaxEventBytes && !gates_open_; };
  if (when_full_ == WhenFull::kWait) {
    room_.wait(lock, [&] { return !full(); });
  } else if (full()) {
    dropped_ += batch.size();
    return;
  }
  event_bytes_ += bytes;
  batches_.push_back(std::move(batch));
  arrived_.notify_one();
}

bool Inbox::push_line(std::string line) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return line_bytes_ < kMaxLineBytes || gates_open_; });
  if (gates_open_) {
    return false;
  }
  line_bytes_ += rough_bytes(line);
  lines_.push_back(std::move(line));
  arrived_.notify_one();
  return true;
}

void Inbox::end_of_input() {
  const std::lock_guard lock(mutex_);
  input_over_ = true;
  arrived_.notify_one();
}

void Inbox::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  arrived_.notify_one();
}

bool Inbox::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

Inbox::Item Inbox::next(bool take_line, TimePoint deadline) {
  std::unique_lock lock(mutex_);
  const bool something = arrived_.wait_until(lock, deadline, [&] {
    return stopped_ || !batches_.empty() || input_over_ || (take_line && !lines_.empty());
  });
  if (!something) {
    return TimedOut{};
  }
  if (stopped_) {
    return Stop{};
  }
  if (!batches_.empty()) {
    lock.unlock();
    return next_waiting_events();
  }
  if (input_over_) {
    input_over_ = false;
    return EndOfInput{};
  }
  std::string line = std::move(lines_.front());
  lines_.pop_front();
  line_bytes_ -= rough_bytes(line);
  room_.notify_all();
  return line;
}

std::size_t Inbox::lines_waiting() const {
  const std::lock_guard lock(mutex_);
  return lines_.size();
}

Inbox::Item Inbox::next_waiting_events() {
  const std::lock_guard lock(mutex_);
  if (batches_.empty()) {
    return TimedOut{};
  }
  wire::EventBatch batch = std::move(batches_.front());
  batches_.pop_front();
  event_bytes_ -= rough_bytes(batch);
  room_.notify_all();
  return batch;
}

void Inbox::open_gates() {
  const std::lock_guard lock(mutex_);
  gates_open_ = true;
  room_.notify_all();
}

std::size_t Inbox::take_dropped() {
  const std::lock_guard lock(mutex_);
  return std::exchange(dropped_, 0);
}

}  // namespace hubbub::app
