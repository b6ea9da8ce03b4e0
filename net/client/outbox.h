// What waits to be written to a socket. Net worker only.
//
// Two ways of writing: as a stream, everything that waits in one write; or paced, for a peer of
// 2006 that takes what one read brings for one frame. Both are bounded by kMaxOutboxBytes. The
// outbox borrows the socket; its callbacks do not come after close().
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <system_error>

#include <asio/ip/tcp.hpp>

#include "net/wire/frame.h"

namespace hubbub::net::client {

class Outbox {
 public:
  struct Callbacks {
    // All that was pushed is with the system (paced: with the peer's system).
    std::function<void()> drained;
    std::function<void(const std::error_code&)> failed;
  };

  virtual ~Outbox() = default;
  // False when there is no room for it.
  virtual bool push(wire::Bytes frame) = 0;
  [[nodiscard]] virtual bool empty() const = 0;
  virtual void close() = 0;
};

std::shared_ptr<Outbox> make_stream_outbox(asio::ip::tcp::socket& socket,
                                           Outbox::Callbacks callbacks);
std::shared_ptr<Outbox> make_paced_outbox(asio::ip::tcp::socket& socket,
                                          Outbox::Callbacks callbacks);

}  // namespace hubbub::net::client
