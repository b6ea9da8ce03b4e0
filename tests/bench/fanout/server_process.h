// The server under measurement: a child process, pinned, that ends with this one. Linux.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

namespace hubbub::bench {

// Raises the limit of open files of this process, and so of its children, to what is allowed;
// returns it.
std::size_t raise_open_files();

// Pins the calling process to that core; does nothing on a machine that lacks it.
void pin_to_core(unsigned core);

class ServerProcess {
 public:
  // Starts `command` on core 0 and waits until it has printed {"event":"listening","port":N,…}.
  // Throws std::runtime_error if it doesn't within ten seconds.
  explicit ServerProcess(const std::vector<std::string>& command);
  // SIGTERM, and SIGKILL for one that doesn't mind it.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // CPU time of all its threads so far.
  [[nodiscard]] std::chrono::nanoseconds cpu_time() const;
  [[nodiscard]] std::size_t resident_bytes() const;

 private:
  void await_port();
  // Waits for the end of the process; false when it lasts longer than that.
  [[nodiscard]] bool ends_within(std::chrono::milliseconds patience) const;
  void end();

  pid_t pid_ = -1;
  int ended_ = -1;   // readable when the process has ended
  int output_ = -1;  // what it prints
  std::uint16_t port_ = 0;
  std::thread drain_;  // reads on behind the first line, or the server would wait for a reader
};

}  // namespace hubbub::bench
