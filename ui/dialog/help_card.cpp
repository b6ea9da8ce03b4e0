#include "ui/dialog/help_card.h"

#include <algorithm>
#include <string_view>

#include <imgui.h>

#include "ui/dialog/card.h"
#include "ui/model/slash.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/place.h"

namespace hubbub::ui::dialog {
namespace {

using theme::px;
using theme::Role;

constexpr float kWidth = 660.0F;
constexpr float kCommandWidth = 236.0F;
// Between a command and what it does, as model::slash_help() writes them.
constexpr std::string_view kDash = " \u2014 ";

void words(std::string_view text) {
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
}

void paragraph(std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);
  words(text);
  ImGui::PopTextWrapPos();
}

// True when the cross was clicked.
bool draw_title() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float side = px(theme::kControlHeight);
  {
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
    words("Commands");
  }
  ImGui::SetCursorScreenPos({at.x + width - side, at.y - px(theme::kTight)});
  return widget::icon_button(theme::icons::kClose, "Close (Esc)");
}

void draw_command(std::string_view command, std::string_view meaning) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  {
    const theme::ScopedFont mono(theme::Face::kMono, theme::kSmallSize);
    words(command);
  }
  const float below = ImGui::GetCursorScreenPos().y;
  ImGui::SetCursorScreenPos({at.x + px(kCommandWidth), at.y});
  {
    const theme::ScopedTextColor quiet(Role::kTextSecondary);
    const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
    paragraph(meaning);
  }
  const float end = std::max(below, ImGui::GetCursorScreenPos().y);
  widget::occupy(at, {width, end - at.y - ImGui::GetStyle().ItemSpacing.y});
}

void draw_heading(std::string_view text) {
  ImGui::Dummy({0.0F, px(theme::kTight)});
  const theme::ScopedFont strong(theme::Face::kStrong, theme::kSmallSize);
  words(text);
}

// Commands begin with a slash; a heading is a short line, a note ends with a full stop.
void draw_help() {
  std::string_view help = model::slash_help();
  while (!help.empty()) {
    const std::string_view line = help.substr(0, help.find('\n'));
    help.remove_prefix(std::min(line.size() + 1, help.size()));
    const std::size_t dash = line.find(kDash);
    if (line.starts_with('/') && dash != std::string_view::npos) {
      draw_command(line.substr(0, dash), line.substr(dash + kDash.size()));
    } else if (line.ends_with('.')) {
      ImGui::Dummy({0.0F, px(theme::kTight)});
      const theme::ScopedTextColor quiet(Role::kTextSecondary);
      const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
      paragraph(line);
    } else {
      draw_heading(line);
    }
  }
}

}  // namespace

bool draw_help_card() {
  if (!begin_card("##help", kWidth)) {
    return false;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(theme::kGap), px(theme::kTight)));
  const bool appeared = ImGui::IsWindowAppearing();
  bool closed = draw_title();
  draw_help();
  const bool beside = !appeared && ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                      !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows);
  closed = closed || beside || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (closed) {
    ImGui::CloseCurrentPopup();
  }
  ImGui::PopStyleVar();
  end_card();
  return closed;
}

}  // namespace hubbub::ui::dialog
