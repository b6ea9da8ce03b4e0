// A room's log: encoded frames, numbered without gaps, in chunks that every session sends from.
//
// The host encodes a broadcast once and appends it here; a session holds a position. A position is
// the count of bytes ever appended before it. A frame never straddles two chunks, so the end of a
// chunk is the end of a frame. The oldest chunks go when the log is above its bound. Net worker
// only; bytes once handed out never change, so other threads may read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "net/server/limits.h"
#include "net/wire/events.h"
#include "net/wire/frame.h"

namespace hubbub::net::server {

class RoomLog {
 public:
  using Position = std::uint64_t;
  using Seq = std::uint64_t;

  // `next_seq`: the number of the first frame that will be appended.
  explicit RoomLog(std::size_t max_bytes, Seq next_seq = 1)
      : max_bytes_(max_bytes), next_seq_(next_seq) {}
  [[nodiscard]] std::size_t max_bytes() const { return max_bytes_; }

  // Appends one whole frame, which carries number next_seq().
  void append(wire::ByteView frame);

  // Frame `seq`; empty when it is not here.
  [[nodiscard]] wire::ByteView frame(Seq seq) const;
  // Puts `frame` in the place of frame `seq`, which is here and has as many bytes. Whoever was
  // handed the old ones keeps those.
  void replace(Seq seq, wire::ByteView frame);

  // The number that the next frame gets.
  [[nodiscard]] Seq next_seq() const { return next_seq_; }
  // The oldest that is still here; next_seq() when none is.
  [[nodiscard]] Seq first_seq() const {
    return chunks_.empty() ? next_seq_ : chunks_.front().first_seq;
  }

  [[nodiscard]] Position begin() const { return chunks_.empty() ? end_ : chunks_.front().base; }
  [[nodiscard]] Position end() const { return end_; }

  // Where frame `seq` begins; end() for next_seq(); nothing when it has gone or never was.
  [[nodiscard]] std::optional<Position> position_of(Seq seq) const;

  // Bytes that lie together, from a position to the end of its chunk.
  struct Run {
    const wire::SharedBytes* storage = nullptr;
    std::size_t offset = 0;  // in storage
    std::size_t size = 0;
    Seq end_seq = 0;  // number of the first frame after the run

    [[nodiscard]] wire::ByteView bytes() const { return {storage->get() + offset, size}; }
  };
  // `at` is in [begin(), end()); empty at end().
  [[nodiscard]] Run run_from(Position at) const;

  // The end of the frame that holds the byte at `at`, which is in [begin(), end()).
  [[nodiscard]] Position frame_end(Position at) const;

  // The number of the frame that holds the byte at `at`, which is in [begin(), end()); next_seq()
  // at end().
  [[nodiscard]] Seq seq_at(Position at) const;

 private:
  struct Chunk {
    Position base = 0;
    Seq first_seq = 0;
    std::shared_ptr<std::byte[]> bytes;
    wire::SharedBytes shared;  // the same bytes, as handed out
    std::size_t capacity = 0;
    std::size_t used = 0;
    std::vector<std::uint32_t> starts;  // of each frame, from the chunk's first byte
  };

  [[nodiscard]] const Chunk& chunk_at(Position at) const;
  [[nodiscard]] std::size_t chunk_with(Seq seq) const;
  void evict();

  std::size_t max_bytes_;
  std::deque<Chunk> chunks_;
  std::size_t held_bytes_ = 0;  // sum of capacities
  Position end_ = 0;
  Seq next_seq_;
};

}  // namespace hubbub::net::server
