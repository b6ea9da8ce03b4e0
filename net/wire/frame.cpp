#include "net/wire/frame.h"

#include "net/wire/endian.h"

namespace hubbub::net::wire {
namespace {

constexpr std::size_t kNameLengthAt = 4;
constexpr std::size_t kMessageLengthAt = 8;

std::optional<DecodeError> check_length(std::int32_t length, std::uint32_t limit,
                                        std::size_t offset, std::string_view field) {
  if (length < 0)
    return DecodeError{ErrorCode::kNegativeLength, offset, field};
  if (static_cast<std::uint32_t>(length) > limit) {
    return DecodeError{ErrorCode::kTooLong, offset, field};
  }
  return std::nullopt;
}

}  // namespace

FrameHeader read_header(ByteView bytes) {
  return {load_le<std::int32_t>(bytes.data()), load_le<std::int32_t>(bytes.data() + kNameLengthAt),
          load_le<std::int32_t>(bytes.data() + kMessageLengthAt)};
}

void write_header(const FrameHeader& header, std::byte* out) {
  store_le(header.command, out);
  store_le(header.name_length, out + kNameLengthAt);
  store_le(header.message_length, out + kMessageLengthAt);
}

std::optional<DecodeError> check_lengths(const FrameHeader& header) {
  if (auto error = check_length(header.name_length, kMaxFrameNameBytes, kNameLengthAt, "nameLen")) {
    return error;
  }
  return check_length(header.message_length, kMaxFrameMessageBytes, kMessageLengthAt, "msgLen");
}

FrameView view_frame(const FrameHeader& header, ByteView bytes) {
  const auto name_length = static_cast<std::size_t>(header.name_length);
  const std::string_view text = as_text(bytes);
  return {header.command, text.substr(kHeaderBytes, name_length),
          text.substr(kHeaderBytes + name_length), bytes};
}

void append_frame(std::int32_t command, std::string_view name, std::string_view message,
                  Bytes& out) {
  const std::size_t start = out.size();
  out.resize(start + kHeaderBytes);
  write_header(
      {command, static_cast<std::int32_t>(name.size()), static_cast<std::int32_t>(message.size())},
      out.data() + start);
  const ByteView name_bytes = as_bytes(name);
  const ByteView message_bytes = as_bytes(message);
  out.insert(out.end(), name_bytes.begin(), name_bytes.end());
  out.insert(out.end(), message_bytes.begin(), message_bytes.end());
}

}  // namespace hubbub::net::wire
