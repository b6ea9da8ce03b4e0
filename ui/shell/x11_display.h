// What the window needs of the X server beside GLFW: errors that end nothing, a clipboard whose
// owner may hang, and a word when the server is gone.
//
// GLFW 3.3 leaves Xlib's default handlers in place, which end the process when another client's
// window goes at the wrong moment, and waits without end for the owner of the clipboard. Where GLFW
// does not run on X11 all of this does nothing. Main thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace hubbub::ui::shell::x11 {

// Errors of single requests are passed over from now on. To be called again after GLFW has made a
// window: it puts the default handler back.
void pass_over_errors();

// `called` is called on the main thread, from within Xlib, when the server is gone, and must not
// return; without it the process ends with code 1. After glfwInit().
void when_display_is_lost(std::function<void()> called);

// To be called after each glfwSetClipboardString().
void note_own_clipboard();
// The clipboard belongs to this window: GLFW has its text and need not ask anybody.
[[nodiscard]] bool owns_clipboard();
struct ClipboardText {
  std::string text;     // UTF-8, not cut within a code point
  bool in_time = true;  // otherwise it is what came until then
};
// What another program has on the clipboard: at most `limit` bytes of it, and what came within
// `patience`. Nothing where GLFW does not run on X11.
[[nodiscard]] std::optional<ClipboardText> read_clipboard(std::size_t limit,
                                                          std::chrono::milliseconds patience);
// Lets the clipboard manager take over our text, if it does so within `patience`. Before
// glfwTerminate(), which would wait for it without end.
void hand_over_clipboard(std::chrono::milliseconds patience);

}  // namespace hubbub::ui::shell::x11
