// Frames as the programs of 2006 wrote and read them, byte for byte (docs/2006.md, sections 2
// to 5). Written apart from net/wire on purpose: a mistake there must not be repeated here.
//
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "net/wire/frame.h"

namespace hubbub::tests {

// Which length the header carries: the original counts UTF-16 code units, some descendants bytes.
enum class LengthUnit : std::uint8_t { kUtf16, kBytes };

inline constexpr std::size_t kReceiveBuffer2006 = 1024;

// UTF-16 code units of well-formed UTF-8, as String.Length gave them.
inline std::int32_t dotnet_length(std::string_view text) {
  std::int32_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += byte >= 0xF0 ? 2 : (byte & 0xC0U) != 0x80U ? 1 : 0;
  }
  return units;
}

// What Encoding.UTF8.GetString made of bytes: ill-formed parts become U+FFFD.
inline std::string dotnet_string(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const auto lead = static_cast<unsigned char>(bytes.front());
    const std::size_t wanted = lead < 0x80    ? 1
                               : lead >= 0xF0 ? 4
                               : lead >= 0xE0 ? 3
                               : lead >= 0xC2 ? 2
                                              : 0;
    std::size_t there = 1;
    while (there < wanted && there < bytes.size() &&
           (static_cast<unsigned char>(bytes[there]) & 0xC0U) == 0x80U) {
      ++there;
    }
    text += wanted == there ? bytes.substr(0, there) : std::string_view("\uFFFD");
    bytes.remove_prefix(there);
  }
  return text;
}

// Data.ToByte(): header and payload, no padding.
inline net::wire::Bytes original_frame(std::int32_t command, std::string_view name,
                                       std::string_view text,
                                       LengthUnit unit = LengthUnit::kUtf16) {
  const auto length = [unit](std::string_view s) {
    return unit == LengthUnit::kUtf16 ? dotnet_length(s) : static_cast<std::int32_t>(s.size());
  };
  net::wire::Bytes bytes;
  const auto put_word = [&bytes](std::int32_t word) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<std::byte>(static_cast<std::uint32_t>(word) >> shift));
    }
  };
  const auto put_text = [&bytes](std::string_view s) {
    for (const char c : s) {
      bytes.push_back(static_cast<std::byte>(c));
    }
  };
  put_word(command);
  put_word(length(name));
  put_word(length(text));
  put_text(name);
  put_text(text);
  return bytes;
}

// Data(byte[]): what the original made of its receive buffer. Null and empty differ for it.
struct Data2006 {
  std::int32_t command = 0;
  std::optional<std::string> name;
  std::optional<std::string> text;
};

// `buffer` holds kReceiveBuffer2006 bytes. Throws where the original threw: a length that points
// past the buffer.
inline Data2006 original_reading(net::wire::ByteView buffer) {
  const auto word = [&buffer](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) {
      value = value << 8U | std::to_integer<std::uint32_t>(buffer[at + i]);
    }
    return static_cast<std::int32_t>(value);
  };
  const auto text_at = [&buffer](std::int64_t at,
                                 std::int32_t length) -> std::optional<std::string> {
    if (length <= 0) {
      return std::nullopt;
    }
    if (at < 0 || at + length > static_cast<std::int64_t>(buffer.size())) {
      throw std::out_of_range("Index and count must refer to a location within the buffer.");
    }
    const auto part =
        buffer.subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
    return dotnet_string({reinterpret_cast<const char*>(part.data()), part.size()});
  };
  const std::int32_t name_length = word(4);
  return {word(0), text_at(12, name_length), text_at(std::int64_t{12} + name_length, word(8))};
}

}  // namespace hubbub::tests
