// The composer's text field: which keys are its own, Tab, recalled lines, the bound.
#include <algorithm>
#include <string>
#include <utility>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "ui/composer/composer_state.h"
#include "ui/composer/submit.h"
#include "ui/model/limits.h"
#include "ui/theme/text.h"

namespace hubbub::ui::composer {
namespace {

constexpr const char* kField = "##Message";

}  // namespace

void Composer::State::replace_text(std::string text, std::size_t new_caret) {
  draft() = std::move(text);
  move_caret = new_caret;
  if (ImGuiInputTextState* field = ImGui::GetInputTextState(field_id)) {
    field->ReloadUserBufAndMoveToEnd();
  }
}

void Composer::State::draw_field(const model::RoomView* room, ImVec2 at, ImVec2 size) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 max(at.x + size.x, at.y + size.y);
  const float rounding = theme::px(8.0F);
  draw->AddRectFilled(at, max, theme::color(theme::Role::kField), rounding);
  const std::string before = draft();
  ImGui::PushID(static_cast<int>(present_room));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {theme::px(kPadX), theme::px(kPadY)});
  ImGui::SetCursorScreenPos(at);
  if (std::exchange(take_keyboard, false)) {
    ImGui::SetKeyboardFocusHere();
  }
  // A field that takes tabs does not take the keyboard from Tab, nor from SetKeyboardFocusHere(),
  // which counts as that; this one does.
  if (ImGuiContext& g = *ImGui::GetCurrentContext(); g.NavActivateId == ImGui::GetID(kField)) {
    g.NavActivateFlags &= ~ImGuiActivateFlags_FromTabbing;
  }
  keep_keys_from_field();
  taken_bytes = 0;
  const bool refused_before = std::exchange(refused_paste, false);
  ImGui::InputTextMultiline(
      kField, &draft(), {size.x - theme::px(theme::kControlHeight + theme::kGap), size.y},
      ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackCharFilter |
          ImGuiInputTextFlags_AllowTabInput,
      &State::on_edit, this);
  field_id = ImGui::GetItemID();
  active = ImGui::IsItemActive();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PopID();
  if (draft() != before && draft() != problem_text) {
    problem.clear();
  }
  refused_paste = refused_paste || (refused_before && draft() == before);
  if (draft().empty()) {
    const std::string hint = theme::displayable(hint_of(room));
    draw->AddText({at.x + theme::px(kPadX), at.y + theme::px(kPadY)},
                  theme::color(theme::Role::kTextDisabled), hint.c_str());
  }
  draw->AddRect(at, max, color(active ? theme::Role::kFocus : theme::Role::kBorder), rounding, 0,
                theme::px(1.0F));
}

// To ImGui's field Esc means the text that it began with, which is an older one or has been sent;
// here it changes nothing.
void Composer::State::keep_keys_from_field() const {
  if (active) {
    ImGui::SetKeyOwner(ImGuiKey_Escape, ImGui::GetID("not the field's"));
  }
}

int Composer::State::on_edit(ImGuiInputTextCallbackData* data) {
  auto* const self = static_cast<State*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackCharFilter) {
    return self->filter(data);
  }
  self->always(data);
  return 0;
}

// Enter comes as a line end; with Shift it is one. The Tab key comes as a tab, as those of a paste
// do, which has modifiers held.
int Composer::State::filter(ImGuiInputTextCallbackData* data) {
  const bool pressed =
      ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter);
  const ImGuiIO& io = ImGui::GetIO();
  if (data->EventChar == '\n' && pressed && !io.KeyShift && !io.KeyCtrl && !io.KeyAlt) {
    enter = true;
    return 1;
  }
  if (data->EventChar == '\t' && io.KeyMods == ImGuiMod_None) {
    tab = ImGui::IsKeyPressed(ImGuiKey_Tab, false);
    return 1;
  }
  if (data->EventChar == '\r') {
    return 1;
  }
  if (draft().size() + taken_bytes >= model::kMaxDraftBytes) {
    refused_paste = true;
    return 1;
  }
  taken_bytes += data->EventChar < 0x80      ? 1U
                 : data->EventChar < 0x800   ? 2U
                 : data->EventChar < 0x10000 ? 3U
                                             : 4U;
  return 0;
}

void Composer::State::complete(ImGuiInputTextCallbackData* data) {
  const std::string_view text(data->Buf, static_cast<std::size_t>(data->BufTextLen));
  const auto at = static_cast<std::size_t>(data->CursorPos);
  const Completion::Result result = completion.complete(text, at, choices);
  if (result.text != text) {
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, result.text.data(), result.text.data() + result.text.size());
    data->CursorPos = static_cast<int>(result.caret);
    data->ClearSelection();
  }
}

// On the first row Up recalls what was sent before, on the last Down goes the way back. ImGui has
// moved the caret already, so where it was counts.
void Composer::State::always(ImGuiInputTextCallbackData* data) {
  if (std::exchange(tab, false)) {
    complete(data);
  }
  const std::string_view text(data->Buf, static_cast<std::size_t>(data->BufTextLen));
  const std::size_t was = std::min(caret, text.size());
  const bool plain = !ImGui::GetIO().KeyShift && !ImGui::GetIO().KeyCtrl;
  std::optional<std::string> recalled;
  if (plain && ImGui::IsKeyPressed(ImGuiKey_UpArrow) &&
      text.substr(0, was).find('\n') == std::string_view::npos) {
    recalled = recall.older(std::string(text));
  } else if (plain && ImGui::IsKeyPressed(ImGuiKey_DownArrow) &&
             text.find('\n', was) == std::string_view::npos) {
    recalled = recall.newer();
  }
  if (recalled) {
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, recalled->data(), recalled->data() + recalled->size());
  }
  // Keys of the log: ImGui has moved the caret by them.
  const bool ends = ImGui::GetIO().KeyCtrl &&
                    (ImGui::IsKeyPressed(ImGuiKey_Home) || ImGui::IsKeyPressed(ImGuiKey_End));
  if (ends || ImGui::IsKeyPressed(ImGuiKey_PageUp) || ImGui::IsKeyPressed(ImGuiKey_PageDown)) {
    data->CursorPos = static_cast<int>(was);
    data->ClearSelection();
  }
  if (move_caret) {
    data->CursorPos =
        static_cast<int>(std::min(*move_caret, static_cast<std::size_t>(data->BufTextLen)));
    data->ClearSelection();
    move_caret.reset();
  }
  caret = static_cast<std::size_t>(data->CursorPos);
}

}  // namespace hubbub::ui::composer
