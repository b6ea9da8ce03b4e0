#include "ui/composer/composer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include <imgui_internal.h>

#include "ui/composer/composer_state.h"
#include "ui/composer/submit.h"
#include "ui/model/fold.h"
#include "ui/model/quote.h"
#include "ui/model/slash.h"
#include "ui/model/utf8.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/widget/button.h"

namespace hubbub::ui::composer {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr int kMaxRows = 6;
constexpr float kEdge = 16.0F;   // left and right of the field
constexpr float kBelow = 12.0F;  // between the field and the window's edge
constexpr float kNoteHeight = 24.0F;

// The number of the newest notice that is more than a remark.
std::uint64_t newest_problem(const model::View& view) {
  const auto found = std::find_if(
      view.notices.rbegin(), view.notices.rend(),
      [](const auto& notice) { return notice.severity != net::wire::Severity::kInfo; });
  return found == view.notices.rend() ? 0 : found->number;
}

// Whether carrying it out brings another room in front.
bool switches_room(const Action& action) {
  return std::holds_alternative<SelectRoom>(action) || std::holds_alternative<WritePrivate>(action);
}

float rows_height(const std::string& draft) {
  const auto rows = static_cast<int>(1 + std::count(draft.begin(), draft.end(), '\n'));
  return static_cast<float>(std::min(rows, kMaxRows)) * px(theme::kBodySize);
}

}  // namespace

Composer::Composer() : state_(std::make_unique<State>()) {}
Composer::~Composer() = default;

void Composer::take_keyboard() {
  state_->take_keyboard = true;
}

void Composer::enter(const model::View& view, std::string room) {
  state_->room_to_enter = std::move(room);
  state_->asked_after = newest_problem(view);
  state_->problem.clear();
  state_->problem_state = view.connection.state;
}

bool Composer::caret_at_end() const {
  return state_->active && state_->caret == state_->draft().size();
}

bool Composer::has_draft() const {
  return !state_->draft().empty();
}

const std::string& Composer::draft_of(model::RoomId room) const {
  static const std::string nothing;
  const auto found = state_->drafts.find(room);
  return found == state_->drafts.end() ? nothing : found->second;
}

void Composer::set_draft(model::RoomId room, std::string text) {
  if (room == state_->present_room) {
    const std::size_t end = text.size();
    state_->replace_text(std::move(text), end);
  } else {
    state_->drafts[room] = std::move(text);
  }
}

void Composer::begin(std::string text) {
  if (!state_->draft().empty()) {
    state_->recall.remember(state_->draft());
  }
  const std::size_t end = text.size();
  state_->replace_text(std::move(text), end);
  state_->take_keyboard = true;
}

void Composer::mention(std::string_view nick) {
  std::string text = state_->draft();
  const std::size_t at = std::min(state_->active ? state_->caret : text.size(), text.size());
  std::size_t begin = at;
  if (const auto argument = model::person_argument(text, at)) {
    begin = argument->begin;
  } else if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n') {
    text.insert(at, 1, ' ');
    begin = at + 1;
  }
  model::Inserted inserted = model::insert_name(text, begin, std::max(begin, at), nick);
  state_->replace_text(std::move(inserted.text), inserted.caret);
  state_->take_keyboard = true;
}

float Composer::height(const model::View& view, const model::RoomView* room, float /*width*/) {
  state_->enter_room(view, room);
  const bool has_note =
      !state_->note(view, room).text.empty() || !left_text(view, state_->draft().size()).empty();
  return rows_height(state_->draft()) + 2.0F * px(kPadY) + px(kBelow) +
         (has_note ? px(kNoteHeight) : 0.0F);
}

void Composer::draw(const model::View& view, const model::RoomView* room, float width,
                    Actions& out) {
  ImGui::PushID("composer");
  state_->enter_room(view, room);
  if (room != nullptr) {
    state_->take_typed_text();
  }
  state_->follow_asked_room(view, out);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float total = height(view, room, width);
  const ImVec2 field_at(at.x + px(kEdge), at.y);
  const ImVec2 field(std::max(width - 2.0F * px(kEdge), px(64.0F)),
                     rows_height(state_->draft()) + 2.0F * px(kPadY));
  ImGui::BeginDisabled(room == nullptr);
  state_->draw_field(room, field_at, field);
  const float side = px(theme::kControlHeight);
  ImGui::SetCursorScreenPos({field_at.x + field.x - side - px(theme::kTight),
                             field_at.y + field.y - side - px(theme::kTight)});
  const bool sendable = !state_->draft().empty() && obstacle(view, room).empty();
  if (widget::icon_button(theme::icons::kSend, "Send", sendable, sendable)) {
    state_->enter = true;
    state_->take_keyboard = true;
  }
  ImGui::EndDisabled();
  state_->draw_note(view, room, {field_at.x, field_at.y + field.y}, field.x);
  if (std::exchange(state_->enter, false)) {
    state_->press_enter(view, room, out);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, total});
  ImGui::PopID();
}

void Composer::State::enter_room(const model::View& view, const model::RoomView* room) {
  const model::RoomId id = room != nullptr ? room->id : model::RoomId::kNone;
  if (id != present_room) {
    if (std::exchange(switching, false) && !draft().empty()) {
      std::string typed = std::exchange(draft(), {});
      std::string& there = drafts[id];
      there = there.empty() ? std::move(typed) : there + '\n' + typed;
    }
    if (active) {
      // The field of the other room lets go at once: what is typed in this frame belongs here.
      ImGui::ClearActiveID();
      active = false;
      let_go_in = ImGui::GetFrameCount();
      take_keyboard = true;
    }
    present_room = id;
    move_caret = draft().size();
    room_to_enter.clear();
    problem.clear();
    recall.stop();
    std::erase_if(drafts, [&](const auto& entry) {
      return entry.first != id && (entry.second.empty() || view.find(entry.first) == nullptr);
    });
    drafts.try_emplace(id);
  }
  if (view.connection.state != problem_state) {
    problem.clear();
    room_to_enter.clear();
  }
  choices = {};
  const model::RoomView* const people =
      room != nullptr && room->kind == model::RoomKind::kPrivate ? view.lobby() : room;
  if (active && people != nullptr && ImGui::IsKeyPressed(ImGuiKey_Tab)) {
    for (const std::string_view word : model::slash_words()) {
      choices.commands.emplace_back(word);
    }
    for (const net::wire::RosterEntry& entry : *people->roster) {
      if (entry.nick != view.connection.nick) {
        choices.people.push_back(entry.nick);
      }
    }
  }
}

void Composer::State::follow_asked_room(const model::View& view, Actions& out) {
  if (room_to_enter.empty()) {
    return;
  }
  const auto entered = std::find_if(view.rooms.begin(), view.rooms.end(), [this](const auto& room) {
    return room.kind == model::RoomKind::kRoom && model::equal_folded(room.name, room_to_enter);
  });
  if (entered != view.rooms.end()) {
    out.emplace_back(SelectRoom{entered->id});
    switching = true;
    room_to_enter.clear();
  } else if (newest_problem(view) > asked_after) {
    room_to_enter.clear();
  }
}

// What is typed while nothing has the keyboard belongs here, the first letter included.
void Composer::State::take_typed_text() {
  ImGuiIO& io = ImGui::GetIO();
  // ImGui says so for the frame in which the field of another room has let go, too.
  const bool typing_elsewhere = io.WantTextInput && let_go_in != ImGui::GetFrameCount();
  const bool elsewhere = ImGui::IsAnyItemActive() || typing_elsewhere ||
                         ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup) ||
                         ImGui::GetTopMostPopupModal() != nullptr;
  if (elsewhere || io.InputQueueCharacters.empty() || (io.KeyCtrl && !io.KeyAlt)) {
    return;
  }
  std::string text = draft();
  for (const ImWchar c : io.InputQueueCharacters) {
    if (c >= 0x20 && c != 0x7F) {
      model::append_utf8(text, static_cast<char32_t>(c));
    }
  }
  io.InputQueueCharacters.resize(0);
  const std::size_t end = text.size();
  replace_text(std::move(text), end);
  take_keyboard = true;
}

void Composer::State::press_enter(const model::View& view, const model::RoomView* room,
                                  Actions& out) {
  if (room == nullptr) {
    return;
  }
  if (!room_to_enter.empty() && !draft().empty()) {
    problem =
        "You are on your way into #" + room_to_enter + ". This is sent there once you are in.";
    problem_text = draft();
    problem_state = view.connection.state;
    return;
  }
  Submission submission = submit(view, *room, draft());
  problem = std::move(submission.problem);
  problem_state = view.connection.state;
  problem_text = draft();
  if (!problem.empty()) {
    return;
  }
  if (!submission.room_to_enter.empty()) {
    room_to_enter = std::move(submission.room_to_enter);
    asked_after = newest_problem(view);
  }
  switching = std::any_of(submission.actions.begin(), submission.actions.end(), switches_room);
  for (Action& action : submission.actions) {
    out.push_back(std::move(action));
  }
  if (!submission.actions.empty()) {
    recall.remember(draft());
  }
  replace_text({}, 0);
}

Composer::State::Note Composer::State::note(const model::View& view, const model::RoomView* room) {
  if (refused_paste) {
    return {"This is far too long for a message; the rest was not taken.", Role::kDanger};
  }
  if (!problem.empty()) {
    return {theme::displayable(problem), Role::kDanger};
  }
  if (std::string why = obstacle(view, room); !why.empty() && room != nullptr) {
    return {theme::displayable(why), Role::kWarning};
  }
  if (const std::string_view usage = usage_of(draft()); !usage.empty()) {
    return {std::string(usage), Role::kTextSecondary};
  }
  if (std::string held = held_text(view, std::chrono::steady_clock::now()); !held.empty()) {
    return {theme::displayable(held), Role::kWarning};
  }
  return {theme::displayable(caution(view, room)), Role::kWarning};
}

void Composer::State::draw_note(const model::View& view, const model::RoomView* room, ImVec2 at,
                                float width) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const Note said = note(view, room);
  const std::string count = left_text(view, draft().size());
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float y = std::round(at.y + (px(kNoteHeight) - px(theme::kSmallSize)) / 2.0F + px(2.0F));
  const float count_width = ImGui::CalcTextSize(count.c_str()).x;
  const bool over = draft().size() > view.connection.max_text_bytes;
  draw->PushClipRect({at.x, at.y}, {at.x + width - count_width - px(theme::kGap), y + px(24.0F)},
                     true);
  draw->AddText({at.x + px(theme::kTight), y}, color(said.role), said.text.c_str());
  draw->PopClipRect();
  draw->AddText({at.x + width - count_width, y}, color(over ? Role::kDanger : Role::kTextSecondary),
                count.c_str());
}

}  // namespace hubbub::ui::composer
