// Gets a connection to a host: looks its name up, then races its addresses.
//
// Net worker only. It owns the sockets until it hands one on.
#pragma once

#include <optional>
#include <system_error>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include "net/client/lookup.h"
#include "net/client/race.h"
#include "net/wire/target.h"

namespace hubbub::net::client {

class Dial {
 public:
  // Starts at once; the calls come later, from the loop. `others` are further addresses of the
  // host. `best` is tried first, if the host still has that address: the one that worked the last
  // time.
  Dial(asio::io_context& context, wire::Target target, Endpoints others,
       std::optional<asio::ip::tcp::endpoint> best, Race::Outcome outcome);

 private:
  void looked_up(const std::error_code& error, Endpoints endpoints);

  asio::io_context& context_;
  const wire::Target target_;
  const Endpoints others_;
  const std::optional<asio::ip::tcp::endpoint> best_;
  Race::Outcome outcome_;
  Lookup lookup_;
  std::optional<Race> race_;
};

}  // namespace hubbub::net::client
