// How a stream of bytes was cut up on the wire. Linux: the kernel counts. Any thread.
#pragma once

#include <cstdint>

namespace hubbub::tests {

// Segments with bytes in them that this TCP socket has received. 0 if it can't be told.
std::uint32_t segments_received(int socket);

}  // namespace hubbub::tests
