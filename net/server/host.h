// A host in this process: the listeners, the server behind them, and its clock.
//
// Net worker only. It owns every connection of the server. Outcomes go to the event sink:
// HostListening once it accepts, HostClientJoined, HostClientLeft, HostProblem while it runs,
// HostStopped when it is over, asked for or not.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "net/event_sink.h"
#include "net/tap.h"
#include "net/tls/identity.h"
#include "net/wire/commands.h"

namespace asio {
class io_context;
}

namespace hubbub::net::server {

class Host {
 public:
  struct Options {
    // Whoever has it as a client runs the host. None: no encrypted connections are taken.
    std::shared_ptr<const tls::Identity> identity;
    std::filesystem::path data;  // where the history is kept; empty: nowhere
  };
  // Context and tap outlive the host.
  Host(asio::io_context& context, Tap& tap, EventSink sink, Options options);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // Listens as asked. One that already runs is stopped first.
  void start(const wire::StartHost& wanted);

  // Tells every client, gives their last bytes a moment to leave, closes, then reports HostStopped
  // and calls `done` (may be empty). Does nothing but that call when it does not run.
  void stop(std::function<void()> done);

  [[nodiscard]] bool running() const;
  // While it runs: where to reach it from this machine ("127.0.0.1:24280").
  [[nodiscard]] std::string local_address() const;

 private:
  struct Running;
  asio::io_context& context_;
  Tap& tap_;
  EventSink sink_;
  const Options options_;
  std::shared_ptr<Running> running_;
};

}  // namespace hubbub::net::server
