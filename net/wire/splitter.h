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
  // on_frame returns false to stop (the rest of `bytes` is then discarded). The views die with the
  // call. Returns why the stream can't go on (its header is out of bounds); then, feed no more.
  template <class OnFrame>
  std::optional<DecodeError> feed(ByteView bytes, OnFrame&& on_frame) {
    if (!pending_.empty()) {
      if (auto error = complete_pending(bytes))
        return error;
      if (!pending_is_whole())
        return std::nullopt;
      const Bytes whole = std::exchange(pending_, {});
      if (!on_frame(view_frame(read_header(whole), whole)))
        return std::nullopt;
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
      if (!on_frame(view_frame(header, bytes.first(size))))
        return std::nullopt;
      bytes = bytes.subspan(size);
    }
    pending_.assign(bytes.begin(), bytes.end());
    return std::nullopt;
  }

  // The unfinished frame's bytes; after an error, the bytes that broke the stream.
  [[nodiscard]] ByteView pending() const { return pending_; }

 private:
  // Moves from the front of `bytes` what the unfinished frame lacks.
  std::optional<DecodeError> complete_pending(ByteView& bytes);
  [[nodiscard]] bool pending_is_whole() const;

  Bytes pending_;
};

}  // namespace hubbub::net::wire
