// Sessions that are sent to after the others, because it is not known whether anybody reads what
// they are sent (Session::idle): a few at a time, in rounds, and so many a second at most. However
// many there are, those who talk wait for a few of them. Net worker only.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "net/server/clock.h"
#include "net/server/room.h"

namespace hubbub::net::server {

class IdleSessions {
 public:
  [[nodiscard]] bool empty() const { return rooms_.empty() && at_ == round_.size(); }
  // The room has something for those in it that are idle.
  void add(const std::shared_ptr<Room>& room);
  void forget(const Session& session);
  // The others were sent to.
  void note_flush() { ++flushes_; }

  // When next() may be called: from now on, zero for the next turn of the loop.
  [[nodiscard]] Clock::Instant::duration until_next(Clock::Instant now) const;
  // Those whose turn it is; none while others are about to be sent to, who go first, but not
  // without end.
  std::vector<Session*> next(bool others_wait, Clock::Instant now);

 private:
  struct RoomOfRound {
    std::shared_ptr<Room> room;
    RoomLog::Position end = 0;  // of its log, when the round began
  };

  void begin_round(Clock::Instant now);
  void end_round();

  std::vector<std::shared_ptr<Room>> rooms_;  // of the next round
  std::vector<RoomOfRound> of_round_;
  std::vector<Session*> round_;  // null: gone
  std::size_t at_ = 0;           // up to there they had their turn
  Clock::Instant next_round_{};  // not before
  std::size_t flushes_ = 0;      // since the last turn of any of them
};

}  // namespace hubbub::net::server
