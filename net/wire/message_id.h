// Identity of one chat message, made by its sender.
//
// A message keeps its id from the composer to every log it ends in, through lost connections and
// repeated sending, so that both ends can tell "the same line again" from "the same text again".
// Value type; any thread.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace hubbub::net::wire {

// 16 opaque bytes. Ours are 8 random ones, so that nobody knows an id before it is sent, then a
// counter from a random beginning. All zero means "none".
struct MessageId {
  static constexpr std::size_t kBytes = 16;
  std::array<std::uint8_t, kBytes> bytes{};

  // An id that no other call, in this process or another, returns. Any thread.
  static MessageId make();

  // 32 lower-case hexadecimal digits.
  [[nodiscard]] std::string to_hex() const;
  // The inverse; anything but 32 hexadecimal digits gives the zero id.
  static MessageId from_hex(std::string_view hex);

  [[nodiscard]] bool is_none() const { return *this == MessageId{}; }
  friend auto operator<=>(const MessageId&, const MessageId&) = default;
};

}  // namespace hubbub::net::wire

template <>
struct std::hash<hubbub::net::wire::MessageId> {
  std::size_t operator()(const hubbub::net::wire::MessageId& id) const noexcept {
    std::uint64_t half[2];
    static_assert(sizeof(half) == hubbub::net::wire::MessageId::kBytes);
    std::memcpy(half, id.bytes.data(), sizeof(half));
    return half[0] ^ (half[1] * 0x9E3779B97F4A7C15ULL);
  }
};
