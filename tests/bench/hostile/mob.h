// A crowd that means no good: connections that say nothing, a byte a second, garbage, more than
// anybody can take, or that never read. Whoever is thrown out comes back, once a second at most.
//
// It owns a thread that runs only while nobody else would, so that it takes time from the people
// beside it only where the host does. Everything may be called from any thread. Linux.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace hubbub::bench {

enum class Malice : std::uint8_t {
  kSilent,   // connects and sends nothing
  kDrip,     // a valid log-in, a byte a second
  kGarbage,  // random bytes
  kEndless,  // logs in, sends posts of the longest text as fast as they are taken, reads nothing
  kDeaf,     // logs in and reads nothing
};
inline constexpr std::size_t kMalices = 5;
// In the order of Malice.
inline constexpr std::array<const char*, kMalices> kMaliceNames = {"silent", "drip", "garbage",
                                                                   "endless", "deaf"};

struct MobCounts {
  std::size_t connected = 0;      // now
  std::uint64_t attempts = 0;     // connections begun
  std::uint64_t thrown_out = 0;   // connections that the host ended
  std::uint64_t bytes = 0;        // that the host took
  std::uint64_t unreachable = 0;  // attempts that failed
};

class Mob {
 public:
  // `of_each` connections of each of these kinds to 127.0.0.1:`port`, from addresses of
  // 127.0.0.0/8, each its own.
  Mob(std::uint16_t port, const std::vector<Malice>& kinds, std::size_t of_each);
  // Resets all connections.
  ~Mob();
  Mob(const Mob&) = delete;
  Mob& operator=(const Mob&) = delete;

  [[nodiscard]] MobCounts counts(Malice malice) const;
  // Whether each has been connected once.
  [[nodiscard]] bool gathered() const { return first_attempts_left_ == 0; }

 private:
  class Loop;
  struct Counters {
    std::atomic<std::size_t> connected{0};
    std::atomic<std::uint64_t> attempts{0};
    std::atomic<std::uint64_t> thrown_out{0};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> unreachable{0};
  };

  std::array<Counters, kMalices> counters_;
  std::atomic<std::size_t> first_attempts_left_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace hubbub::bench
