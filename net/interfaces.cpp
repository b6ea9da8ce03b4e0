#include "net/interfaces.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace hubbub::net {
namespace {

std::optional<asio::ip::address> address_of(const sockaddr* socket_address) {
  if (socket_address == nullptr)
    return std::nullopt;
  if (socket_address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, socket_address, sizeof(v4));
    return asio::ip::address_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (socket_address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, socket_address, sizeof(v6));
    asio::ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return asio::ip::address_v6(bytes, v6.sin6_scope_id);
  }
  return std::nullopt;
}

using Bits = std::array<unsigned char, 16>;

// An address as bits from the left, and how many it has.
std::size_t bits_of(const asio::ip::address& address, Bits& bits) {
  bits.fill(0);
  if (address.is_v4()) {
    const auto bytes = address.to_v4().to_bytes();
    std::copy(bytes.begin(), bytes.end(), bits.begin());
    return bytes.size() * 8;
  }
  const auto bytes = address.to_v6().to_bytes();
  std::copy(bytes.begin(), bytes.end(), bits.begin());
  return bytes.size() * 8;
}

// Of a network mask. Without one (some tunnels): the address alone.
unsigned prefix_of(const asio::ip::address& address, const sockaddr* mask) {
  Bits bits{};
  const std::size_t all = bits_of(address, bits);
  const auto read = address_of(mask);
  if (!read || read->is_v4() != address.is_v4())
    return static_cast<unsigned>(all);
  bits_of(*read, bits);
  unsigned prefix = 0;
  for (const unsigned char byte : bits)
    prefix += static_cast<unsigned>(std::popcount(byte));
  return prefix;
}

bool same_network(const asio::ip::address& a, const asio::ip::address& b, unsigned prefix) {
  Bits first{};
  Bits second{};
  bits_of(a, first);
  bits_of(b, second);
  for (unsigned bit = 0; bit < prefix; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((first[bit / 8] & mask) != (second[bit / 8] & mask))
      return false;
  }
  return true;
}

// A second address may come under a name of its own, "eth0:1".
NetworkInterface& interface_of(std::vector<NetworkInterface>& interfaces, const ifaddrs& entry) {
  const unsigned index = if_nametoindex(entry.ifa_name);
  const auto found = std::find_if(interfaces.begin(), interfaces.end(),
                                  [&](const auto& known) { return known.index == index; });
  if (found != interfaces.end())
    return *found;
  NetworkInterface& fresh = interfaces.emplace_back();
  fresh.name = std::string_view(entry.ifa_name).substr(0, std::strcspn(entry.ifa_name, ":"));
  fresh.index = index;
  fresh.loopback = (entry.ifa_flags & IFF_LOOPBACK) != 0;
  fresh.carrier = (entry.ifa_flags & IFF_RUNNING) != 0;
  fresh.broadcast = (entry.ifa_flags & IFF_BROADCAST) != 0;
  return fresh;
}

// The order in which a guest would try them.
int rank(const asio::ip::address& address) {
  if (address.is_loopback())
    return 3;
  if (address.is_v4())
    return 0;
  return address.to_v6().is_link_local() ? 2 : 1;
}

}  // namespace

std::vector<NetworkInterface> network_interfaces() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0)
    return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(list, &freeifaddrs);
  std::vector<NetworkInterface> interfaces;
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if ((entry->ifa_flags & IFF_UP) == 0)
      continue;
    if (const auto address = address_of(entry->ifa_addr)) {
      const bool has_peer = (entry->ifa_flags & IFF_POINTOPOINT) != 0;
      interface_of(interfaces, *entry)
          .addresses.push_back({*address, prefix_of(*address, entry->ifa_netmask),
                                has_peer ? address_of(entry->ifa_dstaddr) : std::nullopt});
    }
  }
  return interfaces;
}

bool is_on_link(const NetworkInterface& interface, const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_link_local())
    return !interface.loopback;
  return std::any_of(interface.addresses.begin(), interface.addresses.end(), [&](const auto& own) {
    return own.address.is_v4() == address.is_v4() && same_network(own.address, address, own.prefix);
  });
}

std::vector<asio::ip::address> interface_addresses() {
  std::vector<asio::ip::address> addresses;
  for (const NetworkInterface& interface : network_interfaces()) {
    for (const InterfaceAddress& own : interface.addresses)
      addresses.push_back(own.address);
  }
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return addresses;
}

}  // namespace hubbub::net
