// When to draw and how long to sleep: the arithmetic of an event-driven window.
//
// Without a clock or a window of its own, so that "an idle window draws nothing" is a plain test.
// Main thread.
#pragma once

#include <chrono>
#include <optional>

namespace hubbub::ui::shell {

class Pacer {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  using Duration = Clock::duration;

  // Frames drawn at once after something happened: ImGui settles sizes and focus a frame late.
  static constexpr int kSettleFrames = 3;
  // The same after something came from the network.
  static constexpr int kNewsFrames = 2;
  // One more frame this long after the last thing happened, for tooltips, which wait for a pointer
  // that rests (ImGuiStyle::HoverDelayNormal, 0.4 s).
  static constexpr std::chrono::milliseconds kLateFrame{450};

  // What comes from the network is drawn with a tenth of one core at most: where drawing is slow
  // (no graphics card), a flood of lines shows in fewer pictures. Not while the person does
  // something, and for a while after.
  static constexpr int kNewsShare = 10;
  static constexpr std::chrono::seconds kAttentive{1};

  // Frames are at least `interval` apart.
  explicit Pacer(Duration interval) : interval_(interval) {}
  void set_interval(Duration interval) { interval_ = interval; }

  // The person did something that may change the picture.
  void activity(Time now);
  // Something came from the network.
  void news();
  // What was drawn moves by itself: draw another one an interval later.
  void animate() { settle_ = settle_ > 0 ? settle_ : 1; }
  // What was drawn changes at `when` (a countdown). Forgotten once that has passed.
  void wake_at(Time when);
  // A frame was drawn, which took that much of the processor.
  void drawn(Time now, Duration cost);

  // Whether a frame is due.
  [[nodiscard]] bool due(Time now) const;
  // How long to sleep unless something happens; nothing: until it does.
  [[nodiscard]] std::optional<Duration> sleep(Time now) const;

 private:
  [[nodiscard]] std::optional<Time> next(Time now) const;
  // Between two frames, as things are.
  [[nodiscard]] Duration spacing(Time now) const;

  Duration interval_;
  Duration cost_{};  // of the last frame
  Time attentive_until_ = Time::min();
  int settle_ = kSettleFrames;  // the first picture
  std::optional<Time> last_;
  std::optional<Time> late_;
  std::optional<Time> wake_;
};

}  // namespace hubbub::ui::shell
