#include "ui/shell/icon.h"

#define GLFW_INCLUDE_NONE
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <GLFW/glfw3.h>

#include "ui/theme/palette.h"

namespace hubbub::ui::shell {
namespace {

// Shapes as signed distances in a unit square: negative inside. One pixel of the distance's ramp
// is the anti-aliasing, at any size.
float rounded_box(float x, float y, float cx, float cy, float half_w, float half_h, float radius) {
  const float dx = std::abs(x - cx) - half_w + radius;
  const float dy = std::abs(y - cy) - half_h + radius;
  return std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F)) + std::min(std::max(dx, dy), 0.0F) -
         radius;
}

float bubble(float x, float y) {
  const float body = rounded_box(x, y, 0.5F, 0.45F, 0.31F, 0.23F, 0.12F);
  // The tail: the triangle below the body, left of the middle.
  const float tail = std::max({0.30F - x, y - 0.84F + (x - 0.30F) * 1.1F, 0.6F - y});
  return std::min(body, tail);
}

float dots(float x, float y) {
  float nearest = 1.0F;
  for (const float cx : {0.35F, 0.50F, 0.65F}) {
    nearest = std::min(nearest, std::hypot(x - cx, y - 0.45F) - 0.05F);
  }
  return nearest;
}

std::uint8_t coverage(float distance, float pixel) {
  return static_cast<std::uint8_t>(
      std::lround(255.0F * std::clamp(0.5F - distance / pixel, 0.0F, 1.0F)));
}

}  // namespace

std::vector<std::uint8_t> draw_icon(int side) {
  const theme::Rgba accent = theme::palette_color(ThemeChoice::kDark, theme::Role::kAccent);
  const auto count = static_cast<std::size_t>(side);
  std::vector<std::uint8_t> pixels(count * count * 4);
  const float pixel = 1.0F / static_cast<float>(side);
  std::uint8_t* out = pixels.data();
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column, out += 4) {
      const float x = (static_cast<float>(column) + 0.5F) * pixel;
      const float y = (static_cast<float>(row) + 0.5F) * pixel;
      theme::Rgba white{255, 255, 255, coverage(bubble(x, y), pixel)};
      theme::Rgba dot = accent;
      dot.a = coverage(dots(x, y), pixel);
      const theme::Rgba c = theme::blend(theme::blend(accent, white), dot);
      out[0] = c.r;
      out[1] = c.g;
      out[2] = c.b;
      out[3] = coverage(rounded_box(x, y, 0.5F, 0.5F, 0.5F, 0.5F, 0.22F), pixel);
    }
  }
  return pixels;
}

void set_icon(GLFWwindow* window) {
  constexpr std::array kSides = {16, 32, 48, 128};
  std::array<std::vector<std::uint8_t>, kSides.size()> pixels;
  std::array<GLFWimage, kSides.size()> images{};
  for (std::size_t i = 0; i < kSides.size(); ++i) {
    pixels[i] = draw_icon(kSides[i]);
    images[i] = {kSides[i], kSides[i], pixels[i].data()};
  }
  glfwSetWindowIcon(window, static_cast<int>(images.size()), images.data());
}

}  // namespace hubbub::ui::shell
