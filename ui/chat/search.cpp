#include "ui/chat/search.h"

#include <algorithm>

namespace hubbub::ui::chat {

using model::LineIndex;

void Search::start(std::string_view query, const model::LogView& log, LineIndex from) {
  clear();
  needle_ = model::Needle(query);
  from_ = from;
  above_ = log.end();
  below_ = log.end();
  done_ = needle_.empty();
}

bool Search::step(const model::LogView& log, std::size_t lines) {
  if (!active()) {
    return false;
  }
  // Lines may have gone since the last step.
  below_ = std::max(below_, log.first());
  above_ = std::max(above_, log.first());
  for (; lines > 0 && below_ < log.end(); ++below_) {
    if (matches(log, below_, lines) && !full()) {
      hits_.push_back(below_);
      present_ = present_ ? present_ : below_;
    }
  }
  while (!hits_.empty() && hits_.front() < log.first()) {
    hits_.pop_front();
  }
  if (present_ && *present_ < log.first()) {
    present_ = hits_.empty() ? std::nullopt : std::optional(hits_.front());
  }
  while (lines > 0 && above_ > log.first() && !full()) {
    --above_;
    if (matches(log, above_, lines)) {
      found_above(above_);
    }
  }
  done_ = below_ >= log.end() && (above_ <= log.first() || full());
  return !done_;
}

// The first one at or above the place where one looked is the one to show.
void Search::found_above(LineIndex at) {
  hits_.push_front(at);
  if (!present_ || (*present_ > from_ && at <= from_)) {
    present_ = at;
  }
}

bool Search::matches(const model::LogView& log, LineIndex at, std::size_t& lines) const {
  constexpr std::size_t kUsualLineBytes = 256;
  const std::string_view text = log.line(at).text;
  lines -= std::min(lines, 1 + text.size() / kUsualLineBytes);
  return needle_.is_in(text);
}

std::size_t Search::number() const {
  if (!present_) {
    return 0;
  }
  const auto at = std::lower_bound(hits_.begin(), hits_.end(), *present_);
  return static_cast<std::size_t>(at - hits_.begin()) + 1;
}

bool Search::to_previous() {
  if (hits_.empty()) {
    return false;
  }
  const auto at = std::lower_bound(hits_.begin(), hits_.end(), present_.value_or(hits_.front()));
  present_ = at == hits_.begin() ? hits_.back() : *std::prev(at);
  return true;
}

bool Search::to_next() {
  if (hits_.empty()) {
    return false;
  }
  const auto at = std::upper_bound(hits_.begin(), hits_.end(), present_.value_or(hits_.back()));
  present_ = at == hits_.end() ? hits_.front() : *at;
  return true;
}

}  // namespace hubbub::ui::chat
