#include "net/interfaces.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

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

// The order in which a guest would try them.
int rank(const asio::ip::address& address) {
  if (address.is_loopback())
    return 3;
  if (address.is_v4())
    return 0;
  return address.to_v6().is_link_local() ? 2 : 1;
}

}  // namespace

std::vector<asio::ip::address> interface_addresses() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0)
    return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(list, &freeifaddrs);
  std::vector<asio::ip::address> addresses;
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if ((entry->ifa_flags & IFF_UP) == 0)
      continue;
    if (const auto address = address_of(entry->ifa_addr))
      addresses.push_back(*address);
  }
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return addresses;
}

}  // namespace hubbub::net
