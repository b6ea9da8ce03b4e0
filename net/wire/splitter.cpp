#include "net/wire/splitter.h"

#include <algorithm>

namespace hubbub::net::wire {
namespace {

void move_front(ByteView& from, Bytes& to, std::size_t wanted_size) {
  const std::size_t count = std::min(wanted_size - to.size(), from.size());
  to.insert(to.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
  from = from.subspan(count);
}

}  // namespace

std::optional<DecodeError> FrameSplitter::complete_pending(ByteView& bytes) {
  if (pending_.size() < kHeaderBytes) {
    move_front(bytes, pending_, kHeaderBytes);
    if (pending_.size() < kHeaderBytes)
      return std::nullopt;
  }
  const FrameHeader header = read_header(pending_);
  if (auto error = check_lengths(header))
    return error;
  move_front(bytes, pending_, frame_bytes(header));
  return std::nullopt;
}

bool FrameSplitter::pending_is_whole() const {
  return pending_.size() >= kHeaderBytes && pending_.size() == frame_bytes(read_header(pending_));
}

}  // namespace hubbub::net::wire
