#include "net/server/socket_transport.h"

#include <memory>
#include <string>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <gtest/gtest.h>

#include "net/server/limits.h"

namespace hubbub::net::server {
namespace {

using asio::ip::tcp;

TEST(SocketTransport, TheSystemKeepsLittleForAPeerThatDoesNotRead) {
  asio::io_context context;
  tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  tcp::socket peer(context);
  peer.connect(acceptor.local_endpoint());
  const auto transport = std::make_shared<SocketTransport>(acceptor.accept(), nullptr);
  const std::string chunk(64 * 1024, 'x');
  const wire::ByteView piece = wire::as_bytes(chunk);
  // What the peer's system takes in for it goes besides.
  constexpr std::size_t kMost = 4 * kMaxSystemUnsentBytes;
  std::size_t taken = 0;
  std::size_t last = piece.size();
  while (last == piece.size() && taken <= 4 * kMost) {
    last = transport->write({&piece, 1});
    taken += last;
  }
  EXPECT_GT(taken, 0U);
  EXPECT_LE(taken, kMost);
  transport->close();
}

}  // namespace
}  // namespace hubbub::net::server
