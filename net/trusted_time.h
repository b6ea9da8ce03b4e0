// Trusted time: a monotonic time line by which everything ends, ages or waits, that does not
// believe the wall clock more than it deserves. Any thread.
//
// While the program runs, trusted time goes with the steady clock, whatever the wall clock does.
// From one run to the next it goes on by what the wall clock says has passed, if that is believable
// (kBelievedGap); a longer gap counts only after the program has run with that clock for
// kDoubtedFor, in one run or several, and not at all if the clock is put back before. No time is
// counted twice because the clock was put back in between. So a clock that is wrong for a while
// ends nothing early. Where the clock was always right, trusted time is the wall clock's; elsewhere
// only differences mean anything. While the machine sleeps, no trusted time passes.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "net/wire/events.h"

namespace hubbub::net {

// Both clocks, read together.
struct ClockReading {
  std::chrono::steady_clock::time_point steady;
  wire::HostTime wall{};
};
// Called from any thread.
using Clocks = std::function<ClockReading()>;
// The system's.
ClockReading read_system_clocks();

class TrustedTime {
 public:
  using Duration = std::chrono::microseconds;

  // Between two runs so much is believed at once.
  static constexpr std::chrono::days kBelievedGap{14};
  // Running with a clock that says more than that until it is believed.
  static constexpr std::chrono::days kDoubtedFor{3};
  // A wall clock before that was never set: the program is younger. Nothing is concluded from it.
  static constexpr wire::HostTime kNeverSet{std::chrono::seconds{1'767'225'600}};  // 2026-01-01
  // The clocks may come apart by that without a word.
  static constexpr std::chrono::minutes kWorthTelling{10};

  // What is kept from one run to the next.
  struct Saved {
    wire::HostTime now{};         // trusted time
    wire::HostTime wall{};        // the wall clock at that moment
    wire::HostTime counted_to{};  // by the wall clock: what passed before that is counted
    Duration doubted{0};          // of gaps that do not count yet
    Duration waited{0};           // the time that the program has run since there are such
    Duration behind{0};           // the same since the wall clock is before `counted_to`
  };

  // Begins now, with what the wall clock says.
  explicit TrustedTime(Clocks clocks);
  // Goes on from an earlier run. `shortest_age`: the least time after which something is ended for
  // good; no gap longer than half of it is believed at once. 0: there is none.
  TrustedTime(Clocks clocks, const Saved& saved, Duration shortest_age);
  // From a history that was kept before there was trusted time: its newest line is all that is
  // known.
  static Saved saved_from(wire::HostTime newest_line);

  // Trusted time; never goes back.
  [[nodiscard]] wire::HostTime now();
  // What the wall clock will show, or showed, at that trusted time; the ends of time stay.
  [[nodiscard]] wire::HostTime shown(wire::HostTime trusted);
  [[nodiscard]] Saved saved();

  // What a person should know of the clocks, once each: a stable word and a sentence.
  struct News {
    std::string code;
    std::string text;
  };
  [[nodiscard]] std::optional<News> take_news();

 private:
  void look();
  void count_gap(Duration gap, Duration believed);
  void put_back(Duration by);
  void wait(Duration passed);

  std::mutex mutex_;  // guards all
  const Clocks clocks_;
  ClockReading last_;
  Saved state_;
  std::optional<News> news_;
};

}  // namespace hubbub::net
