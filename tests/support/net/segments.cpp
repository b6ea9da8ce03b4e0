#include "tests/support/net/segments.h"

// Not <netinet/tcp.h>, whose tcp_info ends before the counters; the two can't be included together.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hubbub::tests {

std::uint32_t segments_received(int socket) {
  tcp_info info{};
  socklen_t size = sizeof(info);
  return ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_data_segs_in
                                                                        : 0;
}

}  // namespace hubbub::tests
