// Bytes as hexadecimal digits and back. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hubbub::net::wire {

// Two lower-case digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);

// The inverse, in either case. False, and `bytes` is all zero, unless `hex` is exactly two digits
// for each of them.
bool from_hex(std::string_view hex, std::span<std::uint8_t> bytes);

}  // namespace hubbub::net::wire
