// The command line of history_checker.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/history/witness.h"

namespace hubbub::history {

struct Options {
  std::uint64_t seed = 0;
  unsigned rounds = 20;  // each with a plan of its own
  std::size_t clients = 8;
  std::chrono::seconds seconds{20};  // all rounds together
  bool kill_host = false;            // SIGKILL, several times a round
  bool long_stalls = false;          // longer than what the client waits for an answer
  Lie lie = Lie::kNone;              // of the first client's witness; then a complaint is a success
  std::string hubbub;                // the program
  std::vector<std::string> host_arguments;
};

// Prints why on standard error, or the help, and gives nothing.
std::optional<Options> parse_options(int argc, char** argv);

}  // namespace hubbub::history
