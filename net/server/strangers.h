// Connections of those who have not logged in, of which one is listened to in a turn of the loop:
// however many come at once, with garbage or with handshakes, whoever is in waits for one of them
// at most. Net worker only.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include <asio/io_context.hpp>

namespace hubbub::net::server {

class Strangers : public std::enable_shared_from_this<Strangers> {
 public:
  explicit Strangers(asio::io_context& context) : context_(context) {}

  // Calls `turn` in a later turn of the loop, in which nobody else has one.
  void wait_in_line(std::function<void()> turn);

 private:
  void next_turn();

  asio::io_context& context_;
  std::deque<std::function<void()>> line_;
};

}  // namespace hubbub::net::server
