// Looks up the addresses of a name, and can be walked away from.
//
// The system's look-up can take many seconds when no name server answers, and nothing can take it
// back; Asio's resolver makes the end of the program wait for it. So it runs on a thread of its
// own that holds nothing of ours: when nobody waits any more, its result is dropped. Net worker
// only; at most kMaxLookups at a time in the process.
#pragma once

#include <functional>
#include <memory>
#include <system_error>
#include <vector>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "net/wire/target.h"

namespace hubbub::net::client {

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

class Lookup {
 public:
  // At most kMaxAddresses endpoints, in the system's order of preference.
  using Done = std::function<void(std::error_code, Endpoints)>;

  explicit Lookup(asio::io_context& context);
  // Nothing is called any more.
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  // Calls `done` once, later, from the loop. A literal address in any spelling needs no look-up,
  // nor does "localhost" (net/addresses.h). Once per object.
  void start(const wire::Target& target, Done done);

 private:
  struct Shared;
  void finish(std::error_code error, Endpoints endpoints);

  asio::io_context& context_;
  asio::steady_timer timeout_;
  std::shared_ptr<Shared> shared_;
  Done done_;
};

}  // namespace hubbub::net::client
