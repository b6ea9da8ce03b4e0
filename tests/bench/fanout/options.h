// The command line of fanout.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hubbub::bench {

struct Options {
  unsigned rounds = 3;                     // of which the median counts
  std::chrono::milliseconds warm_up{500};  // before each measurement
  std::chrono::milliseconds measure{2000};
  std::vector<std::size_t> clients = {10, 100, 1000};  // saturated, in one room
  std::vector<std::size_t> idle = {1000, 5000};        // memory
  std::size_t storm = 1000;                            // log-ins into one room
  // plain, history, tls, tls+history: the program with and without these; see main.cpp.
  std::vector<std::string> servers = {"plain",  "history", "tls",   "tls+history",
                                      "tapped", "log",     "queue", "send"};
  std::vector<std::string> only;  // parts of scenario names; empty: all
  std::string hubbub;             // the program; empty: only floors
  std::string before;             // another build of it to compare with, as `plain`; empty: none
  std::string tapped;             // a host whose frames are captured
  std::string floor;
  std::string json;  // a file to write; empty: none

  [[nodiscard]] bool wants(const std::string& scenario) const;
};

// One of the columns that are the program under measurement.
bool is_the_program(const std::string& server);

// Prints why on standard error, or the help, and gives nothing.
std::optional<Options> parse_options(int argc, char** argv);

}  // namespace hubbub::bench
