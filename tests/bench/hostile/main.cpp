// hostile: what people notice of a thousand connections that mean no good. The same people chat at
// the same rate first alone, then beside them, in one run. docs/benchmarks.md tells how to read it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tests/bench/fanout/crowd.h"
#include "tests/bench/fanout/server_process.h"
#include "tests/bench/hostile/mob.h"
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
  const auto interval = std::chrono::nanoseconds{1s} / options.per_second;
  const auto start = Clock::now();
  const auto cpu_before = server.cpu_time();
  std::size_t posts = 0;
  people.record_latencies(&phase.latencies);
  try {
    for (auto next = start; next < start + options.measure; next += interval) {
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

void print(const char* name, const Phase& phase) {
  std::printf("| %-14s | %8.2f | %8.2f | %8.2f | %7zu of %-7zu | %8.1f | %5.2f | %s |\n", name,
              percentile_ms(phase, 0.5), percentile_ms(phase, 0.99), percentile_ms(phase, 1),
              phase.missing, phase.missing + phase.latencies.size(),
              static_cast<double>(phase.peak_bytes) / kMiB, phase.cpu,
              phase.lost.empty() ? "nobody" : phase.lost.c_str());
  std::fflush(stdout);
}

void print(const Mob& mob, const Options& options) {
  for (const Malice malice : options.kinds) {
    const MobCounts counts = mob.counts(malice);
    std::printf(
        "%-8s %5zu connected, %6llu attempts, %6llu thrown out, %6llu not let in, "
        "%.1f MiB taken from them\n",
        kMaliceNames[static_cast<std::size_t>(malice)], counts.connected,
        static_cast<unsigned long long>(counts.attempts),
        static_cast<unsigned long long>(counts.thrown_out),
        static_cast<unsigned long long>(counts.unreachable),
        static_cast<double>(counts.bytes) / kMiB);
  }
}

int run(const Options& options) {
  raise_open_files();
  pin_to_core(1);
  const tests::TemporaryFolder data;
  std::vector<std::string> command = {options.hubbub, "--serve",           "--port",      "0",
                                      "--bind",       "127.0.0.1",         "--log-level", "error",
                                      "--data",       data.path().string()};
  command.insert(command.end(), options.host_arguments.begin(), options.host_arguments.end());
  const ServerProcess server(command);
  Crowd people(server.port(), options.encrypted ? Speech::kTls : Speech::kPlain);
  people.grow(options.people, Clock::now() + kPatience);
  people.settle(Clock::now() + kPatience);

  std::printf("| %-14s | %8s | %8s | %8s | %-18s | %8s | %5s | %s |\n", "", "p50 ms", "p99 ms",
              "max ms", "missing", "RSS MiB", "CPU", "disconnected");
  std::printf("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  const Phase calm = chat(people, server, options);
  print("calm", calm);

  Phase hostile;
  {
    const Mob mob(server.port(), options.kinds, options.mob / options.kinds.size());
    try {
      const auto deadline = Clock::now() + kPatience;
      while (!mob.gathered() && Clock::now() < deadline) {
        people.turn(Clock::now() + 10ms);
      }
      hostile = chat(people, server, options);
    } catch (const Failure& failure) {
      hostile.lost = failure.what();
      hostile.peak_bytes = server.resident_bytes();
    }
    print("hostile", hostile);
    print(mob, options);
  }
  if (hostile.lost.empty()) {
    try {
      people.run_until(Clock::now() + 1s);  // what the mob left behind is past
      print("afterwards", chat(people, server, options));
    } catch (const Failure& failure) {
      std::printf("disconnected when the mob left: %s\n", failure.what());
    }
  }
  std::printf("p99 hostile/calm: %.2f\n",
              percentile_ms(hostile, 0.99) / std::max(percentile_ms(calm, 0.99), 1e-3));
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
