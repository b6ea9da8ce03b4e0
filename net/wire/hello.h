// What a login says of the protocol itself. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace hubbub::net::wire {

inline constexpr std::uint16_t kProtocolVersion = 3;
inline constexpr std::string_view kHelloMagic = "hubbub";

}  // namespace hubbub::net::wire
