// The inspector's top line: pause, follow, clear, filter, counts.
#include <algorithm>
#include <string>

#include <imgui.h>

#include "ui/inspector/inspector_state.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/place.h"

namespace hubbub::ui::inspector {
namespace {

namespace icons = theme::icons;
using theme::px;
using theme::Role;

constexpr float kHeight = 44.0F;
constexpr float kFilterWidth = 260.0F;

// 12345 as "12,345".
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

}  // namespace

void Inspector::State::draw_toolbar(const model::FrameView& live, Actions& out) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float inset = px((kHeight - theme::kControlHeight) / 2.0F);
  const float gap = px(theme::kTight);
  ImGui::SetCursorScreenPos({at.x + px(theme::kGap), at.y + inset});
  if (widget::icon_button(paused ? icons::kPlay : icons::kPause,
                          paused ? "Resume the view (Space)" : "Pause the view (Space)", paused)) {
    paused = !paused;
  }
  ImGui::SameLine(0.0F, gap);
  if (widget::icon_button(icons::kFollow, "Follow the newest (End)", follow)) {
    follow = !follow;
  }
  ImGui::SameLine(0.0F, gap);
  if (widget::icon_button(icons::kClear, "Clear")) {
    out.emplace_back(net::wire::Command(net::wire::ClearCapture{}));
  }
  ImGui::SameLine(0.0F, px(theme::kGap));
  const float close_x = at.x + width - px(theme::kGap) - px(theme::kControlHeight);
  const float filter_width =
      std::min(px(kFilterWidth), close_x - ImGui::GetCursorScreenPos().x - gap);
  if (focus_filter) {
    ImGui::SetKeyboardFocusHere();
    focus_filter = false;
  }
  if (filter_width > px(60.0F)) {
    widget::bare_input("##filter", "Filter: type, peer or text", filter_text, filter_width,
                       FrameFilter::kMaxTextBytes);
    ImGui::SameLine(0.0F, px(theme::kWide));
  }
  std::string count = grouped(filter.size());
  if (filter.active()) {
    count += " of " + grouped(shown.size());
  }
  count += " frames";
  if (live.evicted() > 0) {
    count += ", " + grouped(live.evicted()) + " older ones dropped";
  }
  if (paused && live.end() > shown.end()) {
    count += ", " + grouped(live.end() - shown.end()) + " new while paused";
  }
  const ImVec2 text_at(ImGui::GetCursorScreenPos().x,
                       at.y + px((kHeight - theme::kBodySize) / 2.0F));
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->PushClipRect(text_at, {close_x, at.y + px(kHeight)}, true);
  draw->AddText(text_at, theme::color(paused ? Role::kWarning : Role::kTextSecondary),
                count.c_str());
  draw->PopClipRect();
  ImGui::SetCursorScreenPos({close_x, at.y + inset});
  if (widget::icon_button(icons::kClose, "Close (F12)")) {
    out.emplace_back(ToggleInspector{});
  }
  widget::occupy(at, {width, px(kHeight)});
}

}  // namespace hubbub::ui::inspector
