// Whose turn it is to say something long.
//
// A long text goes to everybody in a room, so that a few who paste without end would be heard by
// all, and everybody's lines would wait for theirs. What goes out of such texts is bounded for all
// people together; whoever comes when too much has gone out waits in line, in which what is much
// shorter passes what is longer: a paragraph does not wait for a mob's books. Net worker only.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "net/server/clock.h"
#include "net/server/flood.h"
#include "net/server/limits.h"

namespace hubbub::net::server {

class Session;

class LongTexts {
 public:
  explicit LongTexts(Clock::Instant now) : bucket_(kLimit, now) {}

  static bool is_long(std::size_t text_bytes) { return text_bytes > kShortTextBytes; }

  // A long text is about to be said, which will send out that many bytes. Zero: it is its turn.
  // Otherwise the session stands in line now, and has to be held until next() names it; that will
  // take about so long, and longer if others pass.
  std::chrono::milliseconds wait(Session& session, std::size_t bytes_out, Clock::Instant now);
  // It was said. No more is owed then than what it sends out itself, whatever was said before.
  void said(std::size_t bytes_out, Clock::Instant now);
  // Takes whoever's turn it is out of the line; null: nobody's now.
  Session* next(Clock::Instant now);
  // When next() should be asked again; nothing: nobody waits.
  [[nodiscard]] std::optional<std::chrono::milliseconds> until_next() const;
  // Calls f(session, wait) for each in line with what it will take by now.
  template <class F>
  void for_each_wait(Clock::Instant now, F&& f) {
    bucket_.charge(0, now);
    std::size_t ahead = 0;
    for (std::size_t at = line_.size(); at-- > 0;) {
      f(*line_[at].session, wait_behind(ahead));
      ahead += line_[at].bytes_out;
    }
  }
  // The session has gone.
  void forget(const Session& session);

 private:
  static constexpr wire::FloodLimit kLimit{kLongTextBurstBytes, kLongTextBytesPerSecond};
  struct Waiting {
    Session* session = nullptr;
    std::size_t bytes_out = 0;
    Clock::Instant place;  // the earliest goes first
  };
  // Behind so much that others have to say.
  [[nodiscard]] std::chrono::milliseconds wait_behind(std::size_t bytes_out) const;

  Flood bucket_;               // in bytes
  std::vector<Waiting> line_;  // whose turn is next is last
  Session* turn_ = nullptr;    // taken out of the line, and has said nothing yet
};

}  // namespace hubbub::net::server
