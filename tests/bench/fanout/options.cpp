#include "tests/bench/fanout/options.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace hubbub::bench {

bool Options::wants(const std::string& scenario) const {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& part) {
           return scenario.find(part) != std::string::npos;
         });
}

bool is_the_program(const std::string& server) {
  return server == "plain" || server == "history" || server == "tls" || server == "tls+history";
}

std::optional<Options> parse_options(int argc, char** argv) {
  Options options;
  options.hubbub = HUBBUB_PROGRAM;
  options.tapped = HUBBUB_TAPPED_PROGRAM;
  options.floor = HUBBUB_FLOOR_PROGRAM;
  auto measure = static_cast<unsigned>(options.measure.count());
  bool tiny = false;
  CLI::App app("Fan-out of a host, end to end, beside floors that do nothing else");
  app.add_option("--rounds", options.rounds, "rounds, of which the median counts")
      ->check(CLI::Range(1, 99));
  app.add_option("--measure", measure, "milliseconds of each measurement")
      ->check(CLI::Range(50, 60'000));
  app.add_option("--clients", options.clients, "clients in one room, for `saturated`")
      ->check(CLI::Range(4, 10'000))
      ->delimiter(',');
  app.add_option("--idle", options.idle, "idle clients, for `memory`; in rising order")
      ->check(CLI::Range(1, 10'000))
      ->delimiter(',');
  app.add_option("--storm", options.storm, "log-ins into one room")->check(CLI::Range(2, 10'000));
  app.add_option("--servers", options.servers, "columns; default all")
      ->delimiter(',')
      ->check(CLI::IsMember(options.servers));
  app.add_option("--only", options.only, "only scenarios with this in their name")->delimiter(',');
  app.add_option("--hubbub", options.hubbub, "the program under measurement");
  app.add_option("--before", options.before,
                 "another build of it: a column of that name, to compare `plain` with");
  app.add_option("--json", options.json, "also write the figures to this file");
  app.add_flag("--tiny", tiny, "every scenario once and small: proves that it still runs");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return std::nullopt;
  }
  options.measure = std::chrono::milliseconds{measure};
  if (tiny) {
    options.rounds = 1;
    options.warm_up = std::chrono::milliseconds{20};
    options.measure = std::chrono::milliseconds{100};
    options.clients = {8};
    options.idle = {20};
    options.storm = 30;
  }
  if (options.hubbub.empty()) {
    std::erase_if(options.servers, is_the_program);
  }
  if (!options.before.empty()) {
    options.servers.emplace_back("before");
  }
  return options;
}

}  // namespace hubbub::bench
