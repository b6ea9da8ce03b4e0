// What a UDP socket can be told and asked on POSIX systems, beyond what Asio covers: through which
// interface a datagram leaves, and how one came in.
//
// The one place for these calls; another system adds another .cpp file. Functions on a native
// handle, which stays the caller's; the thread that owns the socket calls them. Interfaces go by
// the system's index (if_nametoindex(3)).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <system_error>

#include <asio/ip/address.hpp>
#include <asio/ip/udp.hpp>

#include "net/posix_socket.h"

namespace hubbub::net {

// From now on each datagram says how it came in. False when the system refuses.
bool set_arrival_info(NativeSocket socket, bool v6);

// Takes part in a group on one interface, or no longer.
std::error_code join_group(NativeSocket socket, const asio::ip::address& group, unsigned interface);
std::error_code leave_group(NativeSocket socket, const asio::ip::address& group,
                            unsigned interface);

// Which way a datagram leaves: through that interface, from that address of it (unspecified: the
// system chooses).
struct Route {
  unsigned interface = 0;
  asio::ip::address from;
};
std::error_code send_through(NativeSocket socket, const Route& route,
                             const asio::ip::udp::endpoint& to, std::span<const std::byte> bytes);

struct Arrival {
  asio::ip::udp::endpoint from;
  asio::ip::address to;    // the address that it was sent to
  unsigned interface = 0;  // through which it came
  int hops = 0;            // its hop limit, as it came
  std::size_t bytes = 0;
  bool cut = false;  // it was larger than the buffer
};
// The next datagram, if there is one; does not wait.
std::optional<Arrival> receive_datagram(NativeSocket socket, std::span<std::byte> buffer);

}  // namespace hubbub::net
