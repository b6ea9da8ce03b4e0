#include "ui/links/link_question.h"

#include <utility>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/modal_card.h"

namespace hubbub::ui::links {

void LinkQuestion::ask(WebAddress address) {
  address_ = std::move(address);
  open_ = true;
  always_ = false;
}

LinkQuestion::Answer LinkQuestion::draw() {
  constexpr const char* kId = "##link";
  if (std::exchange(open_, false)) {
    ImGui::OpenPopup(kId);
  }
  const widget::ModalCard card(kId);
  if (!card.is_open()) {
    return Answer::kNone;
  }
  widget::card_title("Open " + theme::displayable(address_->host()) + "?");
  {
    const theme::ScopedTextColor quiet(theme::Role::kTextSecondary);
    widget::card_text(theme::displayable(address_->text()));
  }
  ImGui::Dummy({0.0F, theme::px(theme::kTight)});
  widget::checkbox("Always for this site", always_);
  ImGui::Dummy({0.0F, theme::px(theme::kTight)});
  Answer answer = Answer::kNone;
  if (widget::button("Open", {widget::ButtonKind::kPrimary, theme::icons::kLink, -1.0F, true})) {
    answer = Answer::kOpen;
  }
  if (widget::button("Copy", {widget::ButtonKind::kSecondary, theme::icons::kCopy, -1.0F, true})) {
    answer = Answer::kCopy;
  }
  const bool stays =
      widget::button("Cancel", {widget::ButtonKind::kSecondary, nullptr, -1.0F, true}) ||
      ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (stays || answer != Answer::kNone) {
    ImGui::CloseCurrentPopup();
  }
  return answer;
}

}  // namespace hubbub::ui::links
