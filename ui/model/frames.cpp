#include "ui/model/frames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hubbub::ui::model {

// Never moves; the store fills it from the front.
struct FrameBlock {
  std::array<wire::CapturedFrame, kFramesPerBlock> frames;
};

const wire::CapturedFrame& FrameView::at(std::uint64_t ordinal) const {
  const auto after =
      std::upper_bound(parts_.begin(), parts_.end(), ordinal,
                       [](std::uint64_t wanted, const Part& part) { return wanted < part.first; });
  const Part& part = *std::prev(after);
  return part.block->frames[static_cast<std::size_t>(ordinal - part.first)];
}

void FrameStore::append(std::vector<wire::CapturedFrame>&& frames, std::uint64_t evicted_upstream) {
  evicted_upstream_ = evicted_upstream;
  for (wire::CapturedFrame& frame : frames) {
    push(std::move(frame));
    trim();
  }
}

void FrameStore::push(wire::CapturedFrame&& frame) {
  const std::size_t cost = frame.size + sizeof(frame);
  if (parts_.empty() || end_ - parts_.back().first == kFramesPerBlock ||
      parts_.back().bytes + cost > kFrameBlockBytes) {
    parts_.push_back({end_, 0, std::make_shared<FrameBlock>()});
  }
  Part& part = parts_.back();
  part.block->frames[static_cast<std::size_t>(end_ - part.first)] = std::move(frame);
  part.bytes += cost;
  bytes_ += cost;
  ++end_;
}

void FrameStore::trim() {
  while (parts_.size() > 1 &&
         (end_ - parts_.front().first > kMaxFrames || bytes_ > kMaxFrameBytes)) {
    bytes_ -= parts_.front().bytes;
    evicted_here_ += parts_[1].first - parts_.front().first;
    parts_.pop_front();
  }
}

void FrameStore::clear() {
  parts_.clear();
  bytes_ = 0;
  evicted_upstream_ = 0;
  evicted_here_ = 0;
  ++clears_;
}

bool FrameStore::pull(FrameView& view) const {
  const std::uint64_t first = parts_.empty() ? end_ : parts_.front().first;
  const std::uint64_t evicted = evicted_upstream_ + evicted_here_;
  if (view.first_ == first && view.end_ == end_ && view.evicted_ == evicted &&
      view.clears_ == clears_) {
    return false;
  }
  while (!view.parts_.empty() && view.parts_.front().first < first) {
    view.parts_.pop_front();
  }
  // What is left of the view is a prefix of ours.
  for (std::size_t at = view.parts_.size(); at < parts_.size(); ++at) {
    view.parts_.push_back({parts_[at].first, parts_[at].block});
  }
  view.first_ = first;
  view.end_ = end_;
  view.evicted_ = evicted;
  view.clears_ = clears_;
  return true;
}

}  // namespace hubbub::ui::model
