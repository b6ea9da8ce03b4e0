// A TCP connection of the server.
//
// Reads wait for readiness and then use one buffer for all connections, so that an idle client has
// none; writes go to the socket at once, straight from the caller's bytes. Net worker only.
#pragma once

#include <memory>
#include <string>

#include <asio/ip/tcp.hpp>

#include "net/server/strangers.h"
#include "net/server/transport.h"

namespace hubbub::net::server {

class SocketTransport final : public Transport,
                              public std::enable_shared_from_this<SocketTransport> {
 public:
  // Takes an accepted socket over. Until set_known() it is one of the `strangers`.
  SocketTransport(asio::ip::tcp::socket socket, const std::shared_ptr<Strangers>& strangers);
  ~SocketTransport() override;

  // Begins to read. The handler must be set.
  void start();

  void set_handler(TransportHandler* handler) override { handler_ = handler; }
  std::size_t write(std::span<const wire::ByteView> pieces) override;
  void await_writable() override;
  [[nodiscard]] bool delivered() const override;
  void pause_reading() override { paused_ = true; }
  void resume_reading() override;
  void finish_writing() override;
  void close() override;
  [[nodiscard]] bool closed() const override { return !socket_.is_open(); }
  void set_known() override { strangers_.reset(); }
  void probe_liveness() override;
  [[nodiscard]] const std::string& address() const override { return address_; }
  [[nodiscard]] const std::string& counted_address() const override { return counted_address_; }

 private:
  void await_readable();
  void read();
  void end(const std::string& reason);

  mutable asio::ip::tcp::socket socket_;
  std::weak_ptr<Strangers> strangers_;  // none: known
  TransportHandler* handler_ = nullptr;
  std::string address_;
  std::string counted_address_;
  bool finished_ = false;
  bool paused_ = false;
  bool awaiting_ = false;  // a wait for input, or for a turn, is under way
};

}  // namespace hubbub::net::server
