#include "ui/widget/modal_card.h"

#include <algorithm>

#include <imgui.h>

#include "ui/theme/theme.h"

namespace hubbub::ui::widget {
namespace {

using theme::px;

constexpr float kWidth = 400.0F;  // density-independent pixels

float whole(float value) {
  return static_cast<float>(static_cast<int>(value));
}

bool begin_modal(const char* id) {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const ImVec2 centre = viewport->GetWorkCenter();
  ImGui::SetNextWindowPos({whole(centre.x), whole(centre.y)}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize(
      {std::min(px(kWidth), viewport->WorkSize.x - 2.0F * px(theme::kGap)), 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(24.0F), px(24.0F)));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, px(12.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(theme::kGap), px(theme::kGap)));
  return ImGui::BeginPopupModal(id, nullptr,
                                ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoResize | ImGuiWindowFlags_AlwaysAutoResize |
                                    ImGuiWindowFlags_NoSavedSettings);
}

}  // namespace

ModalCard::ModalCard(const char* id) : open_(begin_modal(id)) {}

ModalCard::~ModalCard() {
  if (open_) {
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(3);
}

void card_title(std::string_view text) {
  const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
  card_text(text);
}

void card_text(std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
}

}  // namespace hubbub::ui::widget
