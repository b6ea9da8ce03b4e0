// One direction of a connection through a FaultProxy: bytes in, held and cut up as the plan wants,
// bytes out. On the proxy's thread; the link that owns it keeps it and both sockets alive.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "tests/support/net/fault_plan.h"
#include "tests/support/net/fault_schedule.h"

namespace hubbub::tests {

// What all links of a proxy share.
struct FaultState {
  FaultPlan plan;
  FaultCounts counts;
  bool stalled = false;                             // by hand
  std::array<std::optional<std::size_t>, 2> cut{};  // by hand: after so many bytes, by direction

  void count(Fault fault) { ++counts.faults[static_cast<std::size_t>(fault)]; }
};

class FaultLane {
 public:
  struct Ends {
    // Something that hits the whole connection: kCut, kReset.
    std::function<void(Fault)> strike;
    // One of the sockets broke.
    std::function<void()> broke;
    // over() may have become true.
    std::function<void()> ended;
    // Keeps the link alive while something is under way.
    std::function<std::shared_ptr<void>()> hold;
  };
  FaultLane(asio::ip::tcp::socket& from, asio::ip::tcp::socket& to, Direction direction,
            FaultState& state, std::uint64_t connection, Ends ends);

  // Begins; also goes on after a stall by hand.
  void go();
  // The plan of the state is another one now.
  void replan() { schedule_.replace(state_.plan, taken_); }
  // The end of the stream for the receiver, at once. What waits and what still comes is lost.
  void finish();
  // Neither timers nor writes any more.
  void stop();
  // The sender has ended, and the receiver knows.
  [[nodiscard]] bool over() const { return from_ended_ && finished_; }

 private:
  using TimePoint = std::chrono::steady_clock::time_point;
  struct Piece {
    std::vector<std::byte> bytes;
    TimePoint due;
    bool alone = false;         // a segment of its own
    std::optional<Fault> then;  // instead of bytes
    bool end = false;           // instead of bytes: the sender's own end
  };

  void read();
  void take(std::span<const std::byte> bytes);
  [[nodiscard]] std::size_t size_of_next_piece(std::size_t available) const;
  void plan_fault(Fault fault);
  void push(std::span<const std::byte> bytes);
  void push_ending(Piece piece);
  void send_next();
  void carry_out(const Piece& piece);
  void gather(TimePoint now);

  asio::ip::tcp::socket& from_;
  asio::ip::tcp::socket& to_;
  const Direction direction_;
  FaultState& state_;
  const Ends ends_;
  FaultSchedule schedule_;
  std::mt19937_64 jitter_;
  asio::steady_timer timer_;

  std::vector<std::byte> incoming_;
  std::vector<std::byte> outgoing_;
  std::deque<Piece> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::uint64_t taken_ = 0;     // bytes, in all
  std::size_t split_left_ = 0;  // bytes that still go one by one
  TimePoint not_before_{};      // what comes next is held until then
  bool doomed_ = false;         // its end waits: what comes is lost
  bool reading_ = false;
  bool sending_ = false;
  bool from_ended_ = false;
  bool finished_ = false;
};

}  // namespace hubbub::tests
