#include "ui/roster/roster_panel.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <imgui_stdlib.h>

#include "ui/model/utf8.h"
#include "ui/roster/people.h"
#include "ui/roster/person_menu.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/elided.h"
#include "ui/widget/focus_ring.h"
#include "ui/widget/menu.h"

namespace hubbub::ui::roster {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr float kRowHeight = 36.0F;
constexpr float kDisc = 24.0F;

ImU32 tint_of(const Person& person) {
  return person.own ? color(Role::kAccentText) : theme::name_color(person.nick);
}

// The first letter in a disc, with a dot that says whether the person can be reached.
void draw_disc(const Person& person, ImVec2 centre, bool online) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImU32 tint = tint_of(person);
  ImVec4 fill = ImGui::ColorConvertU32ToFloat4(tint);
  fill.w = 0.2F;
  draw->AddCircleFilled(centre, px(kDisc) / 2.0F, ImGui::ColorConvertFloat4ToU32(fill), 24);
  std::string initial =
      person.name.substr(0, person.name.empty() ? 0 : model::code_point_at(person.name, 0).size);
  if (!initial.empty() && initial[0] >= 'a' && initial[0] <= 'z') {
    initial[0] = static_cast<char>(initial[0] - 'a' + 'A');
  }
  {
    const theme::ScopedFont font(theme::Face::kStrong, theme::kSmallSize);
    const ImVec2 extent = ImGui::CalcTextSize(initial.c_str());
    draw->AddText({std::round(centre.x - extent.x / 2.0F), std::round(centre.y - extent.y / 2.0F)},
                  tint, initial.c_str());
  }
  const ImVec2 dot(centre.x + px(8.5F), centre.y + px(8.5F));
  draw->AddCircleFilled(dot, px(5.0F), color(Role::kPanel));
  draw->AddCircleFilled(dot, px(3.5F), color(online ? Role::kSuccess : Role::kTextDisabled));
}

// A small outlined word at the right; returns where it begins.
float draw_badge(const char* label, float right, ImVec2 min, ImVec2 max) {
  const theme::ScopedFont font(theme::Face::kText, theme::kSmallSize - 2.0F);
  const ImVec2 extent = ImGui::CalcTextSize(label);
  const float height = px(16.0F);
  const float width = extent.x + px(theme::kGap);
  const float top = std::round((min.y + max.y - height) / 2.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRect({right - width, top}, {right, top + height}, color(Role::kBorder), px(4.0F), 0,
                px(1.0F));
  draw->AddText(
      {std::round(right - width + px(theme::kTight)), std::round(top + (height - extent.y) / 2.0F)},
      color(Role::kTextSecondary), label);
  return right - width - px(theme::kTight);
}

// A small icon with its explanation; returns where it begins.
float draw_mark(const char* icon, Role role, const char* tooltip, float right, ImVec2 min,
                ImVec2 max) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const ImVec2 extent = ImGui::CalcTextSize(icon);
  const ImVec2 at(std::round(right - extent.x),
                  std::round((min.y + max.y - extent.y) / 2.0F) - px(1.0F));
  ImGui::GetWindowDrawList()->AddText(at, color(role), icon);
  if (ImGui::IsItemHovered() && ImGui::IsMouseHoveringRect({at.x, min.y}, {right, max.y})) {
    ImGui::SetTooltip("%s", tooltip);
  }
  return at.x - px(6.0F);
}

}  // namespace

struct RosterPanel::State {
  void draw_head(float width);
  void draw_list(const model::RoomView& room);
  [[nodiscard]] float draw_marks(const Person& person, float right, ImVec2 min, ImVec2 max) const;
  void draw_person(std::size_t index, bool online);
  void draw_menu(const model::View& view, Actions& out);

  People people;
  std::string filter;
  std::string subject;  // whom the pop-up menu is about
  bool subject_own = false;
  bool subject_ignored = false;
  bool secret = false;  // our own connection is encrypted, so who is not stands out
  ImVec2 subject_min;   // its row
  ImVec2 subject_max;
  bool open_menu = false;
};

RosterPanel::RosterPanel() : state_(std::make_unique<State>()) {}
RosterPanel::~RosterPanel() = default;

void RosterPanel::draw(const model::View& view, const model::RoomView& room,
                       const std::vector<model::Ignored>& ignored, ImVec2 size, Actions& out) {
  // A conversation has no roster of its own; who could join in is in the lobby.
  const model::RoomView* const shown =
      room.kind == model::RoomKind::kPrivate && view.lobby() != nullptr ? view.lobby() : &room;
  state_->people.update(*shown, view.connection.nick, ignored);
  state_->secret = view.connection.encrypted;
  ImGui::PushID("roster");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(theme::kGap), px(theme::kTight)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, 0.0F});
  if (ImGui::BeginChild("People", size, ImGuiChildFlags_AlwaysUseWindowPadding,
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse)) {
    state_->draw_head(ImGui::GetContentRegionAvail().x);
    state_->draw_list(*shown);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  state_->draw_menu(view, out);
  ImGui::PopID();
}

void RosterPanel::State::draw_head(float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = px(36.0F);
  {
    const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
    const std::string label = "People — " + std::to_string(people.total());
    ImGui::GetWindowDrawList()->AddText(
        {at.x + px(theme::kGap), std::round(at.y + (height - ImGui::GetTextLineHeight()) / 2.0F)},
        color(Role::kTextSecondary), label.c_str());
  }
  ImGui::Dummy({width, height});
  if (people.total() <= kFilterAbove) {
    filter.clear();
  } else {
    ImGui::SetNextItemWidth(width);
    ImGui::InputTextWithHint("##Filter people", "Find somebody", &filter);
    ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                        color(ImGui::IsItemActive() ? Role::kFocus : Role::kBorder),
                                        px(theme::kRounding), 0, px(1.0F));
    ImGui::Dummy({width, px(theme::kGap)});
  }
  people.filter(filter);
}

void RosterPanel::State::draw_list(const model::RoomView& room) {
  if (ImGui::BeginChild("List", ImGui::GetContentRegionAvail())) {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(people.shown().size()), px(kRowHeight));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        ImGui::PushID(i);
        draw_person(static_cast<std::size_t>(i), room.present);
        ImGui::PopID();
      }
    }
    if (people.shown().empty() && !filter.empty()) {
      const theme::ScopedTextColor quiet(Role::kTextSecondary);
      ImGui::Indent(px(theme::kGap));
      ImGui::TextUnformatted("Nobody of that name");
      ImGui::Unindent(px(theme::kGap));
    }
  }
  ImGui::EndChild();
}

// What there is to know of a person, from the right; returns where it begins.
float RosterPanel::State::draw_marks(const Person& person, float right, ImVec2 min,
                                     ImVec2 max) const {
  if (person.ignored) {
    right = draw_mark(theme::icons::kIgnore, Role::kTextSecondary, "You ignore this person", right,
                      min, max);
  }
  // Where nothing is encrypted the status bar says so once.
  if (secret && person.person.encrypted == 0) {
    right = draw_mark(theme::icons::kUnlocked, Role::kWarning,
                      "Not encrypted: what you write can be read on this person's way", right, min,
                      max);
  }
  if (person.person.role == net::wire::Role::kHost) {
    right = draw_mark(theme::icons::kHost, Role::kAccentText, "Hosts the party", right, min, max);
  } else if (person.person.role == net::wire::Role::kModerator) {
    right = draw_mark(theme::icons::kOrder, Role::kAccentText, "Keeps order", right, min, max);
  }
  return right;
}

// The one at `index` of those that are shown.
void RosterPanel::State::draw_person(std::size_t index, bool online) {
  const std::vector<std::size_t>& shown_people = people.shown();
  const Person& person = people.at(shown_people[index]);
  const std::string_view before =
      index > 0 ? people.at(shown_people[index - 1]).name : std::string_view();
  const std::string_view after = index + 1 < shown_people.size()
                                     ? people.at(shown_people[index + 1]).name
                                     : std::string_view();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 max(min.x + width, min.y + px(kRowHeight));
  const bool pressed =
      ImGui::InvisibleButton("Person", {width, px(kRowHeight)}, ImGuiButtonFlags_EnableNav);
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (hovered) {
    draw->AddRectFilled(min, {max.x, max.y - px(2.0F)}, color(Role::kHover), px(theme::kRounding));
  }
  widget::focus_ring();
  if (pressed || (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right))) {
    subject = person.nick;
    subject_own = person.own;
    subject_ignored = person.ignored;
    subject_min = min;
    subject_max = max;
    open_menu = true;
  }
  const float middle = (min.y + max.y) / 2.0F - px(1.0F);
  draw_disc(person, {min.x + px(theme::kGap) + px(kDisc) / 2.0F, middle}, online);
  float right = max.x - px(theme::kGap);
  if (person.person.dialect == net::wire::Dialect::k2006) {
    right = draw_badge("2006", right, min, max);
    if (hovered) {
      ImGui::SetItemTooltip("Uses a program of 2006");
    }
  }
  if (person.own) {
    right = draw_badge("you", right, min, max);
  }
  right = draw_marks(person, right, min, max);
  const float y = std::round(middle - ImGui::GetTextLineHeight() / 2.0F);
  const bool dim = !online || person.ignored;
  const ImVec2 at(min.x + px(theme::kGap) + px(kDisc) + px(theme::kGap) + px(2.0F), y);
  const std::string shown = widget::elided(person.name, right - at.x, before, after);
  draw->AddText(at, color(dim ? Role::kTextDisabled : Role::kText), shown.c_str());
  if (hovered && shown != person.name) {
    ImGui::SetItemTooltip("%s", person.name.c_str());
  }
}

void RosterPanel::State::draw_menu(const model::View& view, Actions& out) {
  if (open_menu) {
    ImGui::OpenPopup("Person menu");
    open_menu = false;
  }
  const widget::Menu menu("Person menu");
  if (!menu.is_open()) {
    return;
  }
  widget::menu_heading(theme::displayable(subject));
  if (!subject_own) {
    // The first click of a double click has opened the menu over the row.
    const bool double_click = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) &&
                              ImGui::IsMouseHoveringRect(subject_min, subject_max, false);
    if (widget::menu_item("Message privately", {.icon = theme::icons::kChat}) || double_click) {
      out.emplace_back(WritePrivate{subject, ""});
      ImGui::CloseCurrentPopup();
    }
    if (widget::menu_item("Mention", {.icon = theme::icons::kMention})) {
      out.emplace_back(MentionPerson{subject});
    }
  }
  if (widget::menu_item("Copy name", {.icon = theme::icons::kCopy})) {
    out.emplace_back(CopyText{subject});
  }
  if (!subject_own) {
    person_entries(view, subject, subject_ignored, out);
  }
}

}  // namespace hubbub::ui::roster
