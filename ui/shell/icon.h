// The window's icon, drawn instead of shipped: a speech bubble with three dots. Main thread.
#pragma once

#include <cstdint>
#include <vector>

struct GLFWwindow;

namespace hubbub::ui::shell {

// Straight-alpha RGBA, `side` x `side` pixels.
std::vector<std::uint8_t> draw_icon(int side);

void set_icon(GLFWwindow* window);

}  // namespace hubbub::ui::shell
