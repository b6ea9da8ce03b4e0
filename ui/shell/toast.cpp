#include "ui/shell/toast.h"

#include <cmath>
#include <utility>

#include <imgui.h>

#include "ui/model/clean_text.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::shell {
namespace {

using theme::px;
using theme::Role;

constexpr std::size_t kMaxCopiedShown = 48;
constexpr float kAboveBottom = 112.0F;  // over the composer

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

void Toast::draw(Time now) {
  if (std::exchange(fresh_, false)) {
    until_ = now + kShown;
  }
  if (!until_ || now >= *until_) {
    until_.reset();
    text_.clear();
    return;
  }
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const ImVec2 extent = ImGui::CalcTextSize(text_.c_str());
  const ImVec2 size(extent.x + 2.0F * px(theme::kWide), px(theme::kControlHeight));
  const ImVec2 at(
      std::round(viewport->WorkPos.x + (viewport->WorkSize.x - size.x) / 2.0F),
      std::round(viewport->WorkPos.y + viewport->WorkSize.y - px(kAboveBottom) - size.y));
  const ImVec2 max(at.x + size.x, at.y + size.y);
  ImDrawList* draw = ImGui::GetForegroundDrawList();
  draw->AddRectFilled(at, max, theme::color(Role::kSurface), px(theme::kRounding));
  draw->AddRect(at, max, theme::color(Role::kBorder), px(theme::kRounding), 0, px(1.0F));
  draw->AddText({at.x + px(theme::kWide), std::round(at.y + (size.y - extent.y) / 2.0F)},
                theme::color(Role::kText), text_.c_str());
}

}  // namespace hubbub::ui::shell
