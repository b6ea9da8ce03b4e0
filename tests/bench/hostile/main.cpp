// hostile: what people notice of a thousand connections that mean no good. The same people chat at
// the same rate first alone, then beside them, then alone again, round by round, each on a host of
// its own. docs/benchmarks.md tells how to read it.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tests/bench/fanout/crowd.h"
#include "tests/bench/fanout/server_process.h"
#include "tests/bench/hostile/mob.h"
#include "tests/bench/median.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kTextBytes = 64;
constexpr auto kPatience = 20s;
// From the last post until what has not come counts as missing.
constexpr auto kLateAfter = 5s;
constexpr double kMiB = 1024.0 * 1024.0;

struct Options {
  std::size_t people = 50;
  unsigned per_second = 50;
  unsigned rounds = 5;
  std::size_t mob = 1000;
  std::chrono::milliseconds measure{10'000};
  std::vector<Malice> kinds;
  bool encrypted = false;
  std::string hubbub = HUBBUB_PROGRAM;
  std::vector<std::string> host_arguments;
};

struct Phase {
  std::vector<std::uint64_t> latencies;
  std::size_t missing = 0;  // deliveries
  std::size_t peak_bytes = 0;
  double cpu = 0;    // of the host, in cores
  std::string lost;  // why one of the people was disconnected; empty: nobody was
};

std::optional<Options> parse_options(int argc, char** argv) {
  Options options;
  auto measure = static_cast<unsigned>(options.measure.count());
  bool tiny = false;
  std::map<std::string, Malice> kinds;
  for (std::size_t i = 0; i < kMalices; ++i) {
    kinds.emplace(kMaliceNames[i], static_cast<Malice>(i));
  }
  CLI::App app("What people notice of a thousand connections that mean no good");
  app.add_option("--people", options.people, "who chat")->check(CLI::Range(2, 500));
  app.add_option("--rate", options.per_second, "messages a second, of all people together")
      ->check(CLI::Range(1, 1'000));
  app.add_option("--mob", options.mob, "connections that mean no good")
      ->check(CLI::Range(5, 10'000));
  app.add_option("--rounds", options.rounds, "of which the median counts")
      ->check(CLI::Range(1, 100));
  app.add_option("--measure", measure, "milliseconds of each phase")
      ->check(CLI::Range(100, 120'000));
  app.add_option("--kinds", options.kinds, "of silent, drip, garbage, endless, deaf; default all")
      ->delimiter(',')
      ->transform(CLI::CheckedTransformer(kinds));
  app.add_flag("--tls", options.encrypted, "the people are encrypted");
  app.add_option("--hubbub", options.hubbub, "the program under measurement");
  app.add_option("--host-argument", options.host_arguments, "one more for it; repeatable")
      ->allow_extra_args(false);
  app.add_flag("--tiny", tiny, "small and short: proves that it still runs");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return std::nullopt;
  }
  options.measure = std::chrono::milliseconds{measure};
  if (tiny) {
    options.people = 5;
    options.mob = 50;
    options.rounds = 1;
    options.measure = 300ms;
  }
  if (options.kinds.empty()) {
    for (std::size_t i = 0; i < kMalices; ++i) {
      options.kinds.push_back(static_cast<Malice>(i));
    }
  }
  return options;
}

// The people chat for that long. A Failure of theirs (a lost connection, a gap) ends it.
Phase chat(Crowd& people, const ServerProcess& server, const Options& options) {
  Phase phase;
  // Not in step with anything that the mob does at intervals of its own.
  std::mt19937 random{1};
  std::exponential_distribution<double> seconds_between(options.per_second);
  const auto interval = [&] {
    return std::chrono::nanoseconds{static_cast<std::int64_t>(seconds_between(random) * 1e9)};
  };
  const auto start = Clock::now();
  const auto cpu_before = server.cpu_time();
  std::size_t posts = 0;
  people.record_latencies(&phase.latencies);
  try {
    for (auto next = start; next < start + options.measure; next += interval()) {
      people.run_until(next);
      people.post(posts++ % people.size(), kTextBytes);
      phase.peak_bytes = std::max(phase.peak_bytes, server.resident_bytes());
    }
    const auto late = Clock::now() + kLateAfter;
    while (phase.latencies.size() < posts * people.size() && Clock::now() < late) {
      people.turn(Clock::now() + 10ms);
      phase.peak_bytes = std::max(phase.peak_bytes, server.resident_bytes());
    }
  } catch (const Failure& failure) {
    phase.lost = failure.what();
  }
  people.record_latencies(nullptr);
  phase.cpu = std::chrono::duration<double>(server.cpu_time() - cpu_before) /
              std::chrono::duration<double>(Clock::now() - start);
  phase.missing = posts * people.size() - std::min(posts * people.size(), phase.latencies.size());
  std::sort(phase.latencies.begin(), phase.latencies.end());
  return phase;
}

double percentile_ms(const Phase& phase, double share) {
  if (phase.latencies.empty()) {
    return 0;
  }
  const auto last = static_cast<double>(phase.latencies.size() - 1);
  return static_cast<double>(phase.latencies[static_cast<std::size_t>(share * last)]) / 1e6;
}

// One phase of all rounds.
struct Row {
  explicit Row(const char* its_name) : name(its_name) {}
  const char* name;
  std::vector<double> p50_ms, p99_ms, max_ms, cpu;  // by round
  std::size_t deliveries = 0;
  std::size_t missing = 0;
  std::size_t peak_bytes = 0;
  std::string lost;

  void add(const Phase& phase) {
    p50_ms.push_back(percentile_ms(phase, 0.5));
    p99_ms.push_back(percentile_ms(phase, 0.99));
    max_ms.push_back(percentile_ms(phase, 1));
    cpu.push_back(phase.cpu);
    deliveries += phase.missing + phase.latencies.size();
    missing += phase.missing;
    peak_bytes = std::max(peak_bytes, phase.peak_bytes);
    lost = lost.empty() ? phase.lost : lost;
  }
  void print() const {
    std::printf("| %-10s | %7.2f | %7.2f | %7.2f | %7zu of %-8zu | %8.1f | %5.2f | %s |\n", name,
                median(p50_ms), median(p99_ms), median(max_ms), missing, deliveries,
                static_cast<double>(peak_bytes) / kMiB, median(cpu),
                lost.empty() ? "nobody" : lost.c_str());
  }
};

void print(const Mob& mob, const Options& options) {
  for (const Malice malice : options.kinds) {
    const MobCounts counts = mob.counts(malice);
    std::printf(
        "  %-8s %5zu connected, %6llu attempts, %6llu thrown out, %6llu not let in, "
        "%.1f MiB taken from them\n",
        kMaliceNames[static_cast<std::size_t>(malice)], counts.connected,
        static_cast<unsigned long long>(counts.attempts),
        static_cast<unsigned long long>(counts.thrown_out),
        static_cast<unsigned long long>(counts.unreachable),
        static_cast<double>(counts.bytes) / kMiB);
  }
}

// They chat while the mob does its worst.
Phase chat_beside_a_mob(Crowd& people, const ServerProcess& server, const Options& options) {
  const Mob mob(server.port(), options.kinds, options.mob / options.kinds.size());
  Phase phase;
  try {
    const auto deadline = Clock::now() + kPatience;
    while (!mob.gathered() && Clock::now() < deadline) {
      people.turn(Clock::now() + 10ms);
    }
    phase = chat(people, server, options);
  } catch (const Failure& failure) {
    phase.lost = failure.what();
    phase.peak_bytes = server.resident_bytes();
  }
  print(mob, options);
  return phase;
}

class Rounds {
 public:
  void measure(const Options& options) {
    const tests::TemporaryFolder data;
    std::vector<std::string> command = {options.hubbub, "--serve",           "--port",      "0",
                                        "--bind",       "127.0.0.1",         "--log-level", "error",
                                        "--data",       data.path().string()};
    command.insert(command.end(), options.host_arguments.begin(), options.host_arguments.end());
    const ServerProcess server(command);
    Crowd people(server.port(), options.encrypted ? Speech::kTls : Speech::kPlain);
    people.grow(options.people, Clock::now() + kPatience);
    people.settle(Clock::now() + kPatience);
    calm_.add(chat(people, server, options));
    const Phase hostile = chat_beside_a_mob(people, server, options);
    hostile_.add(hostile);
    if (hostile.lost.empty()) {
      afterwards_.add(chat_again(people, server, options));
    }
    std::printf("p99: calm %.2f ms, hostile %.2f ms, afterwards %.2f ms\n", calm_.p99_ms.back(),
                hostile_.p99_ms.back(),
                afterwards_.p99_ms.empty() ? 0.0 : afterwards_.p99_ms.back());
    std::fflush(stdout);
  }
  void print() const {
    std::printf("| %-10s | %7s | %7s | %7s | %-19s | %8s | %5s | %s |\n", "", "p50 ms", "p99 ms",
                "max ms", "missing", "RSS MiB", "CPU", "disconnected");
    std::printf("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    calm_.print();
    hostile_.print();
    if (!afterwards_.p99_ms.empty()) {
      afterwards_.print();
    }
    std::printf("p99 hostile/calm: %.2f\n", median_ratio(hostile_.p99_ms, calm_.p99_ms));
  }

 private:
  static Phase chat_again(Crowd& people, const ServerProcess& server, const Options& options) {
    try {
      people.run_until(Clock::now() + 1s);  // what the mob left behind is past
      return chat(people, server, options);
    } catch (const Failure& failure) {
      Phase phase;
      phase.lost = failure.what();
      return phase;
    }
  }

  Row calm_{"calm"};
  Row hostile_{"hostile"};
  Row afterwards_{"afterwards"};
};

int run(const Options& options) {
  raise_open_files();
  pin_to_core(1);
  Rounds rounds;
  for (unsigned round = 0; round < options.rounds; ++round) {
    rounds.measure(options);
  }
  rounds.print();
  return 0;
}

}  // namespace
}  // namespace hubbub::bench

int main(int argc, char** argv) {
  const auto options = hubbub::bench::parse_options(argc, argv);
  if (!options) {
    return 2;
  }
  try {
    return hubbub::bench::run(*options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "hostile: %s\n", error.what());
    return 1;
  }
}
