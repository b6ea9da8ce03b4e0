#include <imgui.h>

#include "ui/theme/theme_state.h"

namespace hubbub::ui::theme {
namespace {

void apply_metrics(ImGuiStyle& style) {
  style.FontSizeBase = kBodySize;
  style.WindowPadding = {kWide, kWide};
  style.FramePadding = {12.0F, (kControlHeight - kBodySize) / 2.0F};
  style.ItemSpacing = {kGap, kGap};
  style.ItemInnerSpacing = {kGap, kTight};
  style.CellPadding = {kGap, kTight};
  style.IndentSpacing = kWide;
  style.ScrollbarSize = 10.0F;
  style.ScrollbarRounding = 5.0F;
  style.GrabMinSize = 24.0F;
  style.GrabRounding = kRounding;
  style.WindowRounding = 10.0F;
  style.ChildRounding = kRounding;
  style.FrameRounding = kRounding;
  style.PopupRounding = 8.0F;
  style.TabRounding = kRounding;
  style.WindowBorderSize = 0.0F;
  style.ChildBorderSize = 0.0F;
  style.PopupBorderSize = 1.0F;
  style.FrameBorderSize = 0.0F;
  style.SeparatorTextBorderSize = 1.0F;
  // A widget that cannot be used is drawn in Role::kTextDisabled; fainter it could not be read.
  style.DisabledAlpha = 1.0F;
  style.WindowMenuButtonPosition = ImGuiDir_None;
}

void apply_colors(ImGuiStyle& style) {
  const auto set = [&](ImGuiCol slot, Role role) { style.Colors[slot] = color4(role); };
  const ImVec4 clear(0.0F, 0.0F, 0.0F, 0.0F);
  for (ImVec4& slot : style.Colors) {
    slot = clear;
  }
  set(ImGuiCol_Text, Role::kText);
  set(ImGuiCol_TextDisabled, Role::kTextDisabled);
  set(ImGuiCol_WindowBg, Role::kWindow);
  set(ImGuiCol_PopupBg, Role::kSurface);
  set(ImGuiCol_Border, Role::kBorder);
  set(ImGuiCol_FrameBg, Role::kField);
  set(ImGuiCol_FrameBgHovered, Role::kField);
  set(ImGuiCol_FrameBgActive, Role::kField);
  set(ImGuiCol_MenuBarBg, Role::kPanel);
  set(ImGuiCol_ScrollbarGrab, Role::kBorder);
  set(ImGuiCol_ScrollbarGrabHovered, Role::kTextDisabled);
  set(ImGuiCol_ScrollbarGrabActive, Role::kTextSecondary);
  set(ImGuiCol_CheckMark, Role::kAccentText);
  set(ImGuiCol_SliderGrab, Role::kAccent);
  set(ImGuiCol_SliderGrabActive, Role::kAccentHover);
  set(ImGuiCol_ButtonHovered, Role::kHover);
  set(ImGuiCol_ButtonActive, Role::kPressed);
  set(ImGuiCol_Header, Role::kSelected);
  set(ImGuiCol_HeaderHovered, Role::kHover);
  set(ImGuiCol_HeaderActive, Role::kPressed);
  set(ImGuiCol_Separator, Role::kSeparator);
  set(ImGuiCol_SeparatorHovered, Role::kFocus);
  set(ImGuiCol_SeparatorActive, Role::kFocus);
  set(ImGuiCol_ResizeGripHovered, Role::kHover);
  set(ImGuiCol_ResizeGripActive, Role::kPressed);
  set(ImGuiCol_InputTextCursor, Role::kText);
  set(ImGuiCol_TableHeaderBg, Role::kPanel);
  set(ImGuiCol_TableBorderStrong, Role::kSeparator);
  set(ImGuiCol_TableBorderLight, Role::kSeparator);
  set(ImGuiCol_TextLink, Role::kAccentText);
  set(ImGuiCol_TextSelectedBg, Role::kHighlight);
  set(ImGuiCol_TreeLines, Role::kSeparator);
  set(ImGuiCol_DragDropTarget, Role::kFocus);
  // ImGuiCol_NavCursor stays clear: our widgets draw their own ring (ui/widget/focus_ring), and
  // ImGui would put another around whole regions.
  set(ImGuiCol_NavWindowingHighlight, Role::kFocus);
  set(ImGuiCol_NavWindowingDimBg, Role::kShadow);
  set(ImGuiCol_ModalWindowDimBg, Role::kShadow);
}

}  // namespace

void apply_style(const Theme::State& state) {
  ImGuiStyle style;
  apply_metrics(style);
  apply_colors(style);
  style.ScaleAllSizes(state.scale);
  // A hairline stays one device pixel at 1x and grows with the scale in whole pixels.
  style.PopupBorderSize = px(1.0F);
  style.FontScaleDpi = state.scale;
  ImGui::GetStyle() = style;
}

}  // namespace hubbub::ui::theme
