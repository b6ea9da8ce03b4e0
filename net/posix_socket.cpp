#include "net/posix_socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#if defined(__linux__)
#include <linux/sockios.h>
#endif

namespace hubbub::net {
namespace {

bool set_option(NativeSocket socket, int level, int name, int value) {
  return ::setsockopt(socket, level, name, &value, sizeof(value)) == 0;
}

}  // namespace

std::size_t unsent_bytes(NativeSocket socket) {
#if defined(SIOCOUTQ)
  int queued = 0;
  if (::ioctl(socket, SIOCOUTQ, &queued) == 0 && queued > 0) {
    return static_cast<std::size_t>(queued);
  }
#else
  static_cast<void>(socket);
#endif
  return 0;
}

bool set_keepalive(NativeSocket socket, const Keepalive& keepalive) {
  bool ok = set_option(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
#if defined(TCP_KEEPIDLE)
  ok =
      set_option(socket, IPPROTO_TCP, TCP_KEEPIDLE, static_cast<int>(keepalive.idle.count())) && ok;
  ok = set_option(socket, IPPROTO_TCP, TCP_KEEPINTVL,
                  static_cast<int>(keepalive.interval.count())) &&
       ok;
  ok = set_option(socket, IPPROTO_TCP, TCP_KEEPCNT, keepalive.probes) && ok;
#endif
  return ok;
}

bool set_user_timeout(NativeSocket socket, std::chrono::milliseconds timeout) {
#if defined(TCP_USER_TIMEOUT)
  return set_option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(timeout.count()));
#else
  static_cast<void>(socket);
  static_cast<void>(timeout);
  return false;
#endif
}

bool set_most_unsent(NativeSocket socket, std::size_t bytes) {
#if defined(TCP_NOTSENT_LOWAT)
  return set_option(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, static_cast<int>(bytes));
#else
  static_cast<void>(socket);
  static_cast<void>(bytes);
  return false;
#endif
}

}  // namespace hubbub::net
