#include "ui/widget/notice_box.h"

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::widget {
namespace {

using theme::px;
using theme::Role;

struct NoticeLook {
  Role role;
  const char* icon;
};

NoticeLook look_of(net::wire::Severity severity) {
  switch (severity) {
    case net::wire::Severity::kInfo:
      return {Role::kAccentText, theme::icons::kInfo};
    case net::wire::Severity::kWarning:
      return {Role::kWarning, theme::icons::kWarning};
    case net::wire::Severity::kError:
      return {Role::kDanger, theme::icons::kError};
  }
  return {Role::kAccentText, theme::icons::kInfo};
}

// Faint enough that the text on it keeps its contrast.
constexpr float kTint = 0.12F;
constexpr float kEdge = 0.45F;

}  // namespace

void notice_box(net::wire::Severity severity, std::string_view text) {
  const NoticeLook look = look_of(severity);
  const float padding = px(12.0F);
  const float icon = px(24.0F);
  const float width = ImGui::GetContentRegionAvail().x;
  const float wrap = width - 2.0F * padding - icon;
  const char* const end = text.data() + text.size();
  const ImVec2 size = ImGui::CalcTextSize(text.data(), end, false, wrap);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max(min.x + width, min.y + size.y + 2.0F * padding);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float rounding = px(theme::kRounding);
  draw->AddRectFilled(min, max, theme::color(look.role, kTint), rounding);
  draw->AddRect(min, max, theme::color(look.role, kEdge), rounding, 0, px(1.0F));
  draw->AddText({min.x + padding, min.y + padding}, theme::color(look.role), look.icon);
  draw->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {min.x + padding + icon, min.y + padding},
                theme::color(Role::kText), text.data(), end, wrap);
  ImGui::Dummy({width, max.y - min.y});
}

}  // namespace hubbub::ui::widget
