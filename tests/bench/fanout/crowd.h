// The load generator: any number of clients of our dialect in one thread, over raw epoll.
//
// Every client checks what it hears: the room's numbers must come one after the other, each once.
// A gap, a repetition, a refusal or a lost connection throws Failure, so that no figure is ever
// taken from a server that loses or doubles lines.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "net/wire/frame.h"
#include "tests/bench/fanout/member.h"

namespace hubbub::bench {

using Clock = std::chrono::steady_clock;

class Crowd {
 public:
  explicit Crowd(std::uint16_t port, Speech speech = Speech::kPlain);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Connects and logs in `count` more, a bounded number at a time.
  void grow(std::size_t count, Clock::time_point deadline);
  // Handles what has come, waiting for it until `until` at the longest.
  void turn(Clock::time_point until);
  // The same until `until` has passed.
  void run_until(Clock::time_point until);
  // Until everybody has heard everything that was posted, and all joins.
  void settle(Clock::time_point deadline);

  // One post of `text_bytes` bytes by that member.
  void post(std::size_t member, std::size_t text_bytes);
  // From now on the first `senders` members keep `window` posts under way; 0 ends it.
  void keep_posting(std::size_t senders, std::uint32_t window, std::size_t text_bytes);
  // Connects, logs in and leaves, `slots` at a time, until `until`; returns how often.
  std::uint64_t cycle(std::size_t slots, Clock::time_point until);

  // Nanoseconds from post to each delivery are appended to `to` (null: not).
  void record_latencies(std::vector<std::uint64_t>* to) { latencies_ = to; }

  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] std::uint64_t deliveries() const { return deliveries_; }

 private:
  Member& connect();
  void close(Member& member);
  void read_from(Member& member);
  void handle(Member& member, const net::wire::FrameView& frame);
  void hear_number(Member& member, std::uint64_t seq);
  void hear_message(Member& member, const net::wire::FrameView& frame);
  void refill(Member& member);
  void write_post(Member& member, std::size_t text_bytes);
  void send(Member& member);
  void watch(const Member& member, int operation, bool writable) const;
  void ping_now_and_then();

  std::uint16_t port_;
  Speech speech_;
  int epoll_ = -1;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<Member*> to_refill_;
  std::vector<std::byte> buffer_;
  std::vector<std::uint64_t>* latencies_ = nullptr;
  std::uint64_t now_ns_ = 0;  // of the present read
  std::uint64_t deliveries_ = 0;
  std::uint64_t newest_seq_ = 0;  // that anybody has heard
  std::uint64_t posted_ = 0;
  std::uint64_t came_back_ = 0;
  std::size_t in_room_ = 0;
  std::size_t greeting_ = 0;
  std::size_t gone_ = 0;
  std::size_t senders_ = 0;
  std::uint32_t window_ = 0;
  std::size_t window_text_bytes_ = 0;
  bool cycling_ = false;
  std::uint32_t names_ = 0;
  Clock::time_point next_ping_;
};

}  // namespace hubbub::bench
