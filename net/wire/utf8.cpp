#include "net/wire/utf8.h"

#include <cstring>

namespace hubbub::net::wire {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Length that a lead byte announces; 0 for bytes that lead nothing.
std::size_t announced_length(unsigned char lead) {
  if (lead < 0x80)
    return 1;
  if (lead >= 0xC2 && lead <= 0xDF)
    return 2;
  if (lead >= 0xE0 && lead <= 0xEF)
    return 3;
  if (lead >= 0xF0 && lead <= 0xF4)
    return 4;
  return 0;
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

}  // namespace

Utf8Step next_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = announced_length(lead);
  if (length == 0 || length > text.size())
    return {};
  if (length == 1)
    return {1, lead};
  char32_t code_point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i]))
      return {};
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  // Over-long forms, surrogates and values past the last plane.
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < kSmallest[length] || code_point > 0x10FFFF)
    return {};
  if (code_point >= 0xD800 && code_point <= 0xDFFF)
    return {};
  return {length, code_point};
}

std::size_t well_formed_prefix(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    at += ascii_prefix(text.substr(at));
    if (at == text.size())
      return at;
    const Utf8Step step = next_code_point(text.substr(at));
    if (step.bytes == 0)
      return at;
    at += step.bytes;
    if (at == text.size())
      return at;
  }
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
