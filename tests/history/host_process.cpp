#include "tests/history/host_process.h"

#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

namespace hubbub::history {

HostProcess::HostProcess(std::string program, std::string folder,
                         std::vector<std::string> arguments)
    : program_(std::move(program)), folder_(std::move(folder)), arguments_(std::move(arguments)) {
  start();
}

void HostProcess::kill() {
  process_.reset();
}

void HostProcess::start() {
  std::vector<std::string> command = {program_,      "--serve",   "--port", std::to_string(port_),
                                      "--bind",      "127.0.0.1", "--data", folder_,
                                      "--log-level", "error"};
  command.insert(command.end(), arguments_.begin(), arguments_.end());
  process_ = std::make_unique<tests::ChildProcess>(std::move(command));
  const auto line = process_->wait_for_line(
      [](const std::string& said) { return said.find("\"listening\"") != std::string::npos; });
  if (!line) {
    throw std::runtime_error("the host does not listen");
  }
  port_ = nlohmann::json::parse(*line).at("port").get<std::uint16_t>();
}

}  // namespace hubbub::history
