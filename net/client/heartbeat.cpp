#include "net/client/heartbeat.h"

#include <algorithm>

#include "net/client/limits.h"

namespace hubbub::net::client {

void Heartbeat::start(std::chrono::milliseconds interval, TimePoint now) {
  interval_ = interval.count() == 0 ? kDefaultHeartbeat
                                    : std::clamp(interval, kShortestHeartbeat, kLongestHeartbeat);
  next_ping_ = now;
  last_heard_ = now;
}

std::chrono::milliseconds Heartbeat::silence_until_lost() const {
  return interval_ * kHeartbeatsUntilLost;
}

TimePoint Heartbeat::deadline() const {
  if (next_ping_ == kNever) {
    return kNever;
  }
  return std::min(next_ping_, last_heard_ + silence_until_lost());
}

bool Heartbeat::lost(TimePoint now) const {
  return next_ping_ != kNever && now - last_heard_ >= silence_until_lost();
}

std::optional<std::uint64_t> Heartbeat::due_ping(TimePoint now) {
  if (now < next_ping_) {
    return std::nullopt;
  }
  next_ping_ = now + interval_;
  ping_sent_ = now;
  awaiting_pong_ = true;
  return ++token_;
}

std::optional<std::chrono::microseconds> Heartbeat::pong(std::uint64_t token, TimePoint now) {
  if (!awaiting_pong_ || token != token_) {
    return std::nullopt;
  }
  awaiting_pong_ = false;
  return std::chrono::duration_cast<std::chrono::microseconds>(now - ping_sent_);
}

}  // namespace hubbub::net::client
