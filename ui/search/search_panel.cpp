#include "ui/search/search_panel.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "ui/chat/local_time.h"
#include "ui/model/fold.h"
#include "ui/model/utf8.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/focus_ring.h"

namespace hubbub::ui::search {
namespace {

namespace icons = theme::icons;
using theme::color;
using theme::px;
using theme::Role;

constexpr float kHeadHeight = 48.0F;
constexpr float kRowHeight = 48.0F;
constexpr float kQuietHeight = 40.0F;  // of a row that is no hit
// More are asked for when this many of the last rows come into sight.
constexpr int kRowsAhead = 5;
// Bytes of a hit's text that are looked at, and those left standing before the first word found.
constexpr std::size_t kMaxShownBytes = 400;
constexpr std::size_t kBytesBefore = 40;

// Those of a phrase in quotation marks too, each by itself.
std::vector<model::Needle> words_of(std::string_view text) {
  std::vector<model::Needle> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n\""), text.size());
    if (end > 0) {
      words.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// One row of the text, from a little before the first word that was found.
std::string excerpt(std::string_view text, const std::vector<model::Needle>& words) {
  std::size_t first = text.size();
  for (const model::Needle& word : words) {
    const model::Needle::Hits hits = word.find_all(text);
    first = hits.empty() ? first : std::min(first, hits.front().begin);
  }
  std::string result;
  if (first != text.size() && first > 2 * kBytesBefore) {
    std::size_t from = first - kBytesBefore;
    while (from < first && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) {
      ++from;
    }
    text.remove_prefix(from);
    result = "\u2026";
  }
  if (text.size() > kMaxShownBytes) {
    text = text.substr(0, model::code_point_before(text, kMaxShownBytes));
  }
  result += text;
  std::replace(result.begin(), result.end(), '\n', ' ');
  return theme::displayable(result);
}

float width_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

void mark(std::string_view text, const std::vector<model::Needle>& words, ImVec2 at) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  for (const model::Needle& word : words) {
    for (const net::text::ByteRange& hit : word.find_all(text)) {
      const float left = at.x + width_of(text.substr(0, hit.begin));
      const float right = left + width_of(text.substr(hit.begin, hit.end - hit.begin));
      draw->AddRectFilled({left, at.y}, {right, at.y + px(theme::kBodySize + 2.0F)},
                          color(Role::kWarning, 0.45F), px(3.0F));
    }
  }
}

void text_until(std::string_view text, ImVec2 at, float right, Role role) {
  const theme::ScopedTextColor tint(role);
  if (right > at.x) {
    ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {right, at.y + px(kRowHeight)}, right,
                              text.data(), text.data() + text.size(), nullptr);
  }
}

std::string place_of(const net::wire::FoundEntry& found) {
  if (!found.room.empty()) {
    return "#" + theme::displayable(found.room);
  }
  const bool own = found.entry.own != 0;
  return own ? "to " + theme::displayable(found.entry.about) : std::string("privately");
}

std::string result_text(const model::SearchView& search) {
  const std::string count = std::to_string(search.entries.size());
  if (search.searching) {
    return search.entries.empty() ? "Searching\u2026" : count + "\u2026";
  }
  if (search.entries.empty()) {
    return "";  // the list says so in words
  }
  return search.more ? count + "+" : count + (search.entries.size() == 1 ? " line" : " lines");
}

// What is known of the lines that are older than those listed.
std::string_view older_text(const model::SearchView& search) {
  const bool none = search.entries.empty();
  if (search.searching) {
    return none ? "Asking the host\u2026" : "Asking for more\u2026";
  }
  if (search.full) {
    return "There are more; these are the newest.";
  }
  if (search.more) {
    return none ? "Nothing found in the newest lines." : "Older lines have not been searched yet.";
  }
  return none ? "Nothing found." : "";
}

void quiet_row(std::string_view text, Role role) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  text_until(text, {at.x + px(theme::kWide), at.y + px(12.0F)}, at.x + width - px(theme::kWide),
             role);
  ImGui::Dummy({width, px(kQuietHeight)});
}

bool can_go_on(const model::View& view) {
  const model::SearchView& search = view.answers.search;
  return search.more && !search.searching && !search.full && view.connection.online();
}

}  // namespace

void SearchPanel::draw(const model::View& view, ImVec2 size, Actions& out) {
  const model::SearchView& search = view.answers.search;
  if (search.number != number_) {
    number_ = search.number;
    query_ = search.text;
    problem_.clear();
    chosen_ = static_cast<std::size_t>(-1);
    asked_behind_ = 0;
  }
  ImGui::PushID("found");
  ImGui::PushStyleColor(ImGuiCol_ChildBg, color(Role::kPanel));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, 0.0F});
  if (ImGui::BeginChild("Found", size, ImGuiChildFlags_None,
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse)) {
    draw_head(view, size.x, out);
    draw_list(view, out);
    const bool inside = ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows);
    if (inside && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
      out.emplace_back(EndSearch{});
    }
    const ImVec2 min = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddRectFilled({min.x, min.y + size.y - px(1.0F)},
                                              {min.x + size.x, min.y + size.y},
                                              color(Role::kSeparator));
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PopID();
}

void SearchPanel::draw_head(const model::View& view, float width, Actions& out) {
  const model::SearchView& search = view.answers.search;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = px(theme::kControlHeight);
  const float y = at.y + (px(kHeadHeight) - side) / 2.0F;
  const std::string result = result_text(search);
  const float close_x = at.x + width - px(theme::kWide) - side;
  const float result_x = close_x - px(theme::kGap) - width_of(result);
  ImGui::SetCursorScreenPos({at.x + px(theme::kWide), y});
  ImGui::SetNextItemWidth(std::max(result_x - px(theme::kGap) - at.x - px(theme::kWide), 1.0F));
  if (ImGui::InputTextWithHint("##Whole history", "Find in all that was said", &query_,
                               ImGuiInputTextFlags_EnterReturnsTrue) &&
      !query_.empty()) {
    const bool go_on = query_ == search.text && can_go_on(view);
    out.push_back(go_on ? Action(SearchMore{}) : Action(SearchHistory{query_, search.room}));
  }
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                      color(ImGui::IsItemActive() ? Role::kFocus : Role::kBorder),
                                      px(theme::kRounding), 0, px(1.0F));
  text_until(result, {result_x, y + (side - ImGui::GetTextLineHeight()) / 2.0F}, close_x,
             Role::kTextSecondary);
  ImGui::SetCursorScreenPos({close_x, y});
  if (widget::icon_button(icons::kClose, "Close results (Esc)")) {
    out.emplace_back(EndSearch{});
  }
  ImGui::SetCursorScreenPos({at.x, at.y + px(kHeadHeight)});
}

void SearchPanel::draw_list(const model::View& view, Actions& out) {
  const model::SearchView& search = view.answers.search;
  if (!problem_.empty()) {
    quiet_row(problem_, Role::kWarning);
  }
  if (!search.problem.empty()) {
    quiet_row(theme::displayable(search.problem), Role::kDanger);
  }
  if (search.entries.empty()) {
    if (search.problem.empty() || search.more) {
      draw_older(view, out);
    }
    return;
  }
  if (ImGui::BeginChild("Lines", ImGui::GetContentRegionAvail())) {
    const float width = ImGui::GetContentRegionAvail().x;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(search.entries.size()), px(kRowHeight));
    bool at_end = false;
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_hit(view, static_cast<std::size_t>(i), width, out);
        at_end = at_end || (ImGui::IsItemVisible() && i + kRowsAhead >= clipper.ItemsCount);
      }
    }
    draw_older(view, out);
    // Once for each list: an answer that adds nothing to it is no reason to go through all there
    // is.
    const bool scrolled_to_end = at_end && ImGui::GetScrollY() > 0.0F;
    if (scrolled_to_end && asked_behind_ != search.entries.size() && can_go_on(view)) {
      asked_behind_ = search.entries.size();
      out.emplace_back(SearchMore{});
    }
  }
  ImGui::EndChild();
}

void SearchPanel::draw_older(const model::View& view, Actions& out) {
  const std::string_view text = older_text(view.answers.search);
  if (text.empty()) {
    return;
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  quiet_row(text, Role::kTextSecondary);
  if (!can_go_on(view)) {
    return;
  }
  const ImVec2 below = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x + px(theme::kWide) + width_of(text) + px(theme::kWide),
                             at.y + px(kQuietHeight - theme::kControlHeight) / 2.0F});
  if (widget::button("Search older")) {
    out.emplace_back(SearchMore{});
  }
  ImGui::SetCursorScreenPos(below);
  ImGui::Dummy({0.0F, 0.0F});
}

void SearchPanel::draw_hit(const model::View& view, std::size_t at, float width, Actions& out) {
  const model::SearchView& search = view.answers.search;
  const net::wire::FoundEntry& found = search.entries[at];
  ImGui::PushID(static_cast<int>(at));
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max(min.x + width, min.y + px(kRowHeight));
  if (ImGui::InvisibleButton("Line", {width, px(kRowHeight)}, ImGuiButtonFlags_EnableNav)) {
    choose(view, at, out);
  }
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (hovered || at == chosen_) {
    draw->AddRectFilled(min, max, color(at == chosen_ ? Role::kSelected : Role::kHover));
  }
  widget::focus_ring();
  const float x = min.x + px(theme::kWide);
  const float right = max.x - px(theme::kWide);
  {
    const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
    const std::string where = place_of(found) + " \u00B7 " + chat::full_text(found.entry.time);
    const float where_x = std::max(right - width_of(where), x + px(48.0F));
    const float y = min.y + px(5.0F);
    text_until(where, {where_x, y}, right, Role::kTextSecondary);
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kSmallSize);
    const std::string name = theme::displayable(found.entry.from);
    const theme::ScopedTextColor tint(theme::name_color(found.entry.from));
    ImGui::RenderTextEllipsis(draw, {x, y}, {where_x - px(theme::kGap), y + px(20.0F)},
                              where_x - px(theme::kGap), name.data(), name.data() + name.size(),
                              nullptr);
  }
  const std::vector<model::Needle> words = words_of(search.text);
  const std::string text = excerpt(found.entry.text, words);
  const ImVec2 text_at(x, min.y + px(24.0F));
  draw->PushClipRect(text_at, {right, max.y}, true);
  mark(text, words, text_at);
  draw->PopClipRect();
  text_until(text, text_at, right, Role::kText);
  ImGui::PopID();
}

void SearchPanel::choose(const model::View& view, std::size_t at, Actions& out) {
  const net::wire::FoundEntry& found = view.answers.search.entries[at];
  chosen_ = at;
  problem_.clear();
  ShowFound show;
  show.is_private = found.room.empty();
  const bool own = found.entry.own != 0;
  show.room = !show.is_private ? found.room : own ? found.entry.about : found.entry.from;
  show.key = found.other;
  show.seq = found.entry.seq;
  out.emplace_back(std::move(show));
}

}  // namespace hubbub::ui::search
