// What a TCP socket can be asked and told on POSIX systems, beyond what Asio covers.
//
// The one place for these calls; another system adds another .cpp file. Pure functions on a native
// handle, which stays the caller's; the thread that owns the socket calls them.
#pragma once

#include <chrono>
#include <cstddef>

namespace hubbub::net {

// As asio::ip::tcp::socket::native_handle() returns it.
using NativeSocket = int;

// Bytes that were handed to the system and that the peer has not acknowledged yet. 0 also when the
// system can't tell, so that pacing on it degrades to not pacing.
std::size_t unsent_bytes(NativeSocket socket);

struct Keepalive {
  std::chrono::seconds idle{15};     // silence before the first probe
  std::chrono::seconds interval{5};  // between probes
  int probes = 3;                    // unanswered ones that end the connection
};
// Lets the system find out that a silent peer is gone. False when the system refuses.
bool set_keepalive(NativeSocket socket, const Keepalive& keepalive);

// Ends the connection when sent bytes stay unacknowledged for that long. False when refused.
bool set_user_timeout(NativeSocket socket, std::chrono::milliseconds timeout);

// Lets the system keep about that many bytes that it has not sent yet, and no more. False when
// refused.
bool set_most_unsent(NativeSocket socket, std::size_t bytes);

}  // namespace hubbub::net
