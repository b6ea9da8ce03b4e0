// What is measured, one function a row of the table. Each starts a fresh server and ends it.
//
// All throw Failure when the server loses or doubles a line, or takes too long.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/fanout/line.h"
#include "tests/bench/fanout/options.h"

namespace hubbub::bench {

// A server to measure: how it is started, and how its clients speak to it.
struct Target {
  std::vector<std::string> command;
  Speech speech = Speech::kPlain;
};

// Named values, in the order in which they are shown; the unit is part of the name.
using Figures = std::vector<std::pair<std::string, double>>;

// Four senders, each with 64 messages of 64 bytes under way, or as many as `senders` and `window`.
struct Load {
  std::size_t clients = 0;
  std::size_t senders = 4;
  std::uint32_t window = 64;
};
Figures saturated(const Target& target, const Load& load, const Options& options);

// `per_second` messages in all, said by each client in turn.
Figures fixed_rate(const Target& target, std::size_t clients, unsigned per_second,
                   const Options& options);

// Resident memory that each of so many logged-in, silent clients adds.
Figures idle_memory(const Target& target, const Options& options);

// Until `options.storm` clients have logged in and everybody has heard of everybody.
Figures log_in_storm(const Target& target, const Options& options);

// Connect, log in, leave; 16 at a time.
Figures log_in_cycles(const Target& target, const Options& options);

}  // namespace hubbub::bench
