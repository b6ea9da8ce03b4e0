// fanout: measures a host from outside, as its clients see it. docs/benchmarks.md tells how to read
// what it prints.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>

#include "tests/bench/fanout/report.h"
#include "tests/bench/fanout/scenarios.h"
#include "tests/bench/fanout/server_process.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::bench {
namespace {

struct Scenario {
  std::string name;
  std::function<Figures(const Target&, const Options&)> run;
  // One send per delivery takes a minute for what the others do in a second.
  bool too_much_for_send = false;
};

std::vector<Scenario> scenarios(const Options& options) {
  std::vector<Scenario> all;
  for (const std::size_t clients : options.clients) {
    all.push_back({"saturated, " + std::to_string(clients) + " clients",
                   [clients](const Target& target, const Options& o) {
                     return saturated(target, {clients, 4, 64}, o);
                   }});
  }
  const std::size_t hundred = options.clients.size() > 1 ? 100 : options.clients.front();
  const std::size_t five_hundred = options.clients.size() > 1 ? 500 : options.clients.front();
  all.push_back({"window of one, " + std::to_string(hundred) + " clients",
                 [hundred](const Target& target, const Options& o) {
                   return saturated(target, {hundred, 1, 1}, o);
                 }});
  all.push_back({"50 messages/s, " + std::to_string(hundred) + " clients",
                 [hundred](const Target& target, const Options& o) {
                   return fixed_rate(target, hundred, 50, o);
                 }});
  all.push_back({"20 messages/s, " + std::to_string(five_hundred) + " clients",
                 [five_hundred](const Target& target, const Options& o) {
                   return fixed_rate(target, five_hundred, 20, o);
                 }});
  all.push_back({"memory, idle", idle_memory, true});
  all.push_back({"storm of " + std::to_string(options.storm) + " log-ins", log_in_storm});
  all.push_back({"connect, log in, leave", log_in_cycles});
  return all;
}

// `data` is for what the server keeps.
Target target_of(const std::string& server, const std::filesystem::path& data,
                 const Options& options) {
  if (server == "tapped") {
    return {{options.tapped}, Speech::kPlain};
  }
  const bool is_before = server == "before";
  if (!is_before && !is_the_program(server)) {
    return {{options.floor, server}, Speech::kPlain};
  }
  Target target{{is_before ? options.before : options.hubbub, "--serve", "--port", "0", "--bind",
                 "127.0.0.1", "--log-level", "error", "--flood", "off", "--data", data.string()},
                server.starts_with("tls") ? Speech::kTls : Speech::kPlain};
  if (!server.ends_with("history")) {
    target.command.emplace_back("--no-history");
  }
  return target;
}

int run(const Options& options) {
  raise_open_files();
  pin_to_core(1);
  Report report(options.servers);
  report.print_heading();
  for (const Scenario& scenario : scenarios(options)) {
    if (!options.wants(scenario.name)) {
      continue;
    }
    // Round by round, not server by server: what slows the machine down for a while hits all.
    for (unsigned round = 0; round < options.rounds; ++round) {
      for (const std::string& server : options.servers) {
        if (scenario.too_much_for_send && server == "send") {
          continue;
        }
        const tests::TemporaryFolder data;
        report.add(scenario.name, server,
                   scenario.run(target_of(server, data.path(), options), options));
      }
    }
    report.print(scenario.name);
  }
  if (!options.json.empty() && !report.write_json(options.json)) {
    std::fprintf(stderr, "fanout: can't write %s\n", options.json.c_str());
    return 1;
  }
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
    std::fprintf(stderr, "fanout: %s\n", error.what());
    return 1;
  }
}
