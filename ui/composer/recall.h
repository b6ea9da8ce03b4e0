// What was sent lately, to be taken up again with the arrow keys. Knows no ImGui; one thread.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace hubbub::ui::composer {

class Recall {
 public:
  static constexpr std::size_t kMaxLines = 100;

  // Remembers a line that was sent, unless it is the same as the last, and ends recalling.
  void remember(std::string line);

  // The line before the present one; `draft` is kept for the way back. Nothing at the oldest.
  std::optional<std::string> older(const std::string& draft);
  // The line after; past the newest the draft. Nothing when not recalling.
  std::optional<std::string> newer();

  // The text was edited: it is a draft of its own now.
  void stop() { steps_back_ = 0; }

 private:
  std::deque<std::string> lines_;  // oldest first
  std::size_t steps_back_ = 0;     // 0: at the draft
  std::string draft_;
};

}  // namespace hubbub::ui::composer
