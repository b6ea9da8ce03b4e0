#include "ui/shell/pacer.h"

#include <algorithm>

namespace hubbub::ui::shell {

void Pacer::activity(Time now) {
  settle_ = kSettleFrames;
  late_ = now + kLateFrame;
}

void Pacer::wake_at(Time when) {
  wake_ = wake_ ? std::min(*wake_, when) : when;
}

void Pacer::drawn(Time now) {
  last_ = now;
  settle_ = std::max(0, settle_ - 1);
  if (late_ && *late_ <= now) {
    late_.reset();
    // What the delay brought up (a tooltip) takes a second frame to find its size.
    settle_ = std::max(settle_, 1);
  }
  if (wake_ && *wake_ <= now) {
    wake_.reset();
  }
}

std::optional<Pacer::Time> Pacer::next() const {
  std::optional<Time> at;
  const auto consider = [&](std::optional<Time> candidate) {
    if (candidate) {
      at = at ? std::min(*at, *candidate) : *candidate;
    }
  };
  consider(late_);
  consider(wake_);
  if (settle_ > 0) {
    consider(last_ ? *last_ + interval_ : Time::min());
  } else if (at && last_) {
    at = std::max(*at, *last_ + interval_);
  }
  return at;
}

bool Pacer::due(Time now) const {
  const std::optional<Time> at = next();
  return at && *at <= now;
}

std::optional<Pacer::Duration> Pacer::sleep(Time now) const {
  const std::optional<Time> at = next();
  if (!at) {
    return std::nullopt;
  }
  return *at <= now ? Duration::zero() : *at - now;
}

}  // namespace hubbub::ui::shell
