#include "net/trusted_time.h"

#include <algorithm>
#include <utility>

#include "net/wire/spoken_duration.h"

namespace hubbub::net {
namespace {

using Duration = TrustedTime::Duration;

std::string spoken(Duration time) {
  return wire::spoken_duration(time < Duration{0} ? -time : time);
}

bool is_end_of_time(wire::HostTime time) {
  return time == wire::HostTime{} || time == wire::HostTime::max();
}

TrustedTime::News news_of_doubt(Duration gap) {
  return {
      "clock-doubted",
      "This machine's clock says that " + spoken(gap) +
          " have passed since this host last ran. If that is so, all is well. Should the "
          "clock be wrong, nothing is lost: what is kept for a time (messages, names, bans) "
          "stays as if no time had passed, until the host has run with this clock for another " +
          spoken(TrustedTime::kDoubtedFor) + "."};
}

TrustedTime::News news_of_jump(Duration jump) {
  return {"clock-jumped",
          "This machine's clock " +
              std::string(jump > Duration{0} ? "was put forward by " + spoken(jump) +
                                                   ", or the machine slept for as long"
                                             : "was put back by " + spoken(jump)) +
              ". New messages carry the time that it shows now; nothing ends earlier for it."};
}

}  // namespace

ClockReading read_system_clocks() {
  return {std::chrono::steady_clock::now(), std::chrono::time_point_cast<std::chrono::microseconds>(
                                                std::chrono::system_clock::now())};
}

TrustedTime::TrustedTime(Clocks clocks)
    : clocks_(std::move(clocks)), last_(clocks_()), state_(saved_from(last_.wall)) {}

TrustedTime::TrustedTime(Clocks clocks, const Saved& saved, Duration shortest_age)
    : clocks_(std::move(clocks)), last_(clocks_()), state_(saved) {
  state_.wall = last_.wall;
  const wire::HostTime since = std::max(saved.wall, saved.counted_to);
  if (last_.wall < saved.wall) {
    put_back(saved.wall - last_.wall);
  } else if (last_.wall > since && since >= kNeverSet) {
    const Duration longest = kBelievedGap;
    count_gap(last_.wall - since,
              shortest_age > Duration{0} ? std::min(longest, shortest_age / 2) : longest);
  }
}

TrustedTime::Saved TrustedTime::saved_from(wire::HostTime newest_line) {
  Saved saved;
  saved.now = saved.wall = saved.counted_to = newest_line;
  return saved;
}

void TrustedTime::count_gap(Duration gap, Duration believed) {
  state_.counted_to = last_.wall;
  if (gap <= believed) {
    state_.now += gap;
    return;
  }
  state_.doubted += gap;
  news_ = news_of_doubt(gap);
}

void TrustedTime::put_back(Duration by) {
  if (by > Duration{kWorthTelling})
    news_ = news_of_jump(-by);
  // Most likely the clock is right now and was wrong before.
  const Duration undone = std::min(by, state_.doubted);
  state_.doubted -= undone;
  state_.counted_to -= undone;
  if (state_.doubted == Duration{0})
    state_.waited = Duration{0};
}

wire::HostTime TrustedTime::now() {
  const std::lock_guard lock(mutex_);
  look();
  return state_.now;
}

wire::HostTime TrustedTime::shown(wire::HostTime trusted) {
  const std::lock_guard lock(mutex_);
  look();
  return is_end_of_time(trusted) ? trusted : trusted - state_.now + state_.wall;
}

TrustedTime::Saved TrustedTime::saved() {
  const std::lock_guard lock(mutex_);
  look();
  return state_;
}

std::optional<TrustedTime::News> TrustedTime::take_news() {
  const std::lock_guard lock(mutex_);
  look();
  return std::exchange(news_, std::nullopt);
}

void TrustedTime::look() {
  const ClockReading read = clocks_();
  const auto passed = std::chrono::duration_cast<Duration>(read.steady - last_.steady);
  const Duration jump = read.wall - last_.wall - passed;
  last_ = read;
  state_.now += passed;
  state_.wall = read.wall;
  state_.counted_to += passed;
  if (jump < -Duration{kWorthTelling}) {
    put_back(-jump);
  } else if (jump > Duration{kWorthTelling}) {
    news_ = news_of_jump(jump);
  }
  wait(passed);
}

void TrustedTime::wait(Duration passed) {
  state_.waited += state_.doubted > Duration{0} ? passed : Duration{0};
  if (state_.waited >= Duration{kDoubtedFor}) {
    state_.now += std::exchange(state_.doubted, Duration{0});
    state_.waited = Duration{0};
  }
  const bool is_behind = state_.wall + kWorthTelling < state_.counted_to;
  state_.behind = is_behind ? state_.behind + passed : Duration{0};
  if (state_.behind >= Duration{kDoubtedFor}) {
    state_.counted_to = state_.wall;
    state_.behind = Duration{0};
  }
}

}  // namespace hubbub::net
