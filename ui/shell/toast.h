// A few words over the window that go by themselves: that something was copied, or can be undone.
// Main thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::ui::shell {

class Toast {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds kShown{2'000};

  // From the next draw() on, for kShown.
  void show(std::string text);
  // "Copied: …" with the beginning of what was copied.
  void show_copied(std::string_view copied);
  // At the bottom of the main viewport, over everything; `raised`: above an offer.
  void draw(Time now, bool raised);
  // When it goes.
  [[nodiscard]] std::optional<Time> next_change() const { return until_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool fresh_ = false;
  std::optional<Time> until_;
};

// The same with a button at its end, for as long as it is drawn: what was done and can be undone.
// Both are ours, never a peer's text. Returns whether the button was pressed.
bool draw_offer(const char* text, const char* button);

}  // namespace hubbub::ui::shell
