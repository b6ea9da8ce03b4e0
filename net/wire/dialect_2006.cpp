#include "net/wire/dialect_2006.h"

#include <algorithm>

#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

constexpr std::size_t kLongestCodePoint = 4;
constexpr std::byte kHighestCommandByte{0x04};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct UnitsReading {
  enum class State : std::uint8_t { kWhole, kCutOff, kIllFormed } state = State::kIllFormed;
  std::size_t name_bytes = 0;
  std::size_t text_bytes = 0;
};

// Bytes of `units` UTF-16 units at the front of `text`, and whether they are all there. Nobody
// types a zero: where the count would reach over one, it has run into the header of the next frame.
UnitsReading::State measure_units(std::string_view text, std::size_t units, std::size_t& bytes) {
  bytes = bytes_of_utf16_units(text, units);
  if (text.substr(0, bytes).find('\0') != std::string_view::npos) {
    return UnitsReading::State::kIllFormed;
  }
  if (bytes != kNoPrefix)
    return UnitsReading::State::kWhole;
  const std::size_t good = well_formed_prefix(text);
  const bool cut_off =
      text.size() - good < kLongestCodePoint && utf16_units(text.substr(0, good)) < units;
  return cut_off ? UnitsReading::State::kCutOff : UnitsReading::State::kIllFormed;
}

UnitsReading read_units(const FrameHeader& header, std::string_view payload) {
  UnitsReading reading;
  reading.state =
      measure_units(payload, static_cast<std::size_t>(header.name_length), reading.name_bytes);
  if (reading.state != UnitsReading::State::kWhole)
    return reading;
  reading.state =
      measure_units(payload.substr(reading.name_bytes),
                    static_cast<std::size_t>(header.message_length), reading.text_bytes);
  return reading;
}

Frame2006 make_frame(const FrameHeader& header, ByteView bytes, std::size_t name_bytes,
                     std::size_t text_bytes) {
  const ByteView whole = bytes.first(kHeaderBytes + name_bytes + text_bytes);
  const std::string_view payload = as_text(whole.subspan(kHeaderBytes));
  return {header.command, payload.substr(0, name_bytes), payload.substr(name_bytes), whole};
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
  if (auto error = check_lengths(header))
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
  const UnitsReading units = read_units(header, as_text(bytes.subspan(kHeaderBytes)));
  switch (units.state) {
    case UnitsReading::State::kWhole:
      return {Verdict::kFrame, make_frame(header, bytes, units.name_bytes, units.text_bytes), {}};
    case UnitsReading::State::kCutOff:
      return {};
    case UnitsReading::State::kIllFormed:
      break;
  }
  if (byte_reading_fits)
    return {Verdict::kFrame, byte_frame, {}};
  const std::size_t good = well_formed_prefix(as_text(bytes.subspan(kHeaderBytes)));
  return {Verdict::kBroken, {}, {ErrorCode::kNotUtf8, kHeaderBytes + good, "name or message"}};
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
