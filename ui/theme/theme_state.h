// What a Theme owns. Private to ui/theme/. Main thread.
#pragma once

#include <array>

#include <imgui.h>

#include "ui/theme/glyph_source.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::theme {

struct Theme::State {
  ThemeChoice choice = ThemeChoice::kDark;
  float scale = 1.0F;
  std::array<ImU32, static_cast<std::size_t>(Role::kCount)> colors{};
  std::array<ImFont*, 3> fonts{};  // by Face; owned by ImGui's atlas
  GlyphSource glyphs;
};

// The state attached to the current ImGui context.
Theme::State& attached();

// Sets ImGui's style, sizes and colours from the state.
void apply_style(const Theme::State& state);

}  // namespace hubbub::ui::theme
