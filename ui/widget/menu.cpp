#include "ui/widget/menu.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui_internal.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/elided.h"

namespace hubbub::ui::widget {
namespace {

using theme::color;
using theme::px;
using theme::Role;

// Density-independent pixels.
constexpr float kMenuIconColumn = 20.0F;
constexpr float kBeforeKeys = 24.0F;
constexpr float kTickColumn = 16.0F;
constexpr float kMaxText = 280.0F;

Role role_of(const MenuItem& item) {
  return !item.enabled ? Role::kTextDisabled : item.danger ? Role::kDanger : Role::kText;
}

void draw_icon(const MenuItem& item, ImVec2 at) {
  if (item.icon == nullptr) {
    return;
  }
  const Role role = role_of(item) == Role::kText ? Role::kTextSecondary : role_of(item);
  const float width = ImGui::CalcTextSize(item.icon).x;
  ImGui::GetWindowDrawList()->AddText(
      {std::round(at.x + (px(kMenuIconColumn) - width) / 2.0F), at.y}, color(role), item.icon);
}

bool begin_menu(const char* id) {
  // ImGui extends a row by half of the spacing in each direction, into the padding too.
  const float spacing = px(kMenuRowHeight) - ImGui::GetTextLineHeight();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(theme::kGap), spacing});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      {px(12.0F), px(theme::kTight) + std::ceil(spacing / 2.0F)});
  return ImGui::BeginPopup(id);
}

bool begin_submenu(const char* label, const MenuItem& item) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetCurrentWindow()->DC.MenuColumns.DeclColumns(px(kMenuIconColumn), 0.0F, 0.0F, 0.0F);
  draw_icon(item, at);
  const theme::ScopedTextColor tint(role_of(item));
  return ImGui::BeginMenu(label, item.enabled);
}

}  // namespace

Menu::Menu(const char* id) : open_(begin_menu(id)) {}

Menu::~Menu() {
  if (open_) {
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

Submenu::Submenu(const char* label, const MenuItem& item) : open_(begin_submenu(label, item)) {}

Submenu::~Submenu() {
  if (open_) {
    ImGui::EndMenu();
  }
}

bool menu_item(const char* label, const MenuItem& item) {
  // A name of a peer may be as long as it likes.
  const std::string text =
      elided(item.text.empty() ? std::string_view(label) : item.text, px(kMaxText));
  const float keys_width = item.keys == nullptr ? 0.0F : ImGui::CalcTextSize(item.keys).x;
  const float end_width = std::max(keys_width, badge_width(item.badge));
  ImGuiMenuColumns& columns = ImGui::GetCurrentWindow()->DC.MenuColumns;
  const float width =
      columns.DeclColumns(px(kMenuIconColumn), std::ceil(ImGui::CalcTextSize(text.c_str()).x),
                          end_width == 0.0F ? 0.0F : std::ceil(end_width + px(kBeforeKeys)),
                          item.ticked ? px(kTickColumn) : 0.0F);
  const float stretch = std::max(0.0F, ImGui::GetContentRegionAvail().x - width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::BeginDisabled(!item.enabled);
  // The flags of ImGui::MenuItem: one may press on one row and let go on another.
  const bool chosen = ImGui::Selectable(
      ("##" + std::string(label)).c_str(), false,
      ImGuiSelectableFlags_SelectOnRelease | ImGuiSelectableFlags_NoSetKeyOwner |
          ImGuiSelectableFlags_SetNavIdOnHover | ImGuiSelectableFlags_SpanAvailWidth,
      {width, ImGui::GetTextLineHeight()});
  ImGui::EndDisabled();
  draw_icon(item, {at.x + columns.OffsetIcon, at.y});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddText({at.x + columns.OffsetLabel, at.y}, color(role_of(item)), text.c_str());
  const float tick = at.x + columns.OffsetMark + stretch;
  const bool ticks = columns.TotalWidth > columns.OffsetMark;
  const float right = tick - (ticks ? columns.Spacing : 0.0F);
  if (item.keys != nullptr) {
    draw->AddText({std::round(right - keys_width), at.y}, color(Role::kTextDisabled), item.keys);
  }
  draw_badge(item.badge, right, at.y + ImGui::GetTextLineHeight() / 2.0F);
  if (item.ticked) {
    draw->AddText({tick, at.y}, color(Role::kAccentText), theme::icons::kAccept);
  }
  return chosen;
}

void menu_heading(std::string_view text) {
  const theme::ScopedFont strong(theme::Face::kStrong);
  const std::string name = elided(text, px(kMaxText));
  ImGui::TextUnformatted(name.data(), name.data() + name.size());
  ImGui::Separator();
}

}  // namespace hubbub::ui::widget
