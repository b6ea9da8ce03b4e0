#include "ui/theme/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace hubbub::ui::theme {
namespace {

constexpr std::size_t kRoles = static_cast<std::size_t>(Role::kCount);
using Palette = std::array<Rgba, kRoles>;

constexpr Rgba rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
  return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
          static_cast<std::uint8_t>(hex), alpha};
}

// A switch, so that a role without a colour is a warning.
constexpr Rgba dark(Role role) {
  switch (role) {
    case Role::kWindow:
      return rgb(0x16181D);
    case Role::kPanel:
      return rgb(0x1B1E24);
    case Role::kSurface:
      return rgb(0x21252D);
    case Role::kField:
      return rgb(0x282D37);
    case Role::kRaised:
      return rgb(0x3E4656);
    case Role::kHover:
      return rgb(0xFFFFFF, 14);
    case Role::kPressed:
      return rgb(0xFFFFFF, 26);
    case Role::kSelected:
      return rgb(0x5B78F5, 56);
    case Role::kSeparator:
      return rgb(0x2A2F38);
    case Role::kBorder:
      return rgb(0x6F7888);
    case Role::kFocus:
      return rgb(0x7C95FF);
    case Role::kText:
      return rgb(0xE4E7ED);
    case Role::kTextSecondary:
      return rgb(0xAEB6C4);
    case Role::kTextDisabled:
      return rgb(0x949DAD);
    case Role::kAccent:
      return rgb(0x4763E4);
    case Role::kAccentHover:
      return rgb(0x4F6BEA);
    case Role::kOnAccent:
      return rgb(0xFFFFFF);
    case Role::kAccentText:
      return rgb(0x9DB0FF);
    case Role::kSuccess:
      return rgb(0x4CC38A);
    case Role::kWarning:
      return rgb(0xF0B254);
    case Role::kDanger:
      return rgb(0xFF8080);
    case Role::kReceived:
      return rgb(0x5CC8C2);
    case Role::kSent:
      return rgb(0xC4A1FF);
    case Role::kHighlight:
      return rgb(0x7C95FF, 84);
    case Role::kMention:
      return rgb(0xF0B254, 30);
    case Role::kShadow:
      return rgb(0x000000, 140);
    case Role::kCount:
      break;
  }
  return {};
}

constexpr Rgba light(Role role) {
  switch (role) {
    case Role::kWindow:
      return rgb(0xFFFFFF);
    case Role::kPanel:
      return rgb(0xF6F7F9);
    case Role::kSurface:
      return rgb(0xFFFFFF);
    case Role::kField:
      return rgb(0xF1F3F6);
    case Role::kRaised:
      return rgb(0xFFFFFF);
    case Role::kHover:
      return rgb(0x0B1220, 12);
    case Role::kPressed:
      return rgb(0x0B1220, 24);
    case Role::kSelected:
      return rgb(0x3F5BD9, 36);
    case Role::kSeparator:
      return rgb(0xE5E8ED);
    case Role::kBorder:
      return rgb(0x828A98);
    case Role::kFocus:
      return rgb(0x3F5BD9);
    case Role::kText:
      return rgb(0x1A1E26);
    case Role::kTextSecondary:
      return rgb(0x4E5868);
    case Role::kTextDisabled:
      return rgb(0x646C7C);
    case Role::kAccent:
      return rgb(0x3F5BD9);
    case Role::kAccentHover:
      return rgb(0x3650CB);
    case Role::kOnAccent:
      return rgb(0xFFFFFF);
    case Role::kAccentText:
      return rgb(0x324DC7);
    case Role::kSuccess:
      return rgb(0x17753F);
    case Role::kWarning:
      return rgb(0x8A5A00);
    case Role::kDanger:
      return rgb(0xBE2B36);
    case Role::kReceived:
      return rgb(0x0B6E7F);
    case Role::kSent:
      return rgb(0x7439BF);
    case Role::kHighlight:
      return rgb(0x3F5BD9, 60);
    case Role::kMention:
      return rgb(0xF0B254, 48);
    case Role::kShadow:
      return rgb(0x0B1220, 72);
    case Role::kCount:
      break;
  }
  return {};
}

constexpr Palette make_palette(Rgba (*of)(Role)) {
  Palette palette;
  for (std::size_t i = 0; i < kRoles; ++i) {
    palette[i] = of(static_cast<Role>(i));
  }
  return palette;
}

constexpr Palette kDark = make_palette(dark);
constexpr Palette kLight = make_palette(light);

// Relative luminance, WCAG 2.1.
double luminance(Rgba color) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

Rgba palette_color(ThemeChoice choice, Role role) {
  const Palette& palette = choice == ThemeChoice::kLight ? kLight : kDark;
  return palette[static_cast<std::size_t>(role)];
}

Rgba blend(Rgba bottom, Rgba top) {
  const auto mix = [&](std::uint8_t under, std::uint8_t over) {
    return static_cast<std::uint8_t>((under * (255 - top.a) + over * top.a + 127) / 255);
  };
  return {mix(bottom.r, top.r), mix(bottom.g, top.g), mix(bottom.b, top.b), 255};
}

double contrast(Rgba a, Rgba b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace hubbub::ui::theme
