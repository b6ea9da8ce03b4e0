#include "ui/inspector/frame_filter.h"

#include <algorithm>
#include <initializer_list>

#include "net/text/fold.h"
#include "net/wire/trace.h"
#include "net/wire/utf8.h"
#include "ui/inspector/frame_text.h"

namespace hubbub::ui::inspector {
namespace {

// All that is looked at, in one text: words have no blanks, so none is found across two of its
// parts.
std::string folded_words(const net::wire::CapturedFrame& frame) {
  const net::wire::TraceSummary summary =
      net::wire::summarize_frame(bytes_of(frame), frame.dialect);
  std::string all;
  for (const std::string_view part : std::initializer_list<std::string_view>{
           summary.type, frame.peer, summary.summary, direction_name(frame.direction),
           side_name(frame.side), frame.malformed}) {
    all.append(part).push_back(' ');
  }
  return net::text::folded(all);
}

}  // namespace

void FrameFilter::set_text(std::string_view text) {
  text = net::wire::prefix_within(text, kMaxTextBytes);
  if (text == text_) {
    return;
  }
  text_ = text;
  words_.clear();
  const std::string folded = net::text::folded(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) {
      words_.push_back(folded.substr(at, end - at));
    }
    at = end + 1;
  }
  found_.clear();
  next_ = 0;
}

void FrameFilter::update(const model::FrameView& frames) {
  if (frames.clears() != clears_) {
    clears_ = frames.clears();
    found_.clear();
    next_ = 0;
    first_ = frames.first();
  }
  rows_gone_ = active() ? 0 : static_cast<std::size_t>(frames.first() - first_);
  first_ = frames.first();
  end_ = frames.end();
  while (!found_.empty() && found_.front() < first_) {
    found_.pop_front();
    ++rows_gone_;
  }
  if (!active()) {
    return;
  }
  for (next_ = std::max(next_, first_); next_ < end_; ++next_) {
    if (matches(frames.at(next_))) {
      found_.push_back(next_);
    }
  }
}

bool FrameFilter::matches(const net::wire::CapturedFrame& frame) const {
  const std::string all = folded_words(frame);
  return std::all_of(words_.begin(), words_.end(),
                     [&](const std::string& word) { return all.find(word) != std::string::npos; });
}

std::size_t FrameFilter::size() const {
  return active() ? found_.size() : static_cast<std::size_t>(end_ - first_);
}

std::uint64_t FrameFilter::ordinal(std::size_t index) const {
  return active() ? found_[index] : first_ + index;
}

std::size_t FrameFilter::index_of(std::uint64_t ordinal) const {
  if (active()) {
    return static_cast<std::size_t>(std::lower_bound(found_.begin(), found_.end(), ordinal) -
                                    found_.begin());
  }
  return static_cast<std::size_t>(std::clamp(ordinal, first_, end_) - first_);
}

}  // namespace hubbub::ui::inspector
