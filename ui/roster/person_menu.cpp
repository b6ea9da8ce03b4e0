#include "ui/roster/person_menu.h"

#include <utility>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "net/wire/limits.h"
#include "net/wire/spoken_duration.h"
#include "ui/model/slash.h"
#include "ui/model/verification.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/menu.h"
#include "ui/widget/modal_card.h"

namespace hubbub::ui::roster {
namespace {

namespace icons = theme::icons;
namespace wire = net::wire;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using theme::px;
using wire::Act;

constexpr seconds kMutes[] = {minutes(1), minutes(10), hours(1), seconds(0)};
constexpr seconds kBans[] = {hours(1), hours(24), hours(24 * 7), seconds(0)};

wire::KeepOrder order(Act act, const std::string& nick, seconds duration = {}) {
  wire::KeepOrder result;
  result.act = act;
  result.who = nick;
  result.duration = duration;
  return result;
}

// For how long, in a menu of its own.
template <std::size_t Count>
void durations(const char* label, const widget::MenuItem& item, const seconds (&choices)[Count],
               Act act, const std::string& nick, Actions& out) {
  const widget::Submenu menu(label, item);
  if (!menu.is_open()) {
    return;
  }
  for (const seconds choice : choices) {
    const std::string text =
        choice == seconds(0) ? std::string("Until undone") : wire::spoken_duration(choice);
    if (widget::menu_item(text.c_str(), {.icon = icons::kPending})) {
      if (act == Act::kBan) {
        out.emplace_back(AskOrder{order(act, nick, choice)});
      } else {
        out.emplace_back(wire::Command(order(act, nick, choice)));
      }
    }
  }
}

void order_entries(const model::View& view, const std::string& nick, wire::Role theirs,
                   Actions& out) {
  const wire::Role ours = view.connection.role;
  if (!view.connection.online() || ours == wire::Role::kGuest || theirs >= ours) {
    return;
  }
  ImGui::Separator();
  if (ours == wire::Role::kHost && theirs == wire::Role::kGuest &&
      widget::menu_item("Let keep order", {.icon = icons::kOrder})) {
    out.emplace_back(wire::Command(order(Act::kPromote, nick)));
  }
  if (ours == wire::Role::kHost && theirs == wire::Role::kModerator &&
      widget::menu_item("Let keep order no more", {.icon = icons::kOrder})) {
    out.emplace_back(wire::Command(order(Act::kDemote, nick)));
  }
  durations("Mute", {.icon = icons::kMute}, kMutes, Act::kMute, nick, out);
  if (widget::menu_item("Let speak again", {.icon = icons::kSpeak})) {
    out.emplace_back(wire::Command(order(Act::kUnmute, nick)));
  }
  ImGui::Separator();
  if (widget::menu_item("Kick...", {.icon = icons::kDisconnect, .danger = true})) {
    out.emplace_back(AskOrder{order(Act::kKick, nick)});
  }
  durations("Ban", {.icon = icons::kBan, .danger = true}, kBans, Act::kBan, nick, out);
}

}  // namespace

void person_entries(const model::View& view, const std::string& nick, bool ignored, Actions& out) {
  const wire::RosterEntry* const person = model::find_person(view, nick);
  const bool has_key = person != nullptr && !person->person.key.is_none();
  if (const widget::Submenu verify("Verify", {.icon = icons::kVerify, .enabled = has_key});
      verify.is_open()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + px(280.0F));
    const std::string text = theme::displayable(model::verification(view, nick));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
  }
  if (widget::menu_item(ignored ? "Ignore no more" : "Ignore", {.icon = icons::kIgnore})) {
    out.emplace_back(IgnorePerson{nick, !ignored});
  }
  order_entries(view, nick, person != nullptr ? person->person.role : wire::Role::kGuest, out);
}

void OrderQuestion::ask(wire::KeepOrder order) {
  order_ = std::move(order);
  open_ = true;
}

void OrderQuestion::draw(Actions& out) {
  constexpr const char* kId = "##order";
  if (std::exchange(open_, false)) {
    ImGui::OpenPopup(kId);
  }
  const widget::ModalCard card(kId);
  if (!card.is_open()) {
    return;
  }
  const bool ban = order_.act == Act::kBan;
  const std::string length = order_.duration == seconds(0)
                                 ? std::string(" until undone")
                                 : " for " + wire::spoken_duration(order_.duration);
  widget::card_title((ban ? "Ban " : "Kick ") + theme::displayable(order_.who) +
                     (ban ? length : "") + "?");
  widget::FieldOptions options;
  options.hint = "Why";
  options.note = "Everybody sees it. May be empty.";
  options.max_bytes = wire::kMaxReasonBytes;
  options.take_keyboard = ImGui::IsWindowAppearing();
  const bool enter = widget::text_field("Reason", order_.reason, options).submitted;
  const widget::ButtonOptions danger{widget::ButtonKind::kDanger, nullptr, -1.0F, true};
  if (widget::button(ban ? "Ban" : "Kick", danger) || enter) {
    out.emplace_back(wire::Command(order_));
    ImGui::CloseCurrentPopup();
  }
  const widget::ButtonOptions wide{widget::ButtonKind::kSecondary, nullptr, -1.0F, true};
  if (widget::button("Cancel", wide) || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    ImGui::CloseCurrentPopup();
  }
}

}  // namespace hubbub::ui::roster
