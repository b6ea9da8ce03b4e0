// What happens to a party: who says what when, and what becomes of the connections meanwhile. All
// of it drawn from one seed. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

#include "tests/history/options.h"
#include "tests/history/party.h"

namespace hubbub::history {

class Chaos {
 public:
  Chaos(const Options& options, Party& party);

  // Takes options.seconds.
  void run();
  [[nodiscard]] std::uint64_t said() const { return said_; }
  [[nodiscard]] std::uint64_t kills() const { return kills_; }

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  // From `least` to `most`, both included.
  unsigned draw(unsigned least, unsigned most);
  bool one_in(unsigned count) { return draw(1, count) == 1; }
  std::chrono::milliseconds milliseconds(unsigned least, unsigned most) {
    return std::chrono::milliseconds{draw(least, most)};
  }
  [[nodiscard]] tests::FaultPlan plan();
  void round(TimePoint end);
  void somebody_speaks();
  void something_breaks();
  void start_host();
  void repair();

  const Options& options_;
  Party& party_;
  std::mt19937_64 random_;
  TimePoint repair_at_ = TimePoint::max();
  TimePoint start_host_at_ = TimePoint::max();
  std::uint64_t said_ = 0;
  std::uint64_t kills_ = 0;
};

}  // namespace hubbub::history
