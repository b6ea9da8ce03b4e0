// A few words over the window that go by themselves: that something was copied. Main thread.
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
  // At the bottom of the main viewport, over everything.
  void draw(Time now);
  // When it goes.
  [[nodiscard]] std::optional<Time> next_change() const { return until_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool fresh_ = false;
  std::optional<Time> until_;
};

}  // namespace hubbub::ui::shell
