// Three ways of sending the same bytes to everybody, from the plainest to the fastest known.
//
// A floor is what a relay costs that does nothing else: figures of Hubbub are read beside it. One
// thread.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "net/wire/frame.h"
#include "tests/bench/floor/client.h"

namespace hubbub::bench {

class Sending {
 public:
  using Members = std::vector<Client*>;

  Sending() = default;
  Sending(const Sending&) = delete;
  Sending& operator=(const Sending&) = delete;
  virtual ~Sending() = default;

  // The client has just entered the room: it gets what is said from now on.
  virtual void enter(Client& client) = 0;
  // One frame for all members.
  virtual void broadcast(const Members& members, const net::wire::Bytes& frame) = 0;
  // The input has run dry: whatever waits goes out, as far as the sockets take it.
  virtual void flush(const Members& members) = 0;
  // The socket takes bytes again.
  virtual void resume(Client& client) = 0;

  // Sets Client::blocked, and asks for EPOLLOUT, when a socket is full.
  std::function<void(Client&)> await_writable;
};

// "send": one send per delivery; "queue": shared buffers queued per client, one gathering send per
// client and loop turn; "log": one byte log, a position per client, one send straight from it per
// client and loop turn. Null for any other name.
std::unique_ptr<Sending> make_sending(std::string_view name);

}  // namespace hubbub::bench
