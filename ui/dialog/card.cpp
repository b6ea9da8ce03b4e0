#include "ui/dialog/card.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::dialog {
namespace {

using theme::px;
using theme::Role;

constexpr float kUsualHeight = 440.0F;  // what is centred
constexpr float kPadding = 24.0F;
constexpr float kMark = 40.0F;

}  // namespace

bool begin_card(const char* id, float wanted_width) {
  if (!ImGui::IsPopupOpen(id)) {
    ImGui::OpenPopup(id);
  }
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const float margin = px(theme::kGap);
  const float width = std::min(px(wanted_width), viewport->WorkSize.x - 2.0F * margin);
  const float max_height = viewport->WorkSize.y - 2.0F * margin;
  ImGui::SetNextWindowSizeConstraints({width, 0.0F}, {width, max_height});
  // Its top stays where it is when something unfolds beneath, as long as it has room below.
  const ImVec2 centre = viewport->GetWorkCenter();
  const ImGuiWindow* const last = ImGui::FindWindowByName(id);
  const float height = last != nullptr ? last->Size.y : 0.0F;
  const float lowest = viewport->WorkPos.y + viewport->WorkSize.y - margin - height;
  const float top = std::min(centre.y - px(kUsualHeight) / 2.0F, lowest);
  ImGui::SetNextWindowPos(
      {std::floor(centre.x), std::floor(std::max(top, viewport->WorkPos.y + margin))},
      ImGuiCond_Always, {0.5F, 0.0F});
  const float padding = std::min(px(kPadding), width / 16.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, px(12.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(theme::kGap), px(theme::kGap)));
  const bool shown = ImGui::BeginPopupModal(
      id, nullptr,
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
          ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings);
  if (!shown) {
    ImGui::PopStyleVar(3);
  }
  return shown;
}

void end_card() {
  ImGui::EndPopup();
  ImGui::PopStyleVar(3);
}

bool draw_card_header(bool closable) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float mark = px(kMark);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + mark, at.y + mark}, theme::color(Role::kAccent), px(10.0F));
  {
    const theme::ScopedFont large(theme::Face::kText, theme::kHeadingSize);
    const ImVec2 size = ImGui::CalcTextSize(theme::icons::kChat);
    draw->AddText({at.x + static_cast<float>(static_cast<int>((mark - size.x) / 2.0F)),
                   at.y + static_cast<float>(static_cast<int>((mark - size.y) / 2.0F))},
                  theme::color(Role::kOnAccent), theme::icons::kChat);
  }
  const float text_x = at.x + mark + px(12.0F);
  {
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
    draw->AddText({text_x, at.y}, theme::color(Role::kText), "Hubbub");
  }
  {
    const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
    draw->AddText({text_x, at.y + px(theme::kHeadingSize + 3.0F)},
                  theme::color(Role::kTextSecondary), "Chat for everybody on this network");
  }
  bool closed = false;
  if (closable) {
    const float side = px(theme::kControlHeight);
    ImGui::SetCursorScreenPos({at.x + width - side, at.y + (mark - side) / 2.0F});
    closed = widget::icon_button(theme::icons::kClose, "Close");
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, mark + px(theme::kGap)});
  return closed;
}

}  // namespace hubbub::ui::dialog
