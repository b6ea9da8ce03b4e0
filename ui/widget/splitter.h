// A line between two panels that one drags. Main thread, inside a window.
#pragma once

#include <cstdint>

#include <imgui.h>

namespace hubbub::ui::widget {

enum class Axis : std::uint8_t {
  kHorizontal,  // a vertical line, dragged left and right
  kVertical,    // a horizontal line, dragged up and down
};

// Draws the line from `from`, `length` pixels long, and changes `extent` (density-independent
// pixels of the panel behind the line) within min..max as it is dragged away from that panel.
// True while being dragged. Does not move ImGui's cursor.
bool splitter(const char* id, Axis axis, ImVec2 from, float length, float& extent, float min,
              float max);

}  // namespace hubbub::ui::widget
