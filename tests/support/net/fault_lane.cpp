#include "tests/support/net/fault_lane.h"

#include <algorithm>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/write.hpp>

namespace hubbub::tests {
namespace {

constexpr std::size_t kReadBytes = 16UL * 1024;
// What one direction holds back; then the sender feels it.
constexpr std::size_t kMaxWaitingBytes = 256UL * 1024;
// A limited rate is kept in steps of this part of a second.
constexpr std::size_t kStepsPerSecond = 50;

}  // namespace

FaultLane::FaultLane(asio::ip::tcp::socket& from, asio::ip::tcp::socket& to, Direction direction,
                     FaultState& state, std::uint64_t connection, Ends ends)
    : from_(from),
      to_(to),
      direction_(direction),
      state_(state),
      ends_(std::move(ends)),
      schedule_(state.plan, connection, direction),
      jitter_(state.plan.seed + connection),
      timer_(from.get_executor()),
      incoming_(kReadBytes) {}

void FaultLane::go() {
  read();
  send_next();
}

void FaultLane::finish() {
  waiting_.clear();
  waiting_bytes_ = 0;
  timer_.cancel();
  doomed_ = true;
  if (!std::exchange(finished_, true)) {
    std::error_code gone;  // then there is nobody to tell
    to_.shutdown(asio::ip::tcp::socket::shutdown_send, gone);
  }
  read();
  ends_.ended();
}

void FaultLane::stop() {
  timer_.cancel();
  waiting_.clear();
  waiting_bytes_ = 0;
  doomed_ = finished_ = from_ended_ = true;
}

// ---- In -----------------------------------------------------------------------------------------

void FaultLane::read() {
  if (reading_ || from_ended_ || waiting_bytes_ >= kMaxWaitingBytes) {
    return;
  }
  reading_ = true;
  from_.async_read_some(
      asio::buffer(incoming_),
      [this, held = ends_.hold()](const std::error_code& error, std::size_t size) {
        reading_ = false;
        if (from_ended_) {
          return;
        }
        if (error == asio::error::eof) {
          from_ended_ = true;
          Piece end;
          end.end = true;
          push_ending(std::move(end));
          ends_.ended();
        } else if (error) {
          return ends_.broke();
        } else {
          take(std::span<const std::byte>(incoming_).first(size));
        }
        read();
        send_next();
      });
}

void FaultLane::take(std::span<const std::byte> bytes) {
  auto& cut = state_.cut[static_cast<std::size_t>(direction_)];
  while (!bytes.empty() && !doomed_) {
    if (schedule_.next_at() <= taken_) {
      plan_fault(schedule_.take());
    } else {
      const std::size_t size = size_of_next_piece(bytes.size());
      push(bytes.first(size));
      bytes = bytes.subspan(size);
      if (cut && (*cut -= size) == 0) {
        cut.reset();
        plan_fault(Fault::kCut);
      }
    }
  }
}

std::size_t FaultLane::size_of_next_piece(std::size_t available) const {
  auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(available, schedule_.next_at() - taken_));
  if (const auto& cut = state_.cut[static_cast<std::size_t>(direction_)]) {
    size = std::min(size, *cut);
  }
  if (split_left_ > 0) {
    return 1;
  }
  if (const std::size_t rate = state_.plan.bytes_per_second; rate > 0) {
    size = std::min(size, std::max<std::size_t>(rate / kStepsPerSecond, 1));
  }
  return size;
}

void FaultLane::plan_fault(Fault fault) {
  const TimePoint now = std::chrono::steady_clock::now();
  switch (fault) {
    case Fault::kSplit:
      split_left_ = state_.plan.split_bytes;
      return state_.count(fault);
    case Fault::kMerge:
      if (not_before_ <= now) {  // else what comes joins what is held already
        not_before_ = now + state_.plan.merge_for;
      }
      return state_.count(fault);
    case Fault::kStall:
      not_before_ = std::max(not_before_, now) + state_.plan.stall_for;
      return state_.count(fault);
    case Fault::kCut:
    case Fault::kReset:
    case Fault::kHalfClose: {
      Piece piece;
      piece.then = fault;
      return push_ending(std::move(piece));
    }
    case Fault::kRefuse:
      return;  // of the listener, not of a connection
  }
}

void FaultLane::push(std::span<const std::byte> bytes) {
  const FaultPlan& plan = state_.plan;
  Piece piece;
  piece.bytes.assign(bytes.begin(), bytes.end());
  piece.due = std::chrono::steady_clock::now() + plan.delay;
  if (plan.jitter.count() > 0) {
    const auto most = std::chrono::microseconds(plan.jitter).count();
    piece.due += std::chrono::microseconds(
        std::uniform_int_distribution<std::chrono::microseconds::rep>(0, most)(jitter_));
  }
  piece.due = std::max(piece.due, not_before_);
  not_before_ = piece.due;  // the order stays
  if (split_left_ > 0) {
    --split_left_;
    piece.alone = true;
    not_before_ += plan.split_gap;
  }
  if (plan.bytes_per_second > 0) {
    not_before_ += std::chrono::nanoseconds(std::chrono::seconds(1)) *
                   static_cast<std::int64_t>(bytes.size()) /
                   static_cast<std::int64_t>(plan.bytes_per_second);
  }
  taken_ += bytes.size();
  waiting_bytes_ += bytes.size();
  waiting_.push_back(std::move(piece));
}

void FaultLane::push_ending(Piece piece) {
  if (!std::exchange(doomed_, true)) {
    piece.due = not_before_;
    waiting_.push_back(std::move(piece));
  }
}

// ---- Out ----------------------------------------------------------------------------------------

void FaultLane::send_next() {
  if (sending_ || waiting_.empty() || state_.stalled) {
    return;
  }
  const TimePoint now = std::chrono::steady_clock::now();
  if (waiting_.front().due > now) {
    timer_.expires_at(waiting_.front().due);
    timer_.async_wait([this, held = ends_.hold()](const std::error_code& cancelled) {
      if (!cancelled) {
        send_next();
      }
    });
    return;
  }
  if (waiting_.front().then || waiting_.front().end) {
    const Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    return carry_out(piece);
  }
  gather(now);
  sending_ = true;
  asio::async_write(to_, asio::buffer(outgoing_),
                    [this, held = ends_.hold()](const std::error_code& error, std::size_t size) {
                      sending_ = false;
                      state_.counts.bytes[static_cast<std::size_t>(direction_)] += size;
                      if (error && !finished_) {
                        return ends_.broke();
                      }
                      read();
                      send_next();
                    });
}

void FaultLane::carry_out(const Piece& piece) {
  if (piece.end) {
    return finish();
  }
  if (*piece.then == Fault::kHalfClose) {
    state_.count(Fault::kHalfClose);
    return finish();
  }
  ends_.strike(*piece.then);
}

void FaultLane::gather(TimePoint now) {
  outgoing_.clear();
  do {
    const Piece& next = waiting_.front();
    outgoing_.insert(outgoing_.end(), next.bytes.begin(), next.bytes.end());
    const bool alone = next.alone;
    waiting_.pop_front();
    if (alone) {
      break;
    }
  } while (!waiting_.empty() && waiting_.front().due <= now && !waiting_.front().alone &&
           !waiting_.front().bytes.empty());
  waiting_bytes_ -= outgoing_.size();
}

}  // namespace hubbub::tests
