#include "tests/history/options.h"

#include <map>
#include <random>

#include <CLI/CLI.hpp>

namespace hubbub::history {

std::optional<Options> parse_options(int argc, char** argv) {
  Options options;
  options.seed = std::random_device{}();
  options.hubbub = HUBBUB_PROGRAM;
  auto seconds = options.seconds.count();
  const std::map<std::string, Lie> lies = {{"drop", Lie::kDrop},
                                           {"double", Lie::kDouble},
                                           {"swap", Lie::kSwap},
                                           {"acknowledge", Lie::kAcknowledge}};
  CLI::App app(
      "Many clients write at random to a host through a proxy that breaks their connections; then "
      "all logs have to agree, and hold all that was acknowledged, once");
  app.add_option("--seed", options.seed, "of everything left to chance; printed");
  app.add_option("--rounds", options.rounds, "how often the network changes its character")
      ->check(CLI::Range(1, 10'000));
  app.add_option("--clients", options.clients, "how many write")->check(CLI::Range(2, 64));
  app.add_option("--seconds", seconds, "of faults, all rounds together")
      ->check(CLI::Range(1, 3'600));
  app.add_flag("--kill-host", options.kill_host, "end the host with SIGKILL and start it again");
  app.add_flag("--long-stalls", options.long_stalls, "stalls of seven to twenty seconds");
  app.add_option("--break", options.lie,
                 "falsify the first client's log (drop, double, swap, acknowledge); succeeds if "
                 "that is found out")
      ->transform(CLI::CheckedTransformer(lies));
  app.add_option("--hubbub", options.hubbub, "the program that hosts");
  app.add_option("--host-argument", options.host_arguments, "one more for it; repeatable")
      ->allow_extra_args(false);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return std::nullopt;
  }
  options.seconds = std::chrono::seconds{seconds};
  return options;
}

}  // namespace hubbub::history
