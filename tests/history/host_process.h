// The host as a process that can be killed and comes back on the same port with the same folder.
// POSIX. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process/child_process.h"

namespace hubbub::history {

class HostProcess {
 public:
  // Starts `program --serve` on a free port of 127.0.0.1, with `folder` for its data. Throws
  // std::runtime_error when it does not listen.
  HostProcess(std::string program, std::string folder, std::vector<std::string> arguments);

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // SIGKILL, and its end.
  void kill();
  // After kill(). Throws as the constructor does.
  void start();

 private:
  const std::string program_;
  const std::string folder_;
  const std::vector<std::string> arguments_;
  std::uint16_t port_ = 0;
  std::unique_ptr<tests::ChildProcess> process_;
};

}  // namespace hubbub::history
