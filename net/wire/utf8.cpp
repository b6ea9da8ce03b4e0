#include "net/wire/utf8.h"

#include <cstring>

#include "net/wire/endian.h"

namespace hubbub::net::wire {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Bytes at the front that are ASCII, eight at a time.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size()) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((eight & 0x8080808080808080ULL) != 0)
      break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    ++at;
  return at;
}

// Whether eight bytes are four code points of two bytes each: Cyrillic, Greek and their kin, which
// come in runs as ASCII does. In each 16 bits: the lead 110xxxxx, not C0 or C1, below 10xxxxxx.
inline bool are_four_pairs(std::uint64_t eight) {
  constexpr std::uint64_t kEach = 0x0001'0001'0001'0001ULL;
  const std::uint64_t high_bits_of_lead = eight & (0x001E * kEach);
  return (eight & (0xC0E0 * kEach)) == 0x80C0 * kEach &&
         ((high_bits_of_lead + 0x7FFF * kEach) & (0x8000 * kEach)) == 0x8000 * kEach;
}

// Bytes at the front that are such fours.
std::size_t pairs_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && are_four_pairs(load_le<std::uint64_t>(
                                      reinterpret_cast<const std::byte*>(text.data()) + at))) {
    at += 8;
  }
  return at;
}

// Bytes of the code point at `from`, which begins with a byte of at least 0x80; 0: ill-formed or
// cut off. Every message's text goes through here, so it compares bytes and computes no code point.
inline std::size_t sequence_length(const char* from, std::size_t available) {
  const auto lead = static_cast<unsigned char>(from[0]);
  if (lead < 0xC2 || available < 2) {
    return 0;
  }
  if (lead < 0xE0) {
    return is_continuation(from[1]) ? 2 : 0;
  }
  // The second byte tells over-long forms, surrogates and values past the last plane.
  const auto second = static_cast<unsigned char>(from[1]);
  if (lead < 0xF0) {
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : 0xBF;
    const bool good = available >= 3 && second >= lowest && second <= highest;
    return good && is_continuation(from[2]) ? 3 : 0;
  }
  const unsigned char lowest = lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xF4 ? 0x8F : 0xBF;
  const bool good = lead <= 0xF4 && available >= 4 && second >= lowest && second <= highest;
  return good && is_continuation(from[2]) && is_continuation(from[3]) ? 4 : 0;
}

}  // namespace

Utf8Step next_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) {
    return {1, lead};
  }
  const std::size_t length = sequence_length(text.data(), text.size());
  if (length == 0) {
    return {};
  }
  char32_t code_point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {length, code_point};
}

std::size_t well_formed_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      at += ascii_prefix(text.substr(at));
      at += pairs_prefix(text.substr(at));
      continue;
    }
    const std::size_t length = sequence_length(text.data() + at, text.size() - at);
    if (length == 0) {
      break;
    }
    at += length;
  }
  return at;
}

Utf16Prefix utf16_prefix(std::string_view text, std::size_t units) {
  using State = Utf16Prefix::State;
  constexpr std::size_t kLongestCodePoint = 4;
  std::size_t at = 0;
  while (units > 0) {
    if (at == text.size()) {
      return {State::kCutOff, at};
    }
    const Utf8Step step = next_code_point(text.substr(at));
    if (step.bytes == 0) {
      return {text.size() - at < kLongestCodePoint ? State::kCutOff : State::kIllFormed, at};
    }
    const std::size_t taken = step.code_point >= 0x10000 ? 2 : 1;
    if (taken > units) {
      return {State::kIllFormed, at};
    }
    units -= taken;
    at += step.bytes;
  }
  return {State::kWhole, at};
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    if (is_continuation(c))
      continue;
    units += static_cast<unsigned char>(c) >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string_view prefix_within(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes)
    return text;
  std::size_t end = max_bytes;
  while (end > 0 && is_continuation(text[end]))
    --end;
  return text.substr(0, end);
}

}  // namespace hubbub::net::wire
