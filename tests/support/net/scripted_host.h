// A host that does what a test says, frame by frame, over a real socket.
//
// Blocking: what should come but does not ends in the test's time-out. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>

#include "net/wire/client_messages.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/splitter.h"

namespace hubbub::tests {

class ScriptedHost {
 public:
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  // Waits for the next client; the one before is forgotten, its socket closed.
  void accept() {
    drop();
    socket_ = acceptor_.accept();
  }
  // Closes without a word.
  void drop() {
    socket_ = asio::ip::tcp::socket(context_);
    splitter_ = {};
    frames_.clear();
  }
  // Stops listening: the next attempt is refused.
  void close() { acceptor_.close(); }

  void send_raw(net::wire::ByteView bytes) {
    asio::write(socket_, asio::buffer(bytes.data(), bytes.size()));
  }
  template <class M>
  void send(const M& message) {
    send_raw(net::wire::encoded(message));
  }
  // Reads until a frame of that kind comes; nothing when the client closes first.
  template <class M>
  std::optional<M> expect() {
    while (const auto bytes = next_frame()) {
      const auto frame = net::wire::view_frame(net::wire::read_header(*bytes), *bytes);
      if (frame.command == static_cast<std::int32_t>(M::kCommand)) {
        auto message = net::wire::decode<M>(frame);
        return message ? std::optional<M>(*message) : std::nullopt;
      }
    }
    return std::nullopt;
  }
  // Lets a client in: its login is returned, `nick` welcomed, the lobby's roster sent.
  std::optional<net::wire::Login> let_in(const std::string& nick, std::uint64_t as_of = 0) {
    accept();
    auto login = expect<net::wire::Login>();
    net::wire::Welcome welcome;
    welcome.nick = nick;
    welcome.heartbeat_ms = 1000;
    welcome.lobby = net::wire::kDefaultRoom;
    send(welcome);
    send(net::wire::Roster{
        welcome.lobby, kEpoch, kRun, as_of, as_of + 1, as_of, {}, 0, {{nick, {}}}});
    return login;
  }
  static constexpr std::uint64_t kEpoch = 7;
  static constexpr std::uint64_t kRun = 1;

 private:
  std::optional<net::wire::Bytes> next_frame() {
    while (frames_.empty()) {
      std::array<std::byte, 4096> buffer;
      std::error_code error;
      const std::size_t size = socket_.read_some(asio::buffer(buffer), error);
      if (error) {
        return std::nullopt;
      }
      static_cast<void>(splitter_.feed({buffer.data(), size}, [&](const net::wire::FrameView& f) {
        frames_.emplace_back(f.bytes.begin(), f.bytes.end());
        return true;
      }));
    }
    net::wire::Bytes frame = std::move(frames_.front());
    frames_.pop_front();
    return frame;
  }

  asio::io_context context_;
  asio::ip::tcp::acceptor acceptor_{context_,
                                    asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  asio::ip::tcp::socket socket_{context_};
  net::wire::FrameSplitter splitter_;
  std::deque<net::wire::Bytes> frames_;
};

}  // namespace hubbub::tests
