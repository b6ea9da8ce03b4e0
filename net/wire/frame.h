// The frame that every byte of a conversation belongs to, ours and that of 2006 alike.
//
//   offset  size      field
//   0       4         command   signed 32-bit, little-endian
//   4       4         nameLen   bytes of name
//   8       4         msgLen    bytes of message
//   12      nameLen   name      UTF-8
//   …       msgLen    message   UTF-8 (dialect of 2006), or fields as declared in messages.h
//
// Pure functions and views; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "net/wire/error.h"
#include "net/wire/limits.h"

namespace hubbub::net::wire {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

inline constexpr std::size_t kHeaderBytes = 12;

struct FrameHeader {
  std::int32_t command = 0;
  std::int32_t name_length = 0;
  std::int32_t message_length = 0;
};

// `bytes` holds at least kHeaderBytes.
FrameHeader read_header(ByteView bytes);
// `out` has room for kHeaderBytes.
void write_header(const FrameHeader& header, std::byte* out);

// Checks the lengths against kMaxFrameNameBytes and kMaxFrameMessageBytes.
std::optional<DecodeError> check_lengths(const FrameHeader& header);

// Bytes of the whole frame. Only for a header that check_lengths() passed.
inline std::size_t frame_bytes(const FrameHeader& header) {
  return kHeaderBytes + static_cast<std::size_t>(header.name_length) +
         static_cast<std::size_t>(header.message_length);
}

// One whole frame; a view into somebody's bytes.
struct FrameView {
  std::int32_t command = 0;
  std::string_view name;
  std::string_view message;
  ByteView bytes;  // all of it, header included
};

// The view of `bytes`, which hold exactly one frame with the checked `header`.
FrameView view_frame(const FrameHeader& header, ByteView bytes);

// Appends a frame to `out`.
void append_frame(std::int32_t command, std::string_view name, std::string_view message,
                  Bytes& out);

inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace hubbub::net::wire
