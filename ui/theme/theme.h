// The look of the window: colours by role, the spacing grid, fonts, the colour of a name.
//
// Panels ask for a role, never for a colour of their own, so that both palettes and every scale
// hold everywhere. Like ImGui's style the theme belongs to the current ImGui context; Theme
// attaches itself to it on construction and the free functions below read the attached one. Main
// thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <imgui.h>

#include "ui/settings.h"
#include "ui/theme/role.h"

namespace hubbub::ui::theme {

enum class Face : std::uint8_t { kText, kStrong, kMono };

// Line heights, ascender to descender, in density-independent pixels; ImGui sizes fonts by these.
// The em of Inter is 1/1.21 of it: 12, 14, 17 and 25. The display's scale comes on top.
inline constexpr float kSmallSize = 15.0F;
inline constexpr float kBodySize = 17.0F;
inline constexpr float kHeadingSize = 21.0F;
inline constexpr float kTitleSize = 30.0F;

// The grid: every distance is a multiple of 4.
inline constexpr float kTight = 4.0F;
inline constexpr float kGap = 8.0F;
inline constexpr float kWide = 16.0F;
inline constexpr float kRounding = 6.0F;
inline constexpr float kControlHeight = 32.0F;

inline constexpr float kMinScale = 0.5F;
inline constexpr float kMaxScale = 4.0F;

// Owns fonts and palette of one ImGui context; lives as long as that context is drawn with.
class Theme {
 public:
  // Attaches itself to the current ImGui context, loads the embedded fonts and sets ImGui's style.
  Theme(ThemeChoice choice, float scale);
  ~Theme();
  Theme(const Theme&) = delete;
  Theme& operator=(const Theme&) = delete;

  // Between frames only. `scale` is clamped to kMinScale..kMaxScale.
  void set_choice(ThemeChoice choice);
  void set_scale(float scale);

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// A colour in ImGui's two forms.
ImU32 color(Role role);
ImVec4 color4(Role role);
// The same with its alpha multiplied by `alpha`, 0..1.
ImU32 color(Role role, float alpha);

// The colour of a person's name: the same for the same name in every process (a hash of the UTF-8
// bytes), readable on kWindow and kPanel in the present palette.
ImU32 name_color(std::string_view nick);

// Density-independent pixels to the display's, rounded to whole pixels so that edges stay crisp.
float px(float dip);
float scale();
ThemeChoice choice();

ImFont* font(Face face);

// Pushes a face and a size (density-independent) for as long as it lives.
class ScopedFont {
 public:
  explicit ScopedFont(Face face, float size = kBodySize);
  ~ScopedFont() { ImGui::PopFont(); }
  ScopedFont(const ScopedFont&) = delete;
  ScopedFont& operator=(const ScopedFont&) = delete;
};

// Pushes a text colour for as long as it lives.
class ScopedTextColor {
 public:
  explicit ScopedTextColor(Role role) { ImGui::PushStyleColor(ImGuiCol_Text, color(role)); }
  explicit ScopedTextColor(ImU32 color) { ImGui::PushStyleColor(ImGuiCol_Text, color); }
  ~ScopedTextColor() { ImGui::PopStyleColor(); }
  ScopedTextColor(const ScopedTextColor&) = delete;
  ScopedTextColor& operator=(const ScopedTextColor&) = delete;
};

}  // namespace hubbub::ui::theme
