// The two palettes: a colour for every role. Pure functions; any thread.
#pragma once

#include <cstdint>

#include "ui/settings.h"
#include "ui/theme/role.h"

namespace hubbub::ui::theme {

// Straight alpha, sRGB.
struct Rgba {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  friend bool operator==(const Rgba&, const Rgba&) = default;
};

Rgba palette_color(ThemeChoice choice, Role role);

// `top` laid over an opaque `bottom`.
Rgba blend(Rgba bottom, Rgba top);

// Contrast of two opaque colours, 1 to 21, as WCAG 2.1 defines it.
double contrast(Rgba a, Rgba b);

}  // namespace hubbub::ui::theme
