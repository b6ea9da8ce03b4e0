// One connection of the load generator, plain or encrypted. One thread. Linux.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>

#include "net/tls/stream.h"
#include "net/wire/frame.h"

namespace hubbub::bench {

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Speech : std::uint8_t { kPlain, kTls };

// Makes the keys that encrypted lines are somebody's with, so that no measurement counts that.
void prepare_keys();

class Line {
 public:
  // Connects to 127.0.0.1; throws Failure. An encrypted line takes one of a few hundred keys, by
  // `index`.
  Line(std::uint16_t port, Speech speech, std::size_t index);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  [[nodiscard]] int fd() const { return fd_; }

  // What is appended here goes out with the next flush(), or once hands are shaken.
  net::wire::Bytes& to_say() { return stream_ ? to_seal_ : unsent_; }
  // Sends what the socket takes. False: something is left for when it is writable.
  bool flush();

  // Reads once, into `buffer`, and hands what has come to `sink(ByteView)`. False: the server has
  // ended the connection, or the encryption is broken.
  template <class Sink>
  bool read(std::span<std::byte> buffer, const Sink& sink) {
    std::optional<net::wire::ByteView> came = receive(buffer);
    if (!came) {
      return false;
    }
    if (!stream_) {
      if (!came->empty()) {
        sink(*came);
      }
      return true;
    }
    while (true) {
      const net::wire::ByteView plain = stream_->next(*came, unsent_);
      if (plain.empty()) {
        return stream_->state() != net::tls::Stream::State::kClosed;
      }
      sink(plain);
    }
  }
  // The handshake has left something to send.
  [[nodiscard]] bool wants_flush() const;

  // Resets the connection, so that no TIME_WAIT stays: thousands of lines follow one another on a
  // port range that has an end.
  void reset();

 private:
  // Nothing: it is over. Empty: nothing has come.
  std::optional<net::wire::ByteView> receive(std::span<std::byte> buffer) const;
  [[nodiscard]] bool may_seal() const;

  int fd_ = -1;
  std::unique_ptr<net::tls::Stream> stream_;  // null: plain
  net::wire::Bytes to_seal_;
  net::wire::Bytes unsent_;  // what the socket did not take yet
};

}  // namespace hubbub::bench
