// The listening sockets of a host: one port, on all interfaces or on those asked for.
//
// Net worker only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "net/posix_limits.h"
#include "net/wire/commands.h"

namespace hubbub::net::server {

class Listener {
 public:
  struct Failure {
    std::string code;    // "port-taken", "port-forbidden", "bad-address", "listen-failed"
    std::string reason;  // a sentence that says what to do
  };
  struct Callbacks {
    std::function<void(asio::ip::tcp::socket)> accepted;
    // The process can open no more: for this one, who is to be let go of within the call, there was
    // a spare descriptor.
    std::function<void(asio::ip::tcp::socket)> no_room;
    // Accepting failed for a moment (out of file descriptors, say); it goes on by itself.
    std::function<void(std::string)> problem;
  };

  Listener(asio::io_context& context, Callbacks callbacks);
  ~Listener() { close(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Listens on `bind` (literal addresses; empty: every IPv4 and IPv6 interface) and `port` (0: one
  // that is free on all of them). Code empty: it accepts now.
  Failure open(const std::vector<std::string>& bind, std::uint16_t port);
  void close();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // Where guests reach it: "192.168.1.7:24280", …. Those that only this machine reaches are named
  // only when there are no others.
  [[nodiscard]] std::vector<std::string> guest_addresses() const;
  // Where this machine reaches it.
  [[nodiscard]] std::string local_address() const;

 private:
  struct Acceptor;
  std::error_code open_one(const asio::ip::tcp::endpoint& endpoint);
  Failure explain(const std::error_code& error, const asio::ip::tcp::endpoint& endpoint) const;
  void accept_next(const std::shared_ptr<Acceptor>& acceptor);
  void turn_away(const std::shared_ptr<Acceptor>& acceptor, const std::error_code& error);
  void pause(const std::shared_ptr<Acceptor>& acceptor, const std::error_code& error);

  asio::io_context& context_;
  Callbacks callbacks_;
  SpareDescriptor spare_;
  std::uint16_t port_ = 0;
  std::vector<std::shared_ptr<Acceptor>> acceptors_;
};

}  // namespace hubbub::net::server
