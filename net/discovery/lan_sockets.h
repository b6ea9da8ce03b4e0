// The UDP sockets of somebody who announces or looks for parties: one per family at the port that
// everybody knows, which only listens, and one at a port of its own, which also sends.
//
// Net worker only. What comes from beyond the local networks is dropped here (RFC 5082, and the
// interfaces' addresses). A family that the machine does not have is left out.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <asio/io_context.hpp>
#include <asio/ip/udp.hpp>

#include "net/interfaces.h"
#include "net/posix_datagram.h"
#include "net/wire/discovery_messages.h"
#include "net/wire/frame.h"

namespace hubbub::net::discovery {

// Where parties are announced and looked for; tests have others than everybody.
struct Lan {
  std::uint16_t port = wire::kDiscoveryPort;
  std::function<std::vector<NetworkInterface>()> interfaces = network_interfaces;
};

class LanSockets {
 public:
  struct Datagram {
    asio::ip::udp::endpoint from;
    Route back;            // for the answer, if any
    wire::ByteView bytes;  // until the call returns
  };
  using Heard = std::function<void(const Datagram&)>;

  // `port` is the one that everybody knows. Opens nothing before the first use_interfaces().
  LanSockets(asio::io_context& context, std::uint16_t port, Heard heard);
  // Nothing is called any more.
  ~LanSockets();
  LanSockets(const LanSockets&) = delete;
  LanSockets& operator=(const LanSockets&) = delete;

  // These, and no others: of the machine's as they are now.
  void use_interfaces(std::vector<NetworkInterface> interfaces);
  [[nodiscard]] const std::vector<NetworkInterface>& interfaces() const { return interfaces_; }

  // The ways to everybody: one for each IPv4 network, one for IPv6 on each interface, each from an
  // address of ours there.
  [[nodiscard]] std::vector<Route> routes() const;
  // To the group, and to the broadcast address if there is one, along one of these.
  void send_to_all(const Route& route, wire::ByteView datagram);
  void send(const asio::ip::udp::endpoint& to, const Route& route, wire::ByteView datagram);

 private:
  struct Socket;
  void open(std::shared_ptr<Socket>& socket, bool v6, std::uint16_t port);
  void listen(const std::shared_ptr<Socket>& socket);
  void take(const Arrival& arrival, wire::ByteView bytes);
  [[nodiscard]] Route route_back(const Arrival& arrival) const;
  [[nodiscard]] bool is_local(const Arrival& arrival) const;
  [[nodiscard]] bool is_own(const asio::ip::address& address) const;
  void join_groups(const std::vector<NetworkInterface>& before);

  asio::io_context& context_;
  const std::uint16_t port_;
  const Heard heard_;
  std::vector<NetworkInterface> interfaces_;
  // IPv4, IPv6.
  std::array<std::shared_ptr<Socket>, 2> shared_;
  std::array<std::shared_ptr<Socket>, 2> own_;
};

}  // namespace hubbub::net::discovery
