#include "ui/shell/toast.h"

#include <cmath>
#include <utility>

#include <imgui.h>

#include "ui/model/clean_text.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::shell {
namespace {

using theme::px;
using theme::Role;

constexpr std::size_t kMaxCopiedShown = 48;
constexpr float kAboveBottom = 112.0F;  // over the composer
constexpr float kToastHeight = 40.0F;

ImVec2 place(float width, bool raised) {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const float above = kAboveBottom + kToastHeight + (raised ? kToastHeight + theme::kGap : 0.0F);
  return {std::round(viewport->WorkPos.x + (viewport->WorkSize.x - width) / 2.0F),
          std::round(viewport->WorkPos.y + viewport->WorkSize.y - px(above))};
}

void draw_box(ImDrawList& draw, ImVec2 at, float width, const char* text) {
  const ImVec2 max(at.x + width, at.y + px(kToastHeight));
  draw.AddRectFilled(at, max, theme::color(Role::kSurface), px(theme::kRounding));
  draw.AddRect(at, max, theme::color(Role::kBorder), px(theme::kRounding), 0, px(1.0F));
  const float line = ImGui::GetTextLineHeight();
  draw.AddText({at.x + px(theme::kWide), std::round(at.y + (px(kToastHeight) - line) / 2.0F)},
               theme::color(Role::kText), text);
}

}  // namespace

void Toast::show(std::string text) {
  text_ = std::move(text);
  fresh_ = true;
}

void Toast::show_copied(std::string_view copied) {
  const std::string_view line = copied.substr(0, copied.find('\n'));
  const std::string_view start = model::cut_utf8(line, kMaxCopiedShown);
  show("Copied: " + theme::displayable(start) + (start.size() < copied.size() ? "\u2026" : ""));
}

void Toast::draw(Time now, bool raised) {
  if (std::exchange(fresh_, false)) {
    until_ = now + kShown;
  }
  if (!until_ || now >= *until_) {
    until_.reset();
    text_.clear();
    return;
  }
  const float width = ImGui::CalcTextSize(text_.c_str()).x + 2.0F * px(theme::kWide);
  draw_box(*ImGui::GetForegroundDrawList(), place(width, raised), width, text_.c_str());
}

bool draw_offer(const char* text, const char* button) {
  const float button_width = widget::button_width(button);
  const float width =
      ImGui::CalcTextSize(text).x + 2.0F * px(theme::kWide) + button_width + px(theme::kTight);
  const ImVec2 at = place(width, false);
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize({width, px(kToastHeight)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::Begin("##offer", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  draw_box(*ImGui::GetWindowDrawList(), at, width, text);
  ImGui::SetCursorScreenPos({at.x + width - button_width - px(theme::kTight),
                             at.y + px((kToastHeight - theme::kControlHeight) / 2.0F)});
  const bool pressed = widget::button(button);
  ImGui::End();
  ImGui::PopStyleVar();
  return pressed;
}

}  // namespace hubbub::ui::shell
