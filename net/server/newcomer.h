// A connection of which it is not yet known what it speaks.
//
// The first byte tells whether it is encrypted. Then the first frame tells: a login that says hello
// is ours, anything else is of 2006. Net worker only; the server owns it.
#pragma once

#include <memory>
#include <string>

#include "net/server/clock.h"
#include "net/server/transport.h"
#include "net/tap.h"
#include "net/wire/frame.h"

namespace hubbub::net::server {

class Server;

class Newcomer final : public TransportHandler {
 public:
  Newcomer(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection,
           Clock::Instant since);

  void on_bytes(wire::ByteView bytes) override;
  void on_writable() override {}
  void on_ended(const std::string& reason) override;

  [[nodiscard]] Clock::Instant since() const { return since_; }
  // The encrypted one, once it is known to be.
  [[nodiscard]] const std::shared_ptr<Transport>& transport() const { return transport_; }
  [[nodiscard]] Tap::ConnectionId connection() const { return connection_; }

 private:
  void encrypt(wire::ByteView first_bytes);

  Server& server_;
  std::shared_ptr<Transport> transport_;
  Tap::ConnectionId connection_;
  Clock::Instant since_;
  wire::Bytes greeting_;
};

}  // namespace hubbub::net::server
