#include "ui/shell/quit_question.h"

#include <algorithm>
#include <string>

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::shell {
namespace {

using theme::px;

constexpr const char* kId = "##quit";

std::string words(std::size_t unconfirmed) {
  if (unconfirmed == 1) {
    return "1 message has not reached the host yet. If you quit now it is lost.";
  }
  return std::to_string(unconfirmed) +
         " messages have not reached the host yet. If you quit now they are lost.";
}

void wrapped(const std::string& text) {
  ImGui::PushTextWrapPos(0.0F);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
}

}  // namespace

bool QuitQuestion::draw(std::size_t unconfirmed) {
  if (!open_) {
    return false;
  }
  if (unconfirmed == 0) {
    open_ = false;
    return true;
  }
  if (!ImGui::IsPopupOpen(kId)) {
    ImGui::OpenPopup(kId);
  }
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const ImVec2 centre = viewport->GetWorkCenter();
  ImGui::SetNextWindowPos({static_cast<float>(static_cast<int>(centre.x)),
                           static_cast<float>(static_cast<int>(centre.y))},
                          ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize(
      {std::min(px(400.0F), viewport->WorkSize.x - 2.0F * px(theme::kGap)), 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(24.0F), px(24.0F)));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, px(12.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(theme::kGap), px(theme::kGap)));
  bool quit = false;
  if (ImGui::BeginPopupModal(kId, nullptr,
                             ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_NoResize | ImGuiWindowFlags_AlwaysAutoResize |
                                 ImGuiWindowFlags_NoSavedSettings)) {
    quit = draw_words(unconfirmed);
    if (!open_) {
      ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(3);
  return quit;
}

// What Enter and Esc do is what loses nothing.
bool QuitQuestion::draw_words(std::size_t unconfirmed) {
  {
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
    wrapped("Quit Hubbub?");
  }
  wrapped(words(unconfirmed));
  ImGui::Dummy({0.0F, px(theme::kTight)});
  const bool key = ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
                   (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !ImGui::IsAnyItemFocused());
  if (widget::button("Stay", {widget::ButtonKind::kPrimary, nullptr, -1.0F, true}) || key) {
    open_ = false;
    return false;
  }
  if (widget::button("Quit anyway",
                     {widget::ButtonKind::kDanger, theme::icons::kPower, -1.0F, true})) {
    open_ = false;
    return true;
  }
  return false;
}

}  // namespace hubbub::ui::shell
