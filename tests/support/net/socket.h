// A TCP socket on loopback that never blocks, for peers that tests play themselves. POSIX; owns the
// descriptor. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "net/wire/frame.h"

namespace hubbub::tests {

class Socket {
 public:
  // Connected to 127.0.0.1:`port`. Throws std::system_error.
  explicit Socket(std::uint16_t port);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  // Takes what the system has room for, which on loopback is all that a test sends.
  void send(net::wire::ByteView bytes);

  enum class Outcome : std::uint8_t { kNothing, kBytes, kEnd, kReset };
  struct Received {
    Outcome outcome = Outcome::kNothing;
    std::size_t count = 0;
  };
  // One receive, into `buffer`.
  Received receive(std::span<std::byte> buffer);

  // FIN: no more will be sent; the other side may go on.
  void finish();
  void close();
  // RST: what the system sends for a process that was killed with bytes unread.
  void reset();
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

}  // namespace hubbub::tests
