#include "ui/shell/pacer.h"

#include <algorithm>

namespace hubbub::ui::shell {

void Pacer::activity(Time now) {
  settle_ = kSettleFrames;
  late_ = now + kLateFrame;
  attentive_until_ = now + kAttentive;
}

void Pacer::news() {
  settle_ = std::max(settle_, kNewsFrames);
}

void Pacer::wake_at(Time when) {
  wake_ = wake_ ? std::min(*wake_, when) : when;
}

void Pacer::drawn(Time now, Duration cost) {
  cost_ = cost;
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

Pacer::Duration Pacer::spacing(Time now) const {
  return now < attentive_until_ ? interval_ : std::max(interval_, cost_ * kNewsShare);
}

std::optional<Pacer::Time> Pacer::next(Time now) const {
  std::optional<Time> at;
  const auto consider = [&](std::optional<Time> candidate) {
    if (candidate) {
      at = at ? std::min(*at, *candidate) : *candidate;
    }
  };
  consider(late_);
  consider(wake_);
  if (settle_ > 0) {
    consider(last_ ? *last_ + spacing(now) : Time::min());
  } else if (at && last_) {
    at = std::max(*at, *last_ + interval_);
  }
  return at;
}

bool Pacer::due(Time now) const {
  const std::optional<Time> at = next(now);
  return at && *at <= now;
}

std::optional<Pacer::Duration> Pacer::sleep(Time now) const {
  const std::optional<Time> at = next(now);
  if (!at) {
    return std::nullopt;
  }
  return *at <= now ? Duration::zero() : *at - now;
}

}  // namespace hubbub::ui::shell
