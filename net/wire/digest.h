// 32 opaque bytes: the identity of a key, or a proof that somebody knows something.
//
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

// All zero means "none".
struct Digest {
  static constexpr std::size_t kBytes = 32;
  std::array<std::uint8_t, kBytes> bytes{};

  // 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string to_hex() const;
  // The inverse; anything but 64 hexadecimal digits gives the zero digest.
  static Digest from_hex(std::string_view hex);

  [[nodiscard]] bool is_none() const { return *this == Digest{}; }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

// Who somebody is, whatever name he goes by: SHA-256 of his public key (X.509 SubjectPublicKeyInfo,
// DER). None for whoever came without a key.
using KeyId = Digest;

// The first 8 bytes of a key, little-endian, with which each line says who said it: what two people
// compare aloud, too. 0: came without a key.
using KeyHead = std::uint64_t;
[[nodiscard]] KeyHead head_of(const KeyId& key);

}  // namespace hubbub::net::wire

template <>
struct std::hash<hubbub::net::wire::Digest> {
  std::size_t operator()(const hubbub::net::wire::Digest& digest) const noexcept {
    std::size_t head = 0;
    std::memcpy(&head, digest.bytes.data(), sizeof(head));
    return head;
  }
};
