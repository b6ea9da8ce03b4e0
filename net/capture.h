// Whether frames are kept for an inspector (net/tap.h). A value type; any thread.
#pragma once

#include <cstdint>

namespace hubbub::net {

// Off where there is no window to look at them.
enum class Capture : std::uint8_t { kOff, kOn };

}  // namespace hubbub::net
