#include "ui/rooms/new_room.h"

#include <utility>

#include <imgui.h>

#include "net/wire/limits.h"
#include "ui/model/slash.h"
#include "ui/theme/icons.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/modal_card.h"

namespace hubbub::ui::rooms {

void NewRoomCard::open() {
  open_ = true;
  tried_ = false;
  name_.clear();
}

void NewRoomCard::draw(Actions& out) {
  constexpr const char* kId = "##new room";
  if (std::exchange(open_, false)) {
    ImGui::OpenPopup(kId);
  }
  const widget::ModalCard card(kId);
  if (!card.is_open()) {
    return;
  }
  widget::card_title("New room");
  const std::string problem = model::name_problem(name_, net::wire::kMaxRoomBytes);
  widget::FieldOptions options;
  options.hint = "strategy";
  options.note = "Everybody can find and enter it.";
  options.error = tried_ ? std::string_view(problem) : std::string_view();
  options.max_bytes = net::wire::kMaxRoomBytes;
  options.take_keyboard = ImGui::IsWindowAppearing();
  const bool enter = widget::text_field("Name", name_, options).submitted;
  if (widget::button("Create room",
                     {widget::ButtonKind::kPrimary, theme::icons::kAdd, -1.0F, true}) ||
      enter) {
    tried_ = true;
    if (problem.empty()) {
      out.emplace_back(EnterRoom{name_});
      ImGui::CloseCurrentPopup();
    }
  }
  if (widget::button("Cancel", {widget::ButtonKind::kSecondary, nullptr, -1.0F, true}) ||
      ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    ImGui::CloseCurrentPopup();
  }
}

}  // namespace hubbub::ui::rooms
