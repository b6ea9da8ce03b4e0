#include "ui/theme/name_color.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace hubbub::ui::theme {
namespace {

// Neighbouring hues closer than this cannot be told apart at text size.
constexpr std::uint32_t kHues = 20;

// FNV-1a: the standard library's hash may differ between builds.
std::uint32_t stable_hash(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) {
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
  }
  return hash ^ (hash >> 15U);
}

std::uint8_t to_srgb(double linear) {
  const double c = std::clamp(linear, 0.0, 1.0);
  const double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(encoded * 255.0));
}

// Oklab's inverse (Björn Ottosson, "A perceptual color space for image processing"): hues of one
// lightness look equally bright, which they do not in HSL.
Rgba from_oklch(double lightness, double chroma, double hue) {
  const double a = chroma * std::cos(hue);
  const double b = chroma * std::sin(hue);
  const auto cube = [](double x) { return x * x * x; };
  const double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
  return {to_srgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
          to_srgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
          to_srgb(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

}  // namespace

Rgba name_color(ThemeChoice choice, std::string_view nick) {
  const double turn = static_cast<double>(stable_hash(nick) % kHues) / kHues;
  const double hue = turn * 2.0 * std::numbers::pi;
  return choice == ThemeChoice::kLight ? from_oklch(0.50, 0.13, hue) : from_oklch(0.78, 0.115, hue);
}

}  // namespace hubbub::ui::theme
