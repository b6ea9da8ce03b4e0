// The operating system's window with an OpenGL 3.3 context and Dear ImGui in it.
//
// Main thread. Owns GLFW, the context, ImGui's context and back ends; one at a time in a process.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ui/settings.h"

namespace hubbub::ui::shell {

struct WindowOptions {
  std::string title;
  WindowGeometry geometry;
  float scale = 0.0F;  // 0: the display's own
  // The X server is gone: called on the main thread, and must not return. May be empty.
  std::function<void()> display_lost;
};

class Window {
 public:
  // Null when there is no display or no OpenGL 3.3; `error` is then a sentence that says so and
  // what to do.
  static std::unique_ptr<Window> open(const WindowOptions& options, std::string& error);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Whether the person has closed the window since the last call.
  [[nodiscard]] bool take_close_request();
  // Whether since the last call the program that has the clipboard did not give it in time.
  [[nodiscard]] static bool take_failed_paste();
  // Into sight, when it is minimised.
  void restore();

  // Sleeps until an event, a wake() or `seconds`; without an argument as long as it takes.
  void wait();
  void wait(double seconds);
  void poll();
  // Whether anything came since the last call that may change the picture.
  bool take_activity();
  // A button or key is held down: ImGui repeats it by its own clock.
  [[nodiscard]] static bool is_held();

  // Nothing of it can be seen, so nothing need be drawn.
  [[nodiscard]] bool hidden() const;
  [[nodiscard]] bool focused() const;

  // Between these two ImGui may be called.
  void begin_frame();
  void end_frame();

  void set_title(const std::string& title);
  // Asks for the person's attention (a flashing entry in the task bar) unless focused.
  void request_attention();
  [[nodiscard]] WindowGeometry geometry() const;

  // The factor from density-independent pixels to ImGui's, as the display asks for it. It may
  // change while the window is open.
  [[nodiscard]] float display_scale() const;
  // Pictures a second that the display shows.
  [[nodiscard]] double refresh_rate() const;

 private:
  Window();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hubbub::ui::shell
