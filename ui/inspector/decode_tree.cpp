// The selected frame as a tree of fields, and how it shares its place with the bytes.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/inspector/frame_text.h"
#include "ui/inspector/inspector_state.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/notice_box.h"
#include "ui/widget/place.h"
#include "ui/widget/splitter.h"

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;
using theme::px;
using theme::Role;

constexpr float kMinShare = 0.2F;
constexpr float kMaxShare = 0.8F;
constexpr float kLinePadding = 3.0F;  // above and below the text of a field

// Draws text and returns where it ends.
float put(ImDrawList* draw, float x, float y, Role role, std::string_view text) {
  const char* const end = text.data() + text.size();
  draw->AddText({x, y}, theme::color(role), text.data(), end);
  return x + ImGui::CalcTextSize(text.data(), end).x;
}

// A field can be as long as a frame; a line of the tree shows the start of it.
std::string short_value(const std::string& value) {
  constexpr std::size_t kMost = 200;
  return theme::displayable(value.size() > kMost ? value.substr(0, kMost) : value);
}

}  // namespace

void Inspector::State::draw_details(ImVec2 size, Settings& settings) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y},
                                            theme::color(Role::kWindow));
  float& share = settings.inspector_tree_share;
  share = std::clamp(share, kMinShare, kMaxShare);
  const float left = std::floor(size.x * share);
  const std::size_t hot_before = hot;
  draw_tree({left - px(theme::kTight), size.y});
  ImGui::SetCursorScreenPos({at.x + left + px(theme::kTight), at.y});
  draw_hex({size.x - left - px(theme::kTight), size.y});
  // Neither part is under the pointer: nothing is lit.
  if (hot == hot_before && !ImGui::IsMouseHoveringRect(at, {at.x + size.x, at.y + size.y})) {
    hot = trace.nodes.size();
  }
  // The splitter measures the panel behind the line: the bytes.
  const float whole = size.x / theme::scale();
  float bytes = whole * (1.0F - share);
  widget::splitter("##share", widget::Axis::kHorizontal, {at.x + left, at.y}, size.y, bytes,
                   whole * (1.0F - kMaxShare), whole * (1.0F - kMinShare));
  share = 1.0F - bytes / whole;
  widget::occupy(at, size);
}

// It fell off while it was looked at.
void Inspector::State::draw_gone(ImVec2 size) const {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y},
                                            theme::color(Role::kWindow));
  ImGui::SetCursorScreenPos({at.x + px(theme::kGap), at.y + px(theme::kGap)});
  widget::notice_box(wire::Severity::kInfo,
                     "Frame " + std::to_string(selected_number) +
                         " is no longer kept: newer ones have taken its place. Pause the view to "
                         "keep what is listed.");
  widget::occupy(at, size);
}

void Inspector::State::draw_tree(ImVec2 size) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(theme::kGap), px(theme::kTight)));
  ImGui::BeginChild("tree", size, ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
  if (!trace.error.empty()) {
    widget::notice_box(wire::Severity::kError, theme::displayable(trace.error));
    ImGui::Dummy({0.0F, px(theme::kTight)});
  }
  if (ImGui::IsWindowHovered()) {
    hot = trace.nodes.size();
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(trace.nodes.size()),
                ImGui::GetTextLineHeight() + 2.0F * px(kLinePadding));
  if (scroll_to_node && has_node()) {
    clipper.IncludeItemByIndex(static_cast<int>(node));
  }
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_field(static_cast<std::size_t>(i));
    }
  }
  ImGui::EndChild();
}

void Inspector::State::draw_field(std::size_t index) {
  const wire::TraceNode& field = trace.nodes[index];
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size(ImGui::GetContentRegionAvail().x,
                    ImGui::GetTextLineHeight() + 2.0F * px(kLinePadding));
  ImGui::PushID(static_cast<int>(index));
  if (ImGui::InvisibleButton("##field", size, ImGuiButtonFlags_EnableNav)) {
    node = node == index ? trace.nodes.size() : index;
  }
  ImGui::PopID();
  if (ImGui::IsItemHovered()) {
    hot = index;
  }
  if (!field.doc.empty()) {
    ImGui::SetItemTooltip("%s", field.doc.c_str());
  }
  if (scroll_to_node && node == index) {
    ImGui::SetScrollHereY(0.5F);
    scroll_to_node = false;
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (node == index || hot == index) {
    draw->AddRectFilled(at, {at.x + size.x, at.y + size.y},
                        theme::color(node == index ? Role::kSelected : Role::kHover),
                        px(theme::kTight));
  }
  const float y = at.y + px(kLinePadding);
  float x = at.x + px(6.0F + theme::kWide * static_cast<float>(field.depth));
  const Role tint = field.bad ? Role::kDanger : Role::kText;
  x = put(draw, x, y, field.bad ? tint : Role::kTextSecondary, theme::displayable(field.name));
  x = put(draw, x + px(theme::kGap), y, tint, short_value(field.value));
  if (field.type != "group") {
    put(draw, x + px(theme::kGap), y, Role::kTextDisabled, field.type);
  }
}

}  // namespace hubbub::ui::inspector
