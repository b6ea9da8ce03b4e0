// How many messages are unread, in a pill at the end of a row. Main thread, inside a window.
#pragma once

#include <cstdint>

#include <imgui.h>

namespace hubbub::ui::widget {

struct Badge {
  std::uint32_t count = 0;  // 0: there is none
  bool loud = false;        // somebody wants us: in the accent's colour
};

// Its width in pixels; 0 without one.
[[nodiscard]] float badge_width(const Badge& badge);
// Draws it to the left of `right`, centred on `centre_y`.
void draw_badge(const Badge& badge, float right, float centre_y);

}  // namespace hubbub::ui::widget
