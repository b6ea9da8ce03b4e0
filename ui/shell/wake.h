// How other threads ask the window for another frame. Any thread, at any time: before a window is
// open and after it is closed the request goes nowhere.
#pragma once

namespace hubbub::ui::shell {

// Ends the window's sleep; several requests before the next frame count as one.
void wake();

// ---- main thread, for the window itself ----

// Between these two, wake() may reach GLFW.
void accept_wakes();
void refuse_wakes();
// Whether anybody asked since the last call.
bool take_wake();

}  // namespace hubbub::ui::shell
