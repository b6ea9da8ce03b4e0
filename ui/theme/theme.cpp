#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <imgui_freetype.h>

#include "third_party/fonts.h"
#include "ui/theme/font_loader.h"
#include "ui/theme/name_color.h"
#include "ui/theme/theme_state.h"

namespace hubbub::ui::theme {
namespace {

// Left to the glyph source: private code points (icons, emoji sequences). Zero ends the list.
constexpr ImWchar kNotFromText[] = {0xE000, 0xF8FF, 0};

ImFont* add_face(std::span<const std::byte> bytes) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig text;
  text.FontDataOwnedByAtlas = false;
  text.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  text.GlyphExcludeRanges = kNotFromText;
  // ImGui's parameter is not const because the atlas may own the bytes; these it copies.
  auto* data = const_cast<std::byte*>(bytes.data());
  ImFont* font = atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), 0.0F, &text);
  ImFontConfig rest;
  rest.MergeMode = true;
  rest.FontLoader = glyph_source_loader();
  atlas.AddFont(&rest);
  return font;
}

void load_colors(Theme::State& state) {
  for (std::size_t i = 0; i < state.colors.size(); ++i) {
    const Rgba c = palette_color(state.choice, static_cast<Role>(i));
    state.colors[i] = IM_COL32(c.r, c.g, c.b, c.a);
  }
}

float usable(float scale) {
  return std::isfinite(scale) ? std::clamp(scale, kMinScale, kMaxScale) : 1.0F;
}

}  // namespace

Theme::State& attached() {
  return *static_cast<Theme::State*>(ImGui::GetIO().Fonts->UserData);
}

Theme::Theme(ThemeChoice choice, float scale) : state_(std::make_unique<State>()) {
  ImGui::GetIO().Fonts->UserData = state_.get();
  state_->choice = choice;
  state_->scale = usable(scale);
  state_->fonts = {add_face(third_party::inter_regular()), add_face(third_party::inter_semibold()),
                   add_face(third_party::jetbrains_mono())};
  load_colors(*state_);
  apply_style(*state_);
}

Theme::~Theme() = default;

void Theme::set_choice(ThemeChoice choice) {
  state_->choice = choice;
  load_colors(*state_);
  apply_style(*state_);
}

void Theme::set_scale(float scale) {
  state_->scale = usable(scale);
  apply_style(*state_);
}

ImU32 color(Role role) {
  return attached().colors[static_cast<std::size_t>(role)];
}

ImVec4 color4(Role role) {
  return ImGui::ColorConvertU32ToFloat4(color(role));
}

ImU32 color(Role role, float alpha) {
  ImVec4 c = color4(role);
  c.w *= alpha;
  return ImGui::ColorConvertFloat4ToU32(c);
}

ImU32 name_color(std::string_view nick) {
  const Rgba c = name_color(attached().choice, nick);
  return IM_COL32(c.r, c.g, c.b, c.a);
}

float px(float dip) {
  return std::round(dip * attached().scale);
}
float scale() {
  return attached().scale;
}
ThemeChoice choice() {
  return attached().choice;
}

ImFont* font(Face face) {
  return attached().fonts[static_cast<std::size_t>(face)];
}

ScopedFont::ScopedFont(Face face, float size) {
  ImGui::PushFont(font(face), size);
}

}  // namespace hubbub::ui::theme
