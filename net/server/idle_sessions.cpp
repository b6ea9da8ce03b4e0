#include "net/server/idle_sessions.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "net/server/limits.h"

namespace hubbub::net::server {
namespace {

// Between two looks at whether anybody else has said something.
constexpr std::size_t kAtOnce = 8;
// How often the others may be sent to before a few of these are, whoever waits.
constexpr std::size_t kMaxFlushesBefore = 8;
constexpr Clock::Instant::duration kInterval =
    std::chrono::duration_cast<Clock::Instant::duration>(std::chrono::seconds{1}) /
    kIdleSendsPerSecond;

}  // namespace

void IdleSessions::add(const std::shared_ptr<Room>& room) {
  if (!std::exchange(room->idle_wait, true))
    rooms_.push_back(room);
}

void IdleSessions::forget(const Session& session) {
  for (auto found = round_.begin();
       (found = std::find(found, round_.end(), &session)) != round_.end();)
    *found = nullptr;
}

Clock::Instant::duration IdleSessions::until_next(Clock::Instant now) const {
  const bool between_rounds = at_ == round_.size();
  return between_rounds ? std::max(next_round_ - now, Clock::Instant::duration::zero())
                        : Clock::Instant::duration::zero();
}

std::vector<Session*> IdleSessions::next(bool others_wait, Clock::Instant now) {
  if (others_wait && flushes_ < kMaxFlushesBefore)
    return {};
  flushes_ = 0;
  if (at_ == round_.size())
    begin_round(now);
  std::vector<Session*> turn;
  for (; turn.size() < kAtOnce && at_ < round_.size(); ++at_) {
    if (round_[at_] != nullptr)
      turn.push_back(round_[at_]);
  }
  if (at_ == round_.size())
    end_round();
  return turn;
}

void IdleSessions::begin_round(Clock::Instant now) {
  for (std::shared_ptr<Room>& room : std::exchange(rooms_, {})) {
    room->idle_wait = false;
    for (const Room::Member& member : room->members) {
      if (member.idle)
        round_.push_back(member.session);
    }
    const RoomLog::Position end = room->log.end();
    of_round_.push_back({std::move(room), end});
  }
  next_round_ = now + kInterval * static_cast<Clock::Instant::duration::rep>(round_.size());
}

void IdleSessions::end_round() {
  for (const RoomOfRound& each : std::exchange(of_round_, {}))
    each.room->idle_sent_to = std::max(each.room->idle_sent_to, each.end);
  round_.clear();
  at_ = 0;
}

}  // namespace hubbub::net::server
