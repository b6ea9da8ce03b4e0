// Cuts a byte stream into frames, whatever its segmentation.
//
// TCP carries a stream: one read may bring half a frame or fifty. Whole frames are handed on as
// views straight into the bytes that were read; only an unfinished one is kept, and never more than
// the limits in limits.h allow. Not thread-safe: one per connection and direction.
#pragma once

#include <optional>
#include <utility>

#include "net/wire/frame.h"

namespace hubbub::net::wire {

class FrameSplitter {
 public:
  // Takes the next bytes of the stream and calls on_frame(FrameView) for every frame they complete;
  // on_frame returns false to stop; rest() then has what comes after that frame, to be fed again if
  // the stream is to go on. The views die with the call. Returns why the stream can't go on (its
  // header is out of bounds); then, feed no more.
  template <class OnFrame>
  std::optional<DecodeError> feed(ByteView bytes, OnFrame&& on_frame) {
    rest_ = {};
    if (!pending_.empty()) {
      if (auto error = complete_pending(bytes))
        return error;
      if (!pending_is_whole())
        return std::nullopt;
      const Bytes whole = std::exchange(pending_, {});
      if (!on_frame(view_frame(read_header(whole), whole))) {
        rest_ = bytes;
        return std::nullopt;
      }
    }
    while (bytes.size() >= kHeaderBytes) {
      const FrameHeader header = read_header(bytes);
      if (auto error = check_lengths(header)) {
        pending_.assign(bytes.begin(), bytes.begin() + kHeaderBytes);
        return error;
      }
      const std::size_t size = frame_bytes(header);
      if (bytes.size() < size)
        break;
      const bool goes_on = on_frame(view_frame(header, bytes.first(size)));
      bytes = bytes.subspan(size);
      if (!goes_on) {
        rest_ = bytes;
        return std::nullopt;
      }
    }
    pending_.assign(bytes.begin(), bytes.end());
    return std::nullopt;
  }

  // After a stop: what was fed and not looked at. Into the caller's bytes.
  [[nodiscard]] ByteView rest() const { return rest_; }

  // The unfinished frame's bytes; after an error, the bytes that broke the stream.
  [[nodiscard]] ByteView pending() const { return pending_; }

 private:
  // Moves from the front of `bytes` what the unfinished frame lacks.
  std::optional<DecodeError> complete_pending(ByteView& bytes);
  [[nodiscard]] bool pending_is_whole() const;

  Bytes pending_;
  ByteView rest_;
};

}  // namespace hubbub::net::wire
