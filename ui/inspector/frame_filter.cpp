#include "ui/inspector/frame_filter.h"

#include <algorithm>
#include <cctype>

#include "net/wire/trace.h"
#include "net/wire/utf8.h"
#include "ui/inspector/frame_text.h"

namespace hubbub::ui::inspector {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// `word` is lower case already.
bool contains(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return lower(a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

}  // namespace

void FrameFilter::set_text(std::string_view text) {
  text = net::wire::prefix_within(text, kMaxTextBytes);
  if (text == text_) {
    return;
  }
  text_ = text;
  words_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      std::string& word = words_.emplace_back(text.substr(at, end - at));
      std::transform(word.begin(), word.end(), word.begin(), lower);
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
  const net::wire::TraceSummary summary =
      net::wire::summarize_frame(bytes_of(frame), frame.dialect);
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
    return contains(summary.type, word) || contains(frame.peer, word) ||
           contains(summary.summary, word) || contains(direction_name(frame.direction), word) ||
           contains(side_name(frame.side), word) || contains(frame.malformed, word);
  });
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
