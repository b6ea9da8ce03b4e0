// The server of 2006 as docs/2006.md, section 4, measured it: mistakes included, sockets left out.
//
// One receive is one frame, whatever it brought; one buffer of 1,024 bytes serves all connections
// and is never cleared; lengths are counted in UTF-16 units when it speaks; an exception leaves a
// connection deaf for good. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/net/original_2006.h"

namespace hubbub::tests {

class Server2006 {
 public:
  using ConnectionId = int;
  // A frame goes to a connection, as one send.
  using Send = std::function<void(ConnectionId, const net::wire::Bytes&)>;
  using Close = std::function<void(ConnectionId)>;

  Server2006(Send send, Close close) : send_(std::move(send)), close_(std::move(close)) {}

  // One completed receive of at most 1,024 bytes; none: the peer has closed, which the original
  // did not notice. False when the connection is never read again.
  bool receive(ConnectionId from, net::wire::ByteView bytes);

  // Who is logged in, in that order.
  [[nodiscard]] std::vector<std::string> names() const;
  // Commands that it understood, in order.
  [[nodiscard]] const std::vector<Data2006>& understood() const { return understood_; }
  // Message boxes that it would have shown.
  [[nodiscard]] int exceptions() const { return exceptions_; }
  // Connections that ended without a Logout: what upsets it most.
  [[nodiscard]] int ghosts() const { return ghosts_; }

 private:
  bool handle(ConnectionId from);
  void broadcast(ConnectionId from, const net::wire::Bytes& frame, bool to_sender);

  const Send send_;
  const Close close_;
  std::array<std::byte, kReceiveBuffer2006> buffer_{};
  std::vector<std::pair<ConnectionId, std::string>> clients_;
  std::vector<Data2006> understood_;
  int exceptions_ = 0;
  int ghosts_ = 0;
};

}  // namespace hubbub::tests
