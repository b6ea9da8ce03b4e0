#include "app/log.h"

#include <memory>
#include <mutex>
#include <variant>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include "app/posix_stdio.h"
#include "ui/model/clean_text.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

// What peers wrote may hold anything; a terminal obeys control characters.
std::string harmless(const std::string& text) {
  std::string scratch;
  return std::string(ui::model::clean_line(text, scratch));
}

// A host logs on the thread that has to hear the order to stop: whoever started it and does not
// read its standard error must not hold that up. Lines are dropped then, and counted.
class Stderr final : public spdlog::sinks::base_sink<std::mutex> {
 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    if (dropped_ > 0 &&
        write_stderr_now("(" + std::to_string(dropped_) + " lines were not written here)\n")) {
      dropped_ = 0;
    }
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    if (dropped_ > 0 || !write_stderr_now({line.data(), line.size()})) {
      ++dropped_;
    }
  }
  void flush_() override {}  // nothing is held back

  std::size_t dropped_ = 0;
};

struct Logging {
  void operator()(const wire::HostListening& host) const {
    for (const std::string& address : host.addresses) {
      spdlog::info("Listening; guests join {}", address);
    }
  }
  void operator()(const wire::HostAddressesChanged& host) const {
    for (const std::string& address : host.addresses) {
      spdlog::info("Guests join {} now", address);
    }
  }
  void operator()(const wire::HostStopped& host) const {
    if (host.code.empty()) {
      spdlog::info("The host has stopped.");
    } else {
      spdlog::error("The host has stopped ({}): {}", host.code, harmless(host.reason));
    }
  }
  void operator()(const wire::HostClientJoined& client) const {
    spdlog::info("{} joined from {}", harmless(client.nick), client.address);
  }
  void operator()(const wire::HostClientLeft& client) const {
    spdlog::info("{} left ({}): {}", harmless(client.nick), client.address,
                 harmless(client.reason));
  }
  void operator()(const wire::HostProblem& problem) const {
    spdlog::warn("{}: {}", problem.code, harmless(problem.text));
  }
  void operator()(const wire::ConnectionChanged& connection) const {
    if (!connection.code.empty()) {
      spdlog::info("{} ({}): {}", harmless(connection.target), connection.code,
                   harmless(connection.reason));
    } else if (!connection.target.empty()) {
      spdlog::debug("{} {}", harmless(connection.target), connection.address);
    }
  }
  void operator()(const wire::Notice& notice) const {
    if (notice.severity == wire::Severity::kError) {
      spdlog::error("{}: {}", notice.code, harmless(notice.text));
    }
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

void set_up_log(const std::string& level) {
  const auto logger = std::make_shared<spdlog::logger>("hubbub", std::make_shared<Stderr>());
  logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %l: %v");
  logger->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(logger);
}

void log_warning(const std::string& sentence) {
  spdlog::warn("{}", harmless(sentence));
}

void log_event(const wire::Event& event) {
  std::visit(Logging{}, event);
}

}  // namespace hubbub::app
