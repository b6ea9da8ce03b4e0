// Gets a connection: looks the name up, then tries its addresses in turn, each with a time-out.
//
// Net worker only. It owns the socket until it hands it on.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "net/client/ending.h"
#include "net/client/lookup.h"
#include "net/wire/target.h"

namespace hubbub::net::client {

class Dial {
 public:
  struct Outcome {
    // An address ("192.168.1.7:24280") is being tried.
    std::function<void(const std::string& address)> trying;
    // The last call. It may destroy the dial.
    std::function<void(asio::ip::tcp::socket, const std::string& address)> connected;
    // The last call: none of the addresses answered. It may destroy the dial.
    std::function<void(Ending)> failed;
  };

  // Starts at once; the calls come later, from the loop.
  Dial(asio::io_context& context, wire::Target target, Outcome outcome);
  // Gives up without a call.
  ~Dial();
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

 private:
  // One address's turn; what is under way holds it, so that a late answer finds it given up.
  struct Turn;

  void looked_up(const std::error_code& error, Lookup::Endpoints endpoints);
  void try_next();
  void fail(Ending ending);
  void turn_over(const std::shared_ptr<Turn>& turn, const std::error_code& error);

  asio::io_context& context_;
  const wire::Target target_;
  const Outcome outcome_;
  Lookup lookup_;
  Lookup::Endpoints endpoints_;
  std::size_t next_ = 0;
  std::shared_ptr<Turn> turn_;
  std::optional<Ending> failure_;
};

}  // namespace hubbub::net::client
