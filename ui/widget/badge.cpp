#include "ui/widget/badge.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/theme/theme.h"

namespace hubbub::ui::widget {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr float kHeight = 18.0F;  // density-independent pixels

std::string text_of(const Badge& badge) {
  return badge.count > 99 ? "99+" : std::to_string(badge.count);
}

class BadgeFont : theme::ScopedFont {
 public:
  BadgeFont() : ScopedFont(theme::Face::kStrong, theme::kSmallSize - 1.0F) {}
};

}  // namespace

float badge_width(const Badge& badge) {
  if (badge.count == 0) {
    return 0.0F;
  }
  const BadgeFont font;
  return std::max(px(kHeight), ImGui::CalcTextSize(text_of(badge).c_str()).x + px(10.0F));
}

void draw_badge(const Badge& badge, float right, float centre_y) {
  if (badge.count == 0) {
    return;
  }
  const BadgeFont font;
  const std::string text = text_of(badge);
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str());
  const float left = right - badge_width(badge);
  const float top = std::round(centre_y - px(kHeight) / 2.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled({left, top}, {right, top + px(kHeight)},
                      color(badge.loud ? Role::kAccent : Role::kField), px(kHeight) / 2.0F);
  draw->AddText({std::round((left + right - extent.x) / 2.0F),
                 std::round(top + (px(kHeight) - extent.y) / 2.0F)},
                color(badge.loud ? Role::kOnAccent : Role::kTextSecondary), text.c_str());
}

}  // namespace hubbub::ui::widget
