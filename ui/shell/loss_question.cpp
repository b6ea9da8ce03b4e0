#include "ui/shell/loss_question.h"

#include <string>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/modal_card.h"

namespace hubbub::ui::shell {
namespace {

using theme::px;

constexpr const char* kId = "##loss";

struct Words {
  const char* title;
  const char* when;
  const char* button;
  const char* icon;
};

Words words_about(LossQuestion::About about) {
  if (about == LossQuestion::About::kQuit) {
    return {"Quit Hubbub?", "If you quit now", "Quit anyway", theme::icons::kPower};
  }
  if (about == LossQuestion::About::kEndParty) {
    return {"End the party?", "", "End the party", theme::icons::kPower};
  }
  return {"Leave this party?", "If you go to another party now", "Leave anyway",
          theme::icons::kDisconnect};
}

std::string guests_text(std::size_t guests) {
  return guests == 1 ? "1 person is here. Without a host nobody can talk."
                     : std::to_string(guests) + " people are here. Without a host nobody can talk.";
}

std::string explained(std::size_t unconfirmed, const Words& words) {
  return unconfirmed == 1
             ? std::string("1 message has not reached the host yet. ") + words.when + " it is lost."
             : std::to_string(unconfirmed) + " messages have not reached the host yet. " +
                   words.when + " they are lost.";
}

}  // namespace

void LossQuestion::ask(About about) {
  about_ = about;
  open_ = true;
}

LossQuestion::Answer LossQuestion::draw(std::size_t at_stake) {
  if (at_stake == 0) {
    open_ = false;
    return Answer::kGoOn;
  }
  if (!ImGui::IsPopupOpen(kId)) {
    ImGui::OpenPopup(kId);
  }
  const widget::ModalCard card(kId);
  if (!card.is_open()) {
    return Answer::kNone;
  }
  const Answer answer = draw_words(at_stake);
  if (answer != Answer::kNone) {
    open_ = false;
    ImGui::CloseCurrentPopup();
  }
  return answer;
}

// What Enter and Esc do is what loses nothing.
LossQuestion::Answer LossQuestion::draw_words(std::size_t at_stake) {
  const Words words = words_about(about_);
  widget::card_title(words.title);
  widget::card_text(about_ == About::kEndParty ? guests_text(at_stake)
                                               : explained(at_stake, words));
  ImGui::Dummy({0.0F, px(theme::kTight)});
  const bool key = ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
                   (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !ImGui::IsAnyItemFocused());
  if (widget::button("Stay", {widget::ButtonKind::kPrimary, nullptr, -1.0F, true}) || key) {
    return Answer::kStay;
  }
  return widget::button(words.button, {widget::ButtonKind::kDanger, words.icon, -1.0F, true})
             ? Answer::kGoOn
             : Answer::kNone;
}

}  // namespace hubbub::ui::shell
