// This machine's network interfaces and their addresses. POSIX; another system adds another .cpp
// file. Any thread; asks the system at each call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <asio/ip/address.hpp>

namespace hubbub::net {

struct InterfaceAddress {
  asio::ip::address address;
  unsigned prefix = 0;                      // bits of it that name the network
  std::optional<asio::ip::address> peer{};  // at the other end of a link that has but two
  friend bool operator==(const InterfaceAddress&, const InterfaceAddress&) = default;
};

struct NetworkInterface {
  unsigned index = 0;  // the system's number for it (if_nametoindex(3))
  std::string name;    // "eth0"
  bool loopback = false;
  bool carrier = false;    // something is plugged in
  bool broadcast = false;  // reaches all of its network at once, with IPv4
  std::vector<InterfaceAddress> addresses;
  friend bool operator==(const NetworkInterface&, const NetworkInterface&) = default;
};

// Those that are up and have an address. Empty when the system does not tell.
std::vector<NetworkInterface> network_interfaces();

// Whether `address` is on one of the networks that the interface is in: reached without a router.
bool is_on_link(const NetworkInterface& interface, const asio::ip::address& address);

// Of every interface that is up: IPv4 before IPv6, those that only this machine reaches (loopback)
// last. Empty when the system does not tell.
std::vector<asio::ip::address> interface_addresses();

}  // namespace hubbub::net
