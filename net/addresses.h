// Endpoints as people write them. Any thread.
#pragma once

#include <string>

#include <asio/ip/tcp.hpp>

namespace hubbub::net {

// "192.168.1.7:24280", "[fe80::1%eth0]:24280".
inline std::string to_text(const asio::ip::tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  const std::string port = std::to_string(endpoint.port());
  return endpoint.address().is_v6() ? '[' + address + "]:" + port : address + ':' + port;
}

}  // namespace hubbub::net
