// The inspector's list of frames: only the rows in sight are made.
#include <algorithm>
#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/inspector/frame_text.h"
#include "ui/inspector/inspector_state.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;
using theme::px;
using theme::Role;

enum Column : int { kNumber, kTime, kDirection, kConnection, kSide, kPeer, kType, kLength, kText };

void set_up_columns() {
  constexpr ImGuiTableColumnFlags kFixed = ImGuiTableColumnFlags_WidthFixed;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("No.", kFixed | ImGuiTableColumnFlags_NoHide, px(56.0F));
  ImGui::TableSetupColumn("Time", kFixed, px(88.0F));
  ImGui::TableSetupColumn("Dir", kFixed, px(28.0F));
  ImGui::TableSetupColumn("Conn", kFixed, px(40.0F));
  ImGui::TableSetupColumn("Side", kFixed, px(48.0F));
  ImGui::TableSetupColumn("Peer", kFixed, px(110.0F));
  ImGui::TableSetupColumn("Type", kFixed, px(110.0F));
  ImGui::TableSetupColumn("Length", kFixed, px(52.0F));
  ImGui::TableSetupColumn("Summary", ImGuiTableColumnFlags_WidthStretch);
}

void text(std::string_view value) {
  ImGui::TextUnformatted(value.data(), value.data() + value.size());
}

void header_row() {
  const theme::ScopedTextColor quiet(Role::kTextSecondary);
  ImGui::TableHeadersRow();
}

void cells(const wire::CapturedFrame& frame) {
  const bool received = frame.direction == wire::Direction::kReceived;
  const bool malformed = !frame.malformed.empty();
  const wire::TraceSummary summary = wire::summarize_frame(bytes_of(frame), frame.dialect);
  const theme::ScopedTextColor tint(malformed ? Role::kDanger : Role::kText);
  if (ImGui::TableSetColumnIndex(kTime)) {
    text(seconds_text(frame.mono));
  }
  if (ImGui::TableSetColumnIndex(kDirection)) {
    const theme::ScopedTextColor way(received ? Role::kReceived : Role::kSent);
    text(received ? theme::icons::kReceived : theme::icons::kSent);
  }
  if (ImGui::TableSetColumnIndex(kConnection)) {
    text(std::to_string(frame.connection));
  }
  if (ImGui::TableSetColumnIndex(kSide)) {
    text(side_name(frame.side));
  }
  if (ImGui::TableSetColumnIndex(kPeer)) {
    text(theme::displayable(frame.peer));
  }
  if (ImGui::TableSetColumnIndex(kType)) {
    const theme::ScopedTextColor way(malformed  ? Role::kDanger
                                     : received ? Role::kReceived
                                                : Role::kSent);
    text(malformed ? "malformed" : theme::displayable(summary.type));
  }
  if (ImGui::TableSetColumnIndex(kLength)) {
    text(std::to_string(frame.size));
  }
  if (ImGui::TableSetColumnIndex(kText)) {
    text(theme::displayable(malformed ? frame.malformed : summary.summary));
  }
}

}  // namespace

void Inspector::State::draw_row(std::size_t index) {
  const std::uint64_t ordinal = filter.ordinal(index);
  const wire::CapturedFrame& frame = shown.at(ordinal);
  ImGui::PushID(static_cast<int>(ordinal & 0x7FFFFFFFU));
  ImGui::TableNextRow();
  ImGui::TableSetColumnIndex(kNumber);
  if (!frame.malformed.empty()) {
    ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg1, theme::color(Role::kDanger, 0.12F));
  }
  const bool is_selected = selected == ordinal;
  if (is_selected) {
    ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg1, theme::color(Role::kSelected));
  }
  if (ImGui::Selectable("##frame", false, ImGuiSelectableFlags_SpanAllColumns)) {
    select_ordinal(ordinal);
    scroll_to_selected = false;  // it is in sight: do not move what was clicked
  }
  ImGui::SameLine(0.0F, 0.0F);
  {
    const theme::ScopedTextColor quiet(Role::kTextSecondary);
    text(std::to_string(frame.number));
  }
  cells(frame);
  ImGui::PopID();
}

void Inspector::State::draw_list(ImVec2 size) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_Resizable | ImGuiTableFlags_Reorderable |
                                     ImGuiTableFlags_Hideable | ImGuiTableFlags_ScrollY |
                                     ImGuiTableFlags_BordersH | ImGuiTableFlags_NoBordersInBody |
                                     ImGuiTableFlags_PadOuterX | ImGuiTableFlags_NoSavedSettings;
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(px(6.0F), px(3.0F)));
  const float row_height = ImGui::GetTextLineHeight() + 2.0F * px(3.0F);
  if (!follow && filter.rows_gone() > 0) {
    // What is being read stays where it is.
    const float above = static_cast<float>(filter.rows_gone()) * row_height;
    ImGui::SetNextWindowScroll({-1.0F, std::max(list_scroll - above, 0.0F)});
  }
  if (ImGui::BeginTable("frames", 9, kFlags, size)) {
    set_up_columns();
    header_row();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(filter.size()), row_height);
    const std::size_t at = selected ? filter.index_of(*selected) : 0;
    const bool scroll = scroll_to_selected && selected && at < filter.size();
    if (scroll) {
      clipper.IncludeItemByIndex(static_cast<int>(at));
    }
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_row(static_cast<std::size_t>(i));
        if (scroll && static_cast<std::size_t>(i) == at) {
          ImGui::SetScrollHereY(0.5F);
        }
      }
    }
    scroll_to_selected = scroll_to_selected && !scroll;
    if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel > 0.0F) {
      follow = false;
    }
    if (follow && !paused) {
      ImGui::SetScrollY(ImGui::GetScrollMaxY() + row_height);
    }
    list_scroll = ImGui::GetScrollY();
    ImGui::EndTable();
  }
  ImGui::PopStyleVar();
}

}  // namespace hubbub::ui::inspector
