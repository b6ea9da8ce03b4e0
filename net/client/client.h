// The client of this process: at most one host is visited at a time.
//
// Net worker only. It owns the present visit, and those that are still saying goodbye. Everything
// that happens goes to the event sink.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "net/client/dialogue.h"
#include "net/client/standing.h"
#include "net/client/trust.h"
#include "net/event_sink.h"
#include "net/tap.h"
#include "net/tls/identity.h"

namespace asio {
class io_context;
}

namespace hubbub::net::client {

class Visit;

class Client {
 public:
  // Context and tap outlive the client. Keys of hosts are known in the file in `data`, or, if that
  // is empty, while the client lives. Without an identity it encrypts nothing.
  Client(asio::io_context& context, Tap& tap, EventSink sink,
         std::shared_ptr<const tls::Identity> identity, const std::filesystem::path& data);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Leaves the present host first.
  void connect(const wire::Connect& wish);
  void carry_out(const Request& request);
  // Logs out; calls `done` (may be empty) when every connection is closed.
  void disconnect(std::function<void()> done);

 private:
  void retire(const std::shared_ptr<Visit>& visit);
  // Calls `next` when no visit is saying goodbye any more, perhaps at once.
  void when_alone(std::function<void()> next);

  asio::io_context& context_;
  Tap& tap_;
  const EventSink sink_;
  Trust trust_;
  std::shared_ptr<Visit> visit_;
  std::optional<Place> last_place_;
  std::vector<std::shared_ptr<Visit>> leaving_;
  std::vector<std::function<void()>> when_alone_;
};

}  // namespace hubbub::net::client
