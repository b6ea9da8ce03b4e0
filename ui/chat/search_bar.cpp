#include "ui/chat/search_bar.h"

#include <chrono>

#include <imgui_stdlib.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::chat {
namespace {

using theme::color;
using theme::px;
using theme::Role;

constexpr const char* kUpIcon = "\uf077";
constexpr const char* kDownIcon = "\uf078";
constexpr float kBarHeight = 48.0F;
// Of each frame, so that a search through a million lines leaves it its rate.
constexpr std::chrono::milliseconds kTimePerFrame{3};
constexpr std::size_t kLinesPerStep = 1024;

}  // namespace

void SearchBar::open() {
  open_ = true;
  take_keyboard_ = true;
}

void SearchBar::close() {
  open_ = false;
  search_.clear();
  shown_.reset();
  kept_.reset();
}

void SearchBar::start_over(const model::LogView& log, model::LineIndex from) {
  if (open_ && search_.active()) {
    kept_ = kept_ ? kept_ : search_.present();
    search_.start(query_, log, kept_.value_or(from));
  }
}

float SearchBar::height() const {
  return open_ ? px(kBarHeight) : 0.0F;
}

std::optional<model::LineIndex> SearchBar::present() const {
  return open_ ? search_.present() : std::nullopt;
}

void SearchBar::work(const model::LogView& log) {
  if (!open_ || !search_.active()) {
    return;
  }
  const auto deadline = std::chrono::steady_clock::now() + kTimePerFrame;
  while (search_.step(log, kLinesPerStep) && std::chrono::steady_clock::now() < deadline) {
  }
}

std::optional<model::LineIndex> SearchBar::draw(const model::LogView& log, model::LineIndex from,
                                                float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float bottom = at.y + height();
  draw->AddRectFilled(at, {at.x + width, bottom}, color(Role::kPanel));
  draw->AddRectFilled({at.x, bottom - px(1.0F)}, {at.x + width, bottom}, color(Role::kSeparator));

  ImGui::PushID("search");
  const float side = px(theme::kControlHeight);
  const float gap = px(theme::kTight);
  const float edge = px(theme::kWide);
  const std::string result = result_text();
  const float result_width = ImGui::CalcTextSize(result.c_str()).x;
  const float y = at.y + (height() - side) / 2.0F;
  const float buttons_x = at.x + width - edge - 4.0F * side - 3.0F * gap;
  ImGui::SetCursorScreenPos({at.x + edge, y});
  ImGui::SetNextItemWidth(buttons_x - at.x - 2.0F * edge - result_width);
  if (take_keyboard_) {
    ImGui::SetKeyboardFocusHere();
    take_keyboard_ = false;
  }
  if (ImGui::InputTextWithHint("##Find", "Find in this conversation", &query_,
                               ImGuiInputTextFlags_AutoSelectAll)) {
    search_.start(query_, log, from);
    shown_.reset();
    kept_.reset();
  }
  const bool typing = ImGui::IsItemActive();
  draw->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                color(typing ? Role::kFocus : Role::kBorder), px(theme::kRounding), 0, px(1.0F));
  // ImGui lets go of the field on Enter and Escape, in the frame in which they are pressed.
  if (typing || ImGui::IsItemDeactivated()) {
    keys();
  }
  draw->AddText(
      {buttons_x - px(theme::kGap) - result_width,
       at.y + (height() - ImGui::GetTextLineHeight()) / 2.0F},
      color(search_.active() && search_.done() && search_.count() == 0 ? Role::kDanger
                                                                       : Role::kTextSecondary),
      result.c_str());
  const bool some = search_.count() > 0;
  ImGui::SetCursorScreenPos({buttons_x, y});
  if (widget::icon_button(kUpIcon, "Previous (Enter)", false, some)) {
    search_.to_previous();
  }
  ImGui::SetCursorScreenPos({buttons_x + side + gap, y});
  if (widget::icon_button(kDownIcon, "Next (Shift+Enter)", false, some)) {
    search_.to_next();
  }
  ImGui::SetCursorScreenPos({buttons_x + 2.0F * (side + gap), y});
  if (widget::icon_button(theme::icons::kRecent, "Whole history (Ctrl+Enter)", false,
                          offered_ && search_.active())) {
    whole_history_ = true;
  }
  ImGui::SetCursorScreenPos({buttons_x + 3.0F * (side + gap), y});
  if (widget::icon_button(theme::icons::kClose, "Close (Esc)")) {
    close();
  }
  ImGui::PopID();
  // On its way back to where it was it shows none of what it comes by.
  if (kept_ && !search_.done() && search_.present().value_or(*kept_ + 1) > *kept_) {
    return std::nullopt;
  }
  if (kept_) {
    kept_.reset();
    shown_ = search_.present();
  }
  if (search_.present() == shown_) {
    return std::nullopt;
  }
  shown_ = search_.present();
  return shown_;
}

// Enter goes up, to what is older: the search began at the newest.
void SearchBar::keys() {
  const bool enter =
      ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    close();
  } else if (enter && ImGui::GetIO().KeyCtrl) {
    whole_history_ = offered_ && search_.active();
    take_keyboard_ = true;
  } else if (enter && !ImGui::GetIO().KeyShift) {
    search_.to_previous();
    take_keyboard_ = true;
  } else if (enter) {
    search_.to_next();
    take_keyboard_ = true;
  }
}

std::string SearchBar::result_text() const {
  if (!search_.active()) {
    return {};
  }
  std::string text;
  if (search_.count() > 0) {
    text = std::to_string(search_.number()) + " of " + std::to_string(search_.count());
    text += search_.full() ? "+" : "";
  } else {
    text = search_.done() ? "Nothing found" : "Searching";
  }
  return search_.done() ? text : text + "…";
}

}  // namespace hubbub::ui::chat
