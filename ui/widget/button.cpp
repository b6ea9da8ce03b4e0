#include "ui/widget/button.h"

#include <string>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/focus_ring.h"

namespace hubbub::ui::widget {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr float kPadding = 14.0F;

struct Look {
  ImU32 background = 0;
  ImU32 hovered = 0;
  ImU32 border = 0;
  ImU32 text = 0;
};

Look look_of(ButtonKind kind, bool enabled) {
  if (!enabled) {
    const ImU32 background = kind == ButtonKind::kGhost ? 0 : color(Role::kField);
    return {background, background, 0, color(Role::kTextDisabled)};
  }
  switch (kind) {
    case ButtonKind::kPrimary:
      return {color(Role::kAccent), color(Role::kAccentHover), 0, color(Role::kOnAccent)};
    case ButtonKind::kSecondary:
      return {color(Role::kField), color(Role::kField), color(Role::kBorder), color(Role::kText)};
    case ButtonKind::kGhost:
      return {0, 0, 0, color(Role::kText)};
    case ButtonKind::kDanger:
      return {color(Role::kField), color(Role::kField), color(Role::kBorder), color(Role::kDanger)};
  }
  return {};
}

std::string caption(const char* label, const char* icon) {
  return icon == nullptr ? std::string(label) : std::string(icon) + "  " + label;
}

void draw_box(const Look& look, ImVec2 min, ImVec2 max, bool enabled) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float rounding = px(theme::kRounding);
  const bool hovered = enabled && ImGui::IsItemHovered();
  draw->AddRectFilled(min, max, hovered ? look.hovered : look.background, rounding);
  if (hovered) {
    draw->AddRectFilled(min, max, color(ImGui::IsItemActive() ? Role::kPressed : Role::kHover),
                        rounding);
  }
  if (look.border != 0) {
    draw->AddRect(min, max, look.border, rounding, 0, px(1.0F));
  }
}

bool pressed_in(const char* id, ImVec2 size, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const bool pressed = ImGui::InvisibleButton(id, size, ImGuiButtonFlags_EnableNav);
  ImGui::EndDisabled();
  return pressed && enabled;
}

void draw_centred(const char* text, ImVec2 min, ImVec2 max, ImU32 text_color) {
  const ImVec2 size = ImGui::CalcTextSize(text);
  const ImVec2 at(static_cast<float>(static_cast<int>((min.x + max.x - size.x) / 2.0F)),
                  static_cast<float>(static_cast<int>((min.y + max.y - size.y) / 2.0F)));
  ImGui::GetWindowDrawList()->AddText(at, text_color, text);
}

}  // namespace

float button_width(const char* label, const char* icon) {
  return ImGui::CalcTextSize(caption(label, icon).c_str()).x + 2.0F * px(kPadding);
}

bool button(const char* label, const ButtonOptions& options) {
  const float available = ImGui::GetContentRegionAvail().x;
  const float width = options.width > 0.0F   ? options.width
                      : options.width < 0.0F ? available
                                             : button_width(label, options.icon);
  const bool pressed = pressed_in(label, {width, px(theme::kControlHeight)}, options.enabled);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const Look look = look_of(options.kind, options.enabled);
  draw_box(look, min, max, options.enabled);
  draw_centred(caption(label, options.icon).c_str(), min, max, look.text);
  focus_ring();
  return pressed;
}

bool icon_button(const char* icon, const char* label, bool active, bool enabled) {
  const float side = px(theme::kControlHeight);
  const bool pressed = pressed_in(label, {side, side}, enabled);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  Look look = look_of(ButtonKind::kGhost, enabled);
  if (active) {
    look.background = look.hovered = color(Role::kSelected);
    look.text = color(Role::kAccentText);
  } else if (enabled && !ImGui::IsItemHovered()) {
    look.text = color(Role::kTextSecondary);
  }
  draw_box(look, min, max, enabled);
  draw_centred(icon, min, max, look.text);
  ImGui::SetItemTooltip("%s", label);
  focus_ring();
  return pressed;
}

bool segments(const char* id, const char* const* labels, int count, int& selected) {
  const float inset = px(3.0F);
  const float height = px(theme::kControlHeight + 4.0F);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(origin, {origin.x + width, origin.y + height}, color(Role::kField),
                      px(theme::kRounding + 2.0F));
  ImGui::PushID(id);
  const float each = (width - 2.0F * inset) / static_cast<float>(count);
  const int before = selected;
  for (int i = 0; i < count; ++i) {
    ImGui::SetCursorScreenPos({origin.x + inset + each * static_cast<float>(i), origin.y + inset});
    if (pressed_in(labels[i], {each, height - 2.0F * inset}, true)) {
      selected = i;
    }
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    const bool on = selected == i;
    if (on || ImGui::IsItemHovered()) {
      draw->AddRectFilled(min, max, color(on ? Role::kRaised : Role::kHover), px(theme::kRounding));
    }
    draw_centred(labels[i], min, max, color(on ? Role::kText : Role::kTextSecondary));
    focus_ring();
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({width, height});
  return selected != before;
}

bool checkbox(const char* label, bool& value) {
  const float side = px(18.0F);
  const float gap = px(theme::kGap);
  const float line = ImGui::GetTextLineHeight();
  const float height = px(24.0F);
  const bool pressed = pressed_in(label, {side + gap + ImGui::CalcTextSize(label).x, height}, true);
  if (pressed) {
    value = !value;
  }
  const ImVec2 min = ImGui::GetItemRectMin();
  const float top = min.y + static_cast<float>(static_cast<int>((height - side) / 2.0F));
  const ImVec2 box_max(min.x + side, top + side);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float rounding = px(theme::kTight);
  draw->AddRectFilled({min.x, top}, box_max, color(value ? Role::kAccent : Role::kField), rounding);
  if (value) {
    draw_centred(theme::icons::kAccept, {min.x, top}, box_max, color(Role::kOnAccent));
  } else {
    draw->AddRect({min.x, top}, box_max,
                  color(ImGui::IsItemHovered() ? Role::kTextSecondary : Role::kBorder), rounding, 0,
                  px(1.0F));
  }
  draw->AddText(
      {min.x + side + gap, min.y + static_cast<float>(static_cast<int>((height - line) / 2.0F))},
      color(Role::kText), label);
  focus_ring();
  return pressed;
}

}  // namespace hubbub::ui::widget
