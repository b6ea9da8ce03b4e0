// A program that a test runs: its input, its output line by line, its end. POSIX. One thread.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace hubbub::tests {

class ChildProcess {
 public:
  // A test that waits longer has failed.
  static constexpr std::chrono::seconds kPatience{30};

  // Starts `arguments[0]` with the rest. Its standard error goes where the test's goes, or nowhere.
  explicit ChildProcess(std::vector<std::string> arguments, bool quiet = true);
  // Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void write_line(std::string_view line);
  void close_input();
  void signal(int number) const;

  // The next line of its output that suits; those before it are dropped. Nothing
  // when the output ends first, or after kPatience.
  std::optional<std::string> wait_for_line(const std::function<bool(const std::string&)>& suits);
  // All lines that are still to come, until its output ends.
  std::vector<std::string> remaining_lines();

  // Its exit code; 128 + n when signal n ended it; -1 after kPatience.
  int wait_for_exit();

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  std::optional<std::string> next_line(Deadline deadline);

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string partial_;
};

}  // namespace hubbub::tests
