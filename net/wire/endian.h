// Little-endian integers in byte buffers, whatever the machine's own order. Any thread.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace hubbub::net::wire {

// Swaps on a big-endian machine; nothing on others.
template <std::integral T>
constexpr T to_little_endian(T value) {
  if constexpr (std::endian::native == std::endian::little || sizeof(T) == 1) {
    return value;
  } else {
    using Unsigned = std::make_unsigned_t<T>;
    auto rest = static_cast<Unsigned>(value);
    Unsigned swapped = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      swapped = static_cast<Unsigned>((swapped << 8U) | (rest & 0xFFU));
      rest = static_cast<Unsigned>(rest >> 8U);
    }
    return static_cast<T>(swapped);
  }
}

// `from` points to sizeof(T) readable bytes; no alignment needed.
template <std::integral T>
T load_le(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return to_little_endian(value);
}

// `to` points to sizeof(T) writable bytes; no alignment needed.
template <std::integral T>
void store_le(T value, std::byte* to) {
  const T ordered = to_little_endian(value);
  std::memcpy(to, &ordered, sizeof(T));
}

}  // namespace hubbub::net::wire
