#include "net/server/socket_transport.h"

#include <algorithm>
#include <array>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include "net/addresses.h"
#include "net/posix_socket.h"
#include "net/server/limits.h"

namespace hubbub::net::server {
namespace {

// One for all connections: the net worker reads from one at a time.
std::array<std::byte, kReadBytes>& read_buffer() {
  thread_local std::array<std::byte, kReadBytes> buffer;
  return buffer;
}

constexpr std::size_t kMaxPieces = 16;

}  // namespace

SocketTransport::SocketTransport(asio::ip::tcp::socket socket,
                                 const std::shared_ptr<Strangers>& strangers)
    : socket_(std::move(socket)), strangers_(strangers) {
  // A failure of any of these shows at the first read.
  std::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  // Where the system can't be told, it keeps more.
  static_cast<void>(set_most_unsent(socket_.native_handle(), kMaxSystemUnsentBytes));
  const auto peer = socket_.remote_endpoint(ignored);
  address_ = to_text(peer);
  if (!peer.address().is_loopback())
    counted_address_ = peer.address().to_string();
}

SocketTransport::~SocketTransport() = default;

void SocketTransport::start() {
  await_readable();
}

void SocketTransport::await_readable() {
  if (paused_ || std::exchange(awaiting_, true))
    return;
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](const std::error_code& error) {
                       const auto strangers = self->strangers_.lock();
                       const auto turn = [self, error] {
                         self->awaiting_ = false;
                         if (!error && self->handler_ != nullptr && !self->paused_)
                           self->read();
                       };
                       strangers ? strangers->wait_in_line(turn) : turn();
                     });
}

void SocketTransport::resume_reading() {
  paused_ = false;
  if (socket_.is_open())
    await_readable();
}

void SocketTransport::read() {
  auto& buffer = read_buffer();
  std::error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(buffer), error);
  if (error == asio::error::eof)
    return end("left without a word");
  if (error && error != asio::error::would_block)
    return end("lost the connection");
  if (count > 0)
    handler_->on_bytes({buffer.data(), count});
  if (handler_ != nullptr)
    await_readable();
}

std::size_t SocketTransport::write(std::span<const wire::ByteView> pieces) {
  std::size_t wanted = 0;
  for (const wire::ByteView piece : pieces)
    wanted += piece.size();
  std::error_code error;
  std::size_t written = 0;
  if (pieces.size() == 1) {
    written = socket_.send(asio::buffer(pieces.front().data(), pieces.front().size()), 0, error);
  } else {
    std::array<asio::const_buffer, kMaxPieces> buffers;
    const std::size_t count = std::min(pieces.size(), kMaxPieces);
    for (std::size_t i = 0; i < count; ++i) {
      buffers[i] = asio::buffer(pieces[i].data(), pieces[i].size());
    }
    written = socket_.send(std::span(buffers).first(count), 0, error);
  }
  if (!error)
    return written;
  // A broken connection shows at its next read; until then it takes everything.
  return error == asio::error::would_block ? 0 : wanted;
}

void SocketTransport::await_writable() {
  socket_.async_wait(asio::ip::tcp::socket::wait_write,
                     [self = shared_from_this()](const std::error_code& error) {
                       if (!error && self->handler_ != nullptr)
                         self->handler_->on_writable();
                     });
}

bool SocketTransport::delivered() const {
  return unsent_bytes(socket_.native_handle()) == 0;
}

void SocketTransport::finish_writing() {
  if (std::exchange(finished_, true))
    return;
  std::error_code ignored;  // a connection that is broken already shows at its next read
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void SocketTransport::close() {
  handler_ = nullptr;
  std::error_code ignored;  // closed is closed
  socket_.close(ignored);
}

void SocketTransport::probe_liveness() {
  // What the system can't do, the end of a write finds out later.
  static_cast<void>(set_keepalive(socket_.native_handle(), {}));
  static_cast<void>(set_user_timeout(socket_.native_handle(), kDeadAfter));
}

void SocketTransport::end(const std::string& reason) {
  if (handler_ != nullptr)
    handler_->on_ended(reason);
}

}  // namespace hubbub::net::server
