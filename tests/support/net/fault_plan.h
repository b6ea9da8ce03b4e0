// How a FaultProxy mistreats what it forwards, and what it did. Plain values; any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace hubbub::tests {

enum class Fault : std::uint8_t {
  kSplit,      // the next bytes each in a segment of its own
  kMerge,      // held for a moment, so that several writes arrive as one
  kStall,      // nothing arrives for a while; then all of it
  kCut,        // both sides see the end of the stream, wherever in a frame that is
  kReset,      // RST to both sides; what was under way is lost
  kHalfClose,  // one side sees the end of the stream; what comes after it is lost
  kRefuse,     // nobody listens for a while
};
inline constexpr std::size_t kFaults = 7;

// From the client to the target, or back.
enum class Direction : std::uint8_t { kToTarget, kToClient };

struct FaultPlan {
  // Of all that is left to chance. Which fault comes at which byte of which connection follows from
  // it alone; only the jitter also depends on how the bytes happened to arrive.
  std::uint64_t seed = 1;

  // ---- Always, in each direction ----
  std::chrono::milliseconds delay{0};
  std::chrono::milliseconds jitter{0};  // up to this much more; the order stays
  std::size_t bytes_per_second = 0;     // 0: as fast as it goes

  // ---- Now and then ----
  // Bytes of one direction from one fault to the next, on average; 0: no faults.
  std::size_t mean_bytes = 0;
  // How often each kind is drawn, in relation to each other.
  unsigned split = 0;
  unsigned merge = 0;
  unsigned stall = 0;
  unsigned cut = 0;
  unsigned reset = 0;
  unsigned half_close = 0;
  // The share of attempts to connect that end in kRefuse.
  double refuse = 0;

  // ---- How much of it ----
  std::size_t split_bytes = 64;
  std::chrono::microseconds split_gap{100};
  std::chrono::milliseconds merge_for{20};
  std::chrono::milliseconds stall_for{300};
  std::chrono::milliseconds refuse_for{300};
};

struct FaultCounts {
  std::array<std::uint64_t, kFaults> faults{};  // by kind; by plan and by hand
  std::uint64_t connections = 0;                // accepted
  std::uint64_t unreachable = 0;                // of these: the target took no connection
  std::array<std::uint64_t, 2> bytes{};         // delivered, by direction

  [[nodiscard]] std::uint64_t of(Fault fault) const {
    return faults[static_cast<std::size_t>(fault)];
  }
  [[nodiscard]] std::uint64_t delivered(Direction direction) const {
    return bytes[static_cast<std::size_t>(direction)];
  }
  [[nodiscard]] std::uint64_t all_faults() const {
    return std::accumulate(faults.begin(), faults.end(), std::uint64_t{0});
  }
};

}  // namespace hubbub::tests
