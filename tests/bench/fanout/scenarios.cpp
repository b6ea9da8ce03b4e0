#include "tests/bench/fanout/scenarios.h"

#include <algorithm>

#include "tests/bench/fanout/crowd.h"
#include "tests/bench/fanout/server_process.h"

namespace hubbub::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kTextBytes = 64;
constexpr std::size_t kCycleSlots = 16;
constexpr auto kPatience = 60s;

double seconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

double microseconds(double nanoseconds) {
  return nanoseconds / 1e3;
}

// The value below which `share` of all lie, in milliseconds. Sorts.
double percentile_ms(std::vector<std::uint64_t>& nanoseconds, double share) {
  if (nanoseconds.empty()) {
    throw Failure("nothing was delivered");
  }
  const auto at = static_cast<std::size_t>(share * static_cast<double>(nanoseconds.size() - 1));
  std::nth_element(nanoseconds.begin(), nanoseconds.begin() + static_cast<std::ptrdiff_t>(at),
                   nanoseconds.end());
  return static_cast<double>(nanoseconds[at]) / 1e6;
}

}  // namespace

Figures saturated(const Target& target, const Load& load, const Options& options) {
  const ServerProcess server(target.command);
  Crowd crowd(server.port(), target.speech);
  crowd.grow(load.clients, Clock::now() + kPatience);
  crowd.settle(Clock::now() + kPatience);
  crowd.keep_posting(load.senders, load.window, kTextBytes);
  crowd.run_until(Clock::now() + options.warm_up);

  const auto start = Clock::now();
  const auto cpu_before = server.cpu_time();
  const std::uint64_t heard_before = crowd.deliveries();
  crowd.run_until(start + options.measure);
  const auto elapsed = Clock::now() - start;
  const auto cpu = server.cpu_time() - cpu_before;
  const auto heard = static_cast<double>(crowd.deliveries() - heard_before);

  crowd.keep_posting(0, 0, 0);
  crowd.settle(Clock::now() + kPatience);
  return {{"deliveries/s", heard / seconds(elapsed)},
          {"per s of host CPU", heard / seconds(cpu)},
          {"CPU us/delivery", microseconds(static_cast<double>(cpu.count())) / heard}};
}

Figures fixed_rate(const Target& target, std::size_t clients, unsigned per_second,
                   const Options& options) {
  const ServerProcess server(target.command);
  Crowd crowd(server.port(), target.speech);
  crowd.grow(clients, Clock::now() + kPatience);
  crowd.settle(Clock::now() + kPatience);

  std::vector<std::uint64_t> latencies;
  // Rare events need samples: longer than the saturated runs.
  const auto measure = 3 * options.measure;
  const auto interval = std::chrono::nanoseconds{1s} / per_second;
  const auto start = Clock::now() + options.warm_up;
  const auto cpu_before = server.cpu_time();
  auto next = start;
  for (std::size_t count = 0; next < start + measure; ++count, next += interval) {
    crowd.run_until(next);
    crowd.record_latencies(&latencies);
    crowd.post(count % clients, kTextBytes);
  }
  crowd.settle(Clock::now() + kPatience);
  const auto cpu = server.cpu_time() - cpu_before;
  const auto heard = static_cast<double>(latencies.size());
  return {{"p50 ms", percentile_ms(latencies, 0.5)},
          {"p99 ms", percentile_ms(latencies, 0.99)},
          {"p99.9 ms", percentile_ms(latencies, 0.999)},
          {"CPU us/delivery", microseconds(static_cast<double>(cpu.count())) / heard}};
}

Figures idle_memory(const Target& target, const Options& options) {
  const ServerProcess server(target.command);
  Crowd crowd(server.port(), target.speech);
  crowd.grow(1, Clock::now() + kPatience);  // so that what is made for the first isn't counted
  crowd.settle(Clock::now() + kPatience);
  const std::size_t before = server.resident_bytes();
  Figures figures;
  for (const std::size_t count : options.idle) {
    crowd.grow(count - (crowd.size() - 1), Clock::now() + kPatience);
    crowd.settle(Clock::now() + kPatience);
    const auto added = static_cast<double>(server.resident_bytes()) - static_cast<double>(before);
    figures.emplace_back("KB/client at " + std::to_string(count),
                         added / 1024.0 / static_cast<double>(count));
  }
  return figures;
}

Figures log_in_storm(const Target& target, const Options& options) {
  const ServerProcess server(target.command);
  Crowd crowd(server.port(), target.speech);
  const auto start = Clock::now();
  const auto cpu_before = server.cpu_time();
  crowd.grow(options.storm, start + kPatience);
  crowd.settle(start + kPatience);
  const auto elapsed = Clock::now() - start;
  return {{"s", seconds(elapsed)}, {"CPU s", seconds(server.cpu_time() - cpu_before)}};
}

Figures log_in_cycles(const Target& target, const Options& options) {
  const ServerProcess server(target.command);
  Crowd crowd(server.port(), target.speech);
  const auto cpu_before = server.cpu_time();
  const auto cycles = static_cast<double>(crowd.cycle(kCycleSlots, Clock::now() + options.measure));
  const auto cpu = server.cpu_time() - cpu_before;
  return {{"cycles/s", cycles / seconds(options.measure)},
          {"CPU us/cycle", microseconds(static_cast<double>(cpu.count())) / cycles}};
}

}  // namespace hubbub::bench
