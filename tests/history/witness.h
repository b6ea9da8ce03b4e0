// Keeps one guest's logs as a window would, from the events of its engine. take() is called on the
// engine's thread, the rest on any; the board guards all.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "net/wire/events.h"
#include "tests/history/evidence.h"

namespace hubbub::history {

// One lock and one bell for all witnesses: there is not much to hear.
struct Board {
  std::mutex mutex;
  std::condition_variable changed;
  const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

// How a witness lies, to prove that the verdict would see it.
enum class Lie : std::uint8_t {
  kNone,
  kDrop,         // one line is not in the log
  kDouble,       // one line is there twice
  kSwap,         // two lines are exchanged
  kAcknowledge,  // a line that was never sent counts as acknowledged
};

class Witness {
 public:
  Witness(Board& board, std::string nick, Lie lie);

  void take(const net::wire::EventBatch& batch);
  // Before it is given to the engine. False: it shall not be (Lie::kAcknowledge).
  bool said(const net::wire::MessageId& id, const std::string& room, const std::string& to);

  // ---- With the board's lock held ----
  [[nodiscard]] bool online() const { return online_; }
  [[nodiscard]] bool is_in(const std::string& room) const { return present_.contains(room); }
  [[nodiscard]] bool settled() const;
  [[nodiscard]] bool has(const std::string& room, const net::wire::MessageId& id) const;
  [[nodiscard]] std::uint64_t losses() const { return losses_; }
  // The answer to the last FetchHistory, once.
  std::optional<net::wire::HistoryPage> take_page();
  [[nodiscard]] const GuestEvidence& evidence() const { return evidence_; }

  // Of single events, for std::visit.
  void operator()(const net::wire::ConnectionChanged& connection);
  void operator()(const net::wire::Welcomed& welcome);
  void operator()(const net::wire::RosterReceived& roster);
  void operator()(const net::wire::RoomLeft& left);
  void operator()(const net::wire::LinesRetracted& retracted);
  void operator()(const net::wire::HistoryReset& reset);
  void operator()(const net::wire::MessageReceived& message);
  void operator()(const net::wire::MessageAcknowledged& acknowledged);
  void operator()(const net::wire::MessageFailed& failed);
  void operator()(const net::wire::HistoryPage& page) { page_ = page; }
  void operator()(const net::wire::HistoryUnavailable& unavailable);
  void operator()(const net::wire::Notice& notice);
  // Whatever else has a number in a room.
  template <class Other>
  void operator()(const Other& event) {
    if constexpr (requires { event.room, event.seq; }) {
      append(event.room, {event.seq, {}});
    }
  }

 private:
  void append(const std::string& room, const LogEntry& entry);
  void note(std::string what, const net::wire::MessageId& id = {});
  void trouble(std::string what);

  Board& board_;
  Lie lie_;
  GuestEvidence evidence_;
  std::set<std::string> present_;
  bool online_ = false;
  std::uint64_t losses_ = 0;
  std::uint32_t said_ = 0;
  std::size_t lines_ = 0;
  std::optional<net::wire::HistoryPage> page_;
};

}  // namespace hubbub::history
