#include "net/wire/dialect_2006.h"

#include <algorithm>

#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

constexpr std::byte kHighestCommandByte{0x04};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// One text of `units` at the front of `payload`. Nobody types a zero: where the count reaches over
// one, it has run into the header of the next frame.
Utf16Prefix read_units(std::string_view payload, std::size_t units) {
  const Utf16Prefix prefix = utf16_prefix(payload, units);
  const std::size_t zero = payload.substr(0, prefix.bytes).find('\0');
  if (zero == std::string_view::npos) {
    return prefix;
  }
  return {Utf16Prefix::State::kIllFormed, zero};
}

Frame2006 make_frame(const FrameHeader& header, ByteView bytes, std::size_t name_bytes,
                     std::size_t text_bytes) {
  const ByteView whole = bytes.first(kHeaderBytes + name_bytes + text_bytes);
  const std::string_view payload = as_text(whole.subspan(kHeaderBytes));
  return {header.command, payload.substr(0, name_bytes), payload.substr(name_bytes), whole};
}

// The reading with UTF-16 lengths; where it runs into the next header, `otherwise`, if there is
// one.
Reading2006 read_by_units(const FrameHeader& header, ByteView bytes, const Frame2006* otherwise) {
  using Verdict = Reading2006::Verdict;
  using State = Utf16Prefix::State;
  const std::string_view payload = as_text(bytes.subspan(kHeaderBytes));
  const Utf16Prefix name = read_units(payload, static_cast<std::size_t>(header.name_length));
  Utf16Prefix text{name.state, 0};
  if (name.state == State::kWhole) {
    text = read_units(payload.substr(name.bytes), static_cast<std::size_t>(header.message_length));
  }
  switch (text.state) {
    case State::kWhole:
      return {Verdict::kFrame, make_frame(header, bytes, name.bytes, text.bytes), {}};
    case State::kCutOff:
      return {};
    case State::kIllFormed:
      break;
  }
  const std::size_t broken_at = name.bytes + text.bytes;
  if (otherwise != nullptr && payload[broken_at] == '\0') {
    return {Verdict::kFrame, *otherwise, {}};
  }
  return {Verdict::kBroken,
          {},
          {ErrorCode::kNotUtf8, kHeaderBytes + broken_at,
           name.state == State::kWhole ? "message" : "name"}};
}

std::optional<DecodeError> check_lengths_2006(const FrameHeader& header) {
  if (auto error = check_lengths(header))
    return error;
  if (header.name_length > kMax2006FieldLength)
    return DecodeError{ErrorCode::kTooLong, 4, "nameLen"};
  if (header.message_length > kMax2006FieldLength)
    return DecodeError{ErrorCode::kTooLong, 8, "msgLen"};
  return std::nullopt;
}

}  // namespace

void append_2006(Command2006 command, std::string_view name, std::string_view text, Bytes& out) {
  const std::size_t start = out.size();
  append_frame(static_cast<std::int32_t>(command), name, text, out);
  out.resize(std::max(out.size(), start + k2006FrameBytes));
}

Reading2006 read_2006(ByteView bytes) {
  using Verdict = Reading2006::Verdict;
  if (bytes.size() < kHeaderBytes)
    return {};
  const FrameHeader header = read_header(bytes);
  if (auto error = check_lengths_2006(header))
    return {Verdict::kBroken, {}, *error};
  const std::size_t byte_end = frame_bytes(header);
  if (bytes.size() < byte_end)
    return {};

  const FrameView by_bytes = view_frame(header, bytes.first(byte_end));
  const Frame2006 byte_frame =
      make_frame(header, bytes, by_bytes.name.size(), by_bytes.message.size());
  if (is_ascii(by_bytes.name) && is_ascii(by_bytes.message))
    return {Verdict::kFrame, byte_frame, {}};

  const bool byte_reading_fits = is_utf8(by_bytes.name) && is_utf8(by_bytes.message);
  if (byte_reading_fits) {
    if (bytes.size() == byte_end)
      return {Verdict::kHeld, byte_frame, {}};
    // A command word, or padding, begins with a byte of at most 4; the rest of a text never does.
    if (bytes[byte_end] <= kHighestCommandByte)
      return {Verdict::kFrame, byte_frame, {}};
  }
  return read_by_units(header, bytes, byte_reading_fits ? &byte_frame : nullptr);
}

bool Splitter2006::skip_padding(std::size_t& at) {
  const auto skip_known = [&] {
    const std::size_t skipped = std::min(padding_left_, pending_.size() - at);
    at += skipped;
    padding_left_ -= skipped;
  };
  skip_known();
  if (padding_left_ > 0 || pending_.size() - at < kHeaderBytes)
    return false;
  // A header of zeros after a frame is a Login of nobody, which nobody sends: it is padding, and
  // tells that this peer pads every frame.
  const auto header = ByteView(pending_).subspan(at, kHeaderBytes);
  const bool all_zero = std::all_of(header.begin(), header.end(),
                                    [](std::byte byte) { return byte == std::byte{0}; });
  if (all_zero && last_frame_bytes_ > 0 && !peer_pads_) {
    peer_pads_ = true;
    start_padding();
    skip_known();
  }
  return padding_left_ == 0 && pending_.size() - at >= kHeaderBytes;
}

void Splitter2006::start_padding() {
  padding_left_ = k2006FrameBytes - std::min(last_frame_bytes_, k2006FrameBytes);
}

}  // namespace hubbub::net::wire
