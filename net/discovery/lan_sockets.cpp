#include "net/discovery/lan_sockets.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <asio/ip/multicast.hpp>
#include <asio/ip/unicast.hpp>
#include <asio/ip/v6_only.hpp>
#include <asio/post.hpp>

#include "net/discovery/limits.h"
#include "net/wire/discovery_messages.h"

namespace hubbub::net::discovery {
namespace {

using asio::ip::udp;

constexpr int kHops = 255;

const asio::ip::address& group(bool v6) {
  static const std::array<asio::ip::address, 2> groups{
      asio::ip::make_address(wire::kDiscoveryGroupV4),
      asio::ip::make_address(wire::kDiscoveryGroupV6)};
  return groups[v6 ? 1 : 0];
}

bool has_family(const NetworkInterface& interface, bool v6) {
  // Loopback has no groups in IPv6.
  return !(v6 && interface.loopback) &&
         std::any_of(interface.addresses.begin(), interface.addresses.end(),
                     [v6](const auto& own) { return own.address.is_v6() == v6; });
}

bool has(const std::vector<NetworkInterface>& interfaces, unsigned index, bool v6) {
  return std::any_of(interfaces.begin(), interfaces.end(), [&](const auto& interface) {
    return interface.index == index && has_family(interface, v6);
  });
}

// Of its IPv4 networks, since whoever is in one listens only to what comes from there; in IPv6 the
// link-local address will do for all, or else the first.
std::vector<asio::ip::address> one_of_each_network(const NetworkInterface& interface) {
  NetworkInterface seen;
  std::vector<asio::ip::address> addresses;
  std::optional<asio::ip::address> v6;
  for (const InterfaceAddress& own : interface.addresses) {
    if (own.address.is_v6()) {
      v6 = !v6 || own.address.to_v6().is_link_local() ? own.address : *v6;
    } else if (!is_on_link(seen, own.address)) {
      seen.addresses.push_back(own);
      addresses.push_back(own.address);
    }
  }
  if (v6 && has_family(interface, true))
    addresses.push_back(*v6);
  return addresses;
}

}  // namespace

struct LanSockets::Socket {
  explicit Socket(asio::io_context& context) : socket(context) {}
  udp::socket socket;
  std::array<std::byte, 2048> buffer{};  // larger datagrams are none of ours
  bool closed = false;
};

LanSockets::LanSockets(asio::io_context& context, std::uint16_t port, Heard heard)
    : context_(context), port_(port), heard_(std::move(heard)) {}

LanSockets::~LanSockets() {
  for (const auto& sockets : {shared_, own_}) {
    for (const auto& socket : sockets) {
      if (socket) {
        socket->closed = true;
        std::error_code ignored;  // it goes either way
        socket->socket.close(ignored);
      }
    }
  }
}

void LanSockets::use_interfaces(std::vector<NetworkInterface> interfaces) {
  const std::vector<NetworkInterface> before = std::exchange(interfaces_, std::move(interfaces));
  for (const bool v6 : {false, true}) {
    open(shared_[v6 ? 1 : 0], v6, port_);
    open(own_[v6 ? 1 : 0], v6, 0);
  }
  join_groups(before);
}

// A family that is not there now may come later.
void LanSockets::open(std::shared_ptr<Socket>& socket, bool v6, std::uint16_t port) {
  if (socket)
    return;
  auto fresh = std::make_shared<Socket>(context_);
  const udp protocol = v6 ? udp::v6() : udp::v4();
  std::error_code error;
  const auto set = [&](const auto& option) {
    if (!error)
      fresh->socket.set_option(option, error);
  };
  fresh->socket.open(protocol, error);
  set(udp::socket::reuse_address(port != 0));
  set(asio::ip::multicast::hops(kHops));
  set(asio::ip::unicast::hops(kHops));
  if (v6)
    set(asio::ip::v6_only(true));
  else
    set(udp::socket::broadcast(true));
  if (!error)
    fresh->socket.bind({protocol, port}, error);
  if (!error && !set_arrival_info(fresh->socket.native_handle(), v6))
    error = std::make_error_code(std::errc::not_supported);
  if (error)
    return;
  socket = std::move(fresh);
  listen(socket);
}

// An interface that went and came back has another membership, or none.
void LanSockets::join_groups(const std::vector<NetworkInterface>& before) {
  for (const bool v6 : {false, true}) {
    const auto& socket = shared_[v6 ? 1 : 0];
    if (!socket)
      continue;
    const NativeSocket handle = socket->socket.native_handle();
    for (const NetworkInterface& gone : before) {
      if (has_family(gone, v6) && !has(interfaces_, gone.index, v6))
        leave_group(handle, group(v6), gone.index);
    }
    for (const NetworkInterface& interface : interfaces_) {
      if (has_family(interface, v6))
        join_group(handle, group(v6), interface.index);  // a second time does nothing
    }
  }
}

void LanSockets::listen(const std::shared_ptr<Socket>& socket) {
  socket->socket.async_wait(udp::socket::wait_read, [this, socket](const std::error_code& error) {
    if (socket->closed || error == asio::error::operation_aborted)
      return;
    for (int taken = 0; taken < kMaxDatagramsAtOnce && !socket->closed; ++taken) {
      const auto arrival = receive_datagram(socket->socket.native_handle(), socket->buffer);
      if (!arrival)
        break;
      take(*arrival, wire::ByteView(socket->buffer).first(arrival->bytes));
    }
    if (!socket->closed)
      listen(socket);
  });
}

// From where it was sent to, or, if that was everybody, from an address of ours that is in the
// sender's network.
Route LanSockets::route_back(const Arrival& arrival) const {
  if (is_own(arrival.to))
    return {arrival.interface, arrival.to};
  const bool v6 = arrival.from.address().is_v6();
  for (const Route& route : routes()) {
    if (route.interface != arrival.interface || route.from.is_v6() != v6)
      continue;
    const auto via = std::find_if(interfaces_.begin(), interfaces_.end(),
                                  [&](const auto& each) { return each.index == route.interface; });
    NetworkInterface network;
    for (const InterfaceAddress& own : via->addresses) {
      if (own.address == route.from)
        network.addresses.push_back(own);
    }
    if (v6 || is_on_link(network, arrival.from.address()))
      return route;
  }
  return {arrival.interface, {}};
}

void LanSockets::take(const Arrival& arrival, wire::ByteView bytes) {
  if (!arrival.cut && is_local(arrival))
    heard_({arrival.from, route_back(arrival), bytes});
}

bool LanSockets::is_own(const asio::ip::address& address) const {
  return std::any_of(interfaces_.begin(), interfaces_.end(), [&](const auto& interface) {
    return std::any_of(interface.addresses.begin(), interface.addresses.end(),
                       [&](const auto& own) { return own.address == address; });
  });
}

bool LanSockets::is_local(const Arrival& arrival) const {
  const auto via = std::find_if(interfaces_.begin(), interfaces_.end(), [&](const auto& known) {
    return known.index == arrival.interface;
  });
  if (arrival.hops != kHops || via == interfaces_.end())
    return false;
  const asio::ip::address from = arrival.from.address();
  return is_on_link(*via, from) || (via->loopback && is_own(from));
}

std::vector<Route> LanSockets::routes() const {
  std::vector<Route> routes;
  for (const NetworkInterface& interface : interfaces_) {
    for (const asio::ip::address& address : one_of_each_network(interface))
      routes.push_back({interface.index, address});
  }
  return routes;
}

void LanSockets::send_to_all(const Route& route, wire::ByteView datagram) {
  const bool v6 = route.from.is_v6();
  send({group(v6), port_}, route, datagram);
  const bool broadcast = std::any_of(interfaces_.begin(), interfaces_.end(), [&](const auto& each) {
    return each.index == route.interface && each.broadcast;
  });
  if (!v6 && broadcast)
    send({asio::ip::address_v4::broadcast(), port_}, route, datagram);
}

// One that can't be sent is as good as one that is lost.
void LanSockets::send(const udp::endpoint& to, const Route& route, wire::ByteView datagram) {
  const auto& socket = own_[to.address().is_v6() ? 1 : 0];
  if (socket)
    send_through(socket->socket.native_handle(), route, to, datagram);
}

}  // namespace hubbub::net::discovery
