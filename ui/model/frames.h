// Captured frames for the inspector: a bounded, append-only store shared without copying.
//
// FrameStore belongs to whoever holds the model's lock; a FrameView to one thread (the UI's).
// Works like the log: blocks that never move, of which a reader knows how much is filled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "net/wire/events.h"
#include "ui/model/limits.h"

namespace hubbub::ui::model {

namespace wire = net::wire;

struct FrameBlock;

// The frames that were kept when pulled, oldest first.
class FrameView {
 public:
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - first_); }
  [[nodiscard]] bool empty() const { return first_ == end_; }

  // A frame's ordinal in this store counts on for ever: what was ordinal 7 stays ordinal 7 while
  // older ones fall off, so it serves as a selection or as a filter's cursor.
  [[nodiscard]] std::uint64_t first() const { return first_; }
  [[nodiscard]] std::uint64_t end() const { return end_; }

  // first() <= ordinal < end(). The reference is good until the next pull.
  [[nodiscard]] const wire::CapturedFrame& at(std::uint64_t ordinal) const;

  // Frames lost since the start, or since the last clear: off the engine's ring before they came
  // here, and off this store.
  [[nodiscard]] std::uint64_t evicted() const { return evicted_; }
  // Moves with every clear; ordinals go on.
  [[nodiscard]] std::uint64_t clears() const { return clears_; }

 private:
  friend class FrameStore;
  struct Part {
    std::uint64_t first = 0;
    std::shared_ptr<const FrameBlock> block;
  };
  std::deque<Part> parts_;
  std::uint64_t first_ = 0;
  std::uint64_t end_ = 0;
  std::uint64_t evicted_ = 0;
  std::uint64_t clears_ = 0;
};

class FrameStore {
 public:
  // Takes the frames; past kMaxFrames or kMaxFrameBytes the oldest block goes.
  void append(std::vector<wire::CapturedFrame>&& frames, std::uint64_t evicted_upstream);
  void clear();
  // O(blocks that are new or gone). Returns whether anything moved.
  bool pull(FrameView& view) const;

 private:
  struct Part {
    std::uint64_t first = 0;
    std::size_t bytes = 0;
    std::shared_ptr<FrameBlock> block;
  };
  void push(wire::CapturedFrame&& frame);
  void trim();

  std::deque<Part> parts_;
  std::uint64_t end_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t evicted_upstream_ = 0;
  std::uint64_t evicted_here_ = 0;
  std::uint64_t clears_ = 0;
};

}  // namespace hubbub::ui::model
