#include "ui/composer/recall.h"

#include <utility>

namespace hubbub::ui::composer {

void Recall::remember(std::string line) {
  stop();
  if (!lines_.empty() && lines_.back() == line) {
    return;
  }
  lines_.push_back(std::move(line));
  if (lines_.size() > kMaxLines) {
    lines_.pop_front();
  }
}

std::optional<std::string> Recall::older(const std::string& draft) {
  if (steps_back_ == lines_.size()) {
    return std::nullopt;
  }
  if (steps_back_ == 0) {
    draft_ = draft;
  }
  ++steps_back_;
  return lines_[lines_.size() - steps_back_];
}

std::optional<std::string> Recall::newer() {
  if (steps_back_ == 0) {
    return std::nullopt;
  }
  --steps_back_;
  return steps_back_ == 0 ? draft_ : lines_[lines_.size() - steps_back_];
}

}  // namespace hubbub::ui::composer
