// The addresses of this machine's network interfaces. POSIX; another system adds another .cpp file.
#pragma once

#include <vector>

#include <asio/ip/address.hpp>

namespace hubbub::net {

// Of every interface that is up: IPv4 before IPv6, those that only this machine reaches (loopback)
// last. Empty when the system does not tell. Any thread; asks the system at each call.
std::vector<asio::ip::address> interface_addresses();

}  // namespace hubbub::net
