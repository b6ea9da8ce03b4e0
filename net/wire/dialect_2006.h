// The frames of the 2006 protocol, in both length conventions that are met in the field.
//
// The original encoder writes UTF-16 lengths before UTF-8 bytes; some descendants write byte
// lengths. For ASCII the two agree; for the rest the reader has to find out, frame by frame. See
// docs/2006.md, sections 2 and 8. Not thread-safe: one splitter per connection.
#pragma once

#include <optional>
#include <string_view>

#include "net/wire/command.h"
#include "net/wire/frame.h"

namespace hubbub::net::wire {

// A whole frame of 2006; a view into somebody's bytes. Null and empty are the same on the wire.
struct Frame2006 {
  std::int32_t command = 0;
  std::string_view name;  // well-formed UTF-8
  std::string_view text;  // well-formed UTF-8
  ByteView bytes;         // header, name and text, without padding

  [[nodiscard]] bool is(Command2006 wanted) const {
    return command == static_cast<std::int32_t>(wanted);
  }
};

// Appends a frame with byte lengths (docs/2006.md 8.1), padded with zeros to exactly
// k2006FrameBytes (8.3). `name` and `text` together fit into k2006FrameBytes - kHeaderBytes.
void append_2006(Command2006 command, std::string_view name, std::string_view text, Bytes& out);

// Bytes of text that one Message of `name` may carry so that the "NAME: TEXT" which an original
// host or ours makes of it still fits one frame.
constexpr std::size_t max_2006_text(std::size_t name_bytes) {
  constexpr std::size_t kRoom = k2006FrameBytes - kHeaderBytes - 2;
  return kRoom > 2 * name_bytes ? kRoom - 2 * name_bytes : 0;
}

// How one frame at the front of `bytes` is read.
struct Reading2006 {
  enum class Verdict : std::uint8_t {
    kFrame,       // `frame` is whole
    kIncomplete,  // more bytes are needed
    kHeld,        // `frame` is whole if no more bytes of it follow; only time or the next byte tell
    kBroken,      // `error` says why
  };
  Verdict verdict = Verdict::kIncomplete;
  Frame2006 frame;
  DecodeError error;
};
Reading2006 read_2006(ByteView bytes);

// Cuts a stream of 2006 frames, from any segmentation and with or without padding.
class Splitter2006 {
 public:
  // Takes the next bytes and calls on_frame(const Frame2006&) for every frame they complete;
  // on_frame returns false to stop. Returns why the stream can't go on.
  template <class OnFrame>
  std::optional<DecodeError> feed(ByteView bytes, OnFrame&& on_frame) {
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
    return drain(false, on_frame);
  }

  // A frame is held back because its length can be read in two ways. Call settle() when nothing
  // more has come for a moment, or at the end of the stream.
  [[nodiscard]] bool holding() const { return holding_; }
  template <class OnFrame>
  std::optional<DecodeError> settle(OnFrame&& on_frame) {
    return drain(true, on_frame);
  }

  // The peer fills its frames up to k2006FrameBytes.
  [[nodiscard]] bool peer_pads() const { return peer_pads_; }
  // Bytes of the unfinished frame.
  [[nodiscard]] ByteView pending() const { return pending_; }

 private:
  template <class OnFrame>
  std::optional<DecodeError> drain(bool settled, OnFrame& on_frame) {
    holding_ = false;
    std::size_t at = 0;
    std::optional<DecodeError> error;
    while (skip_padding(at)) {
      const Reading2006 reading = read_2006(ByteView(pending_).subspan(at));
      if (reading.verdict == Reading2006::Verdict::kBroken) {
        error = reading.error;
        break;
      }
      holding_ = reading.verdict == Reading2006::Verdict::kHeld;
      if (reading.verdict == Reading2006::Verdict::kIncomplete || (holding_ && !settled))
        break;
      holding_ = false;
      at += reading.frame.bytes.size();
      last_frame_bytes_ = reading.frame.bytes.size();
      if (peer_pads_)
        start_padding();
      if (!on_frame(reading.frame))
        break;
    }
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(at));
    return error;
  }

  // Advances `at` past padding. False when no header can be read from there yet.
  bool skip_padding(std::size_t& at);
  void start_padding();

  Bytes pending_;
  std::size_t last_frame_bytes_ = 0;  // 0: none yet
  std::size_t padding_left_ = 0;
  bool peer_pads_ = false;
  bool holding_ = false;
};

}  // namespace hubbub::net::wire
