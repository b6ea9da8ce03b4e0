// Bytes as a person writes them in a test. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "net/wire/frame.h"

namespace hubbub::tests {

// The bytes that hexadecimal digits stand for; everything else (blanks, bars) is skipped, so that a
// capture can be pasted as it was written down.
inline net::wire::Bytes from_hex(std::string_view digits) {
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return -1;
  };
  net::wire::Bytes bytes;
  int high = -1;
  for (const char c : digits) {
    const int nibble = value(c);
    if (nibble < 0) {
      continue;
    }
    if (high < 0) {
      high = nibble;
    } else {
      bytes.push_back(static_cast<std::byte>(high * 16 + nibble));
      high = -1;
    }
  }
  return bytes;
}

inline std::string to_hex(net::wire::ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const std::byte byte : bytes) {
    digits += kDigits[std::to_integer<unsigned>(byte) >> 4U];
    digits += kDigits[std::to_integer<unsigned>(byte) & 0x0FU];
  }
  return digits;
}

}  // namespace hubbub::tests
