#include "ui/shell/strips.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include <imgui.h>
#include <imgui_internal.h>

#include "ui/dialog/progress.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::shell {
namespace {

namespace icons = theme::icons;
namespace wire = net::wire;
using theme::px;
using theme::Role;

constexpr float kHeight = 44.0F;
constexpr float kTint = 0.14F;
// From this width on the address has room beside what it is.
constexpr float kWithLabel = 260.0F;
// More would push the chat out of a small window; the rest is in the clipboard.
constexpr std::size_t kAddressesShown = 3;

// The tinted band with an icon; the cursor is left where the text goes.
void begin_strip(const char* icon, Role role, float height = px(kHeight)) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + width, at.y + height}, theme::color(role, kTint));
  draw->AddRectFilled({at.x, at.y + height - px(1.0F)}, {at.x + width, at.y + height},
                      theme::color(Role::kSeparator));
  const float text_y = at.y + px((kHeight - theme::kBodySize) / 2.0F);
  draw->AddText({at.x + px(theme::kWide), text_y}, theme::color(role), icon);
  ImGui::SetCursorScreenPos({at.x + px(44.0F), text_y});
}

void end_strip(ImVec2 at, float height = px(kHeight)) {
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
}

// Text from the cursor on; what does not fit before `right` becomes an ellipsis.
void clipped_text(const std::string& text, float right, Role role) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const theme::ScopedTextColor tint(role);
  ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {right, at.y + px(kHeight)}, right,
                            text.data(), text.data() + text.size(), nullptr);
  ImGui::SetCursorScreenPos(
      {at.x + ImGui::CalcTextSize(text.data(), text.data() + text.size()).x, at.y});
}

enum class Pressed : std::uint8_t { kNone, kFirst, kSecond };

struct Buttons {
  const char* first;  // null: there is none
  const char* second;
};

// What became of the connection, why, and what can be done.
Pressed connection_strip(const char* icon, const std::string& what, const std::string& reason,
                         const Buttons& buttons) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const float inset = px((kHeight - theme::kControlHeight) / 2.0F);
  const float second_x = right - inset - widget::button_width(buttons.second);
  const float first_x = buttons.first == nullptr
                            ? second_x
                            : second_x - px(theme::kGap) - widget::button_width(buttons.first);
  begin_strip(icon, Role::kWarning);
  clipped_text(what, first_x, Role::kText);
  clipped_text(theme::displayable(reason), first_x - px(theme::kGap), Role::kTextSecondary);
  Pressed pressed = Pressed::kNone;
  if (buttons.first != nullptr) {
    ImGui::SetCursorScreenPos({first_x, at.y + inset});
    pressed = widget::button(buttons.first) ? Pressed::kFirst : pressed;
  }
  ImGui::SetCursorScreenPos({second_x, at.y + inset});
  pressed = widget::button(buttons.second) ? Pressed::kSecond : pressed;
  end_strip(at);
  return pressed;
}

}  // namespace

void Strips::draw(const model::View& view, Time now, bool offer_addresses, Actions& out) {
  next_change_.reset();
  if (view.host.listening && !was_listening_) {
    addresses_ = Addresses::kOffered;
  }
  was_listening_ = view.host.listening;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
  ImGui::PushID("strips");
  // Before the first welcome the dialog shows it.
  if (view.connection.state == wire::ConnectionState::kReconnecting && !view.rooms.empty()) {
    draw_lost(view.connection, now, out);
  } else if (view.connection.state == wire::ConnectionState::kClosed && !view.rooms.empty() &&
             !view.connection.code.empty()) {
    draw_ended(view.connection, out);
  }
  draw_notice(view);
  shows_addresses_ =
      view.host.listening &&
      (addresses_ == Addresses::kAsked || (addresses_ == Addresses::kOffered && offer_addresses));
  if (shows_addresses_) {
    draw_addresses(view.host, out);
  }
  ImGui::PopID();
  ImGui::PopStyleVar();
}

void Strips::draw_addresses(const model::HostView& host, Actions& out) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const float inset = px((kHeight - theme::kControlHeight) / 2.0F);
  const float side = px(theme::kControlHeight);
  const float copy_width = widget::button_width("Copy", icons::kCopy);
  const float copy_x = right - inset - side - px(theme::kTight) - copy_width;
  begin_strip(icons::kServer, Role::kAccentText);
  const float text_right = copy_x - px(theme::kGap);
  if (text_right - ImGui::GetCursorScreenPos().x > px(kWithLabel)) {
    clipped_text("Guests join at  ", text_right, Role::kTextSecondary);
  }
  {
    const theme::ScopedFont strong(theme::Face::kStrong);
    for (std::size_t i = 0; i < host.addresses.size() && i < kAddressesShown; ++i) {
      clipped_text((i > 0 ? "   " : "") + theme::displayable(host.addresses[i]), text_right,
                   i == 0 ? Role::kText : Role::kTextSecondary);
    }
  }
  ImGui::SetCursorScreenPos({copy_x, at.y + inset});
  widget::ButtonOptions copy;
  copy.icon = icons::kCopy;
  copy.enabled = !host.addresses.empty();
  if (widget::button("Copy", copy)) {
    out.emplace_back(CopyText{host.addresses.front()});
  }
  ImGui::SetCursorScreenPos({right - inset - side, at.y + inset});
  if (widget::icon_button(icons::kClose, "Hide")) {
    addresses_ = Addresses::kHidden;
  }
  end_strip(at);
}

void Strips::draw_lost(const model::ConnectionView& connection, Time now, Actions& out) {
  const Time when = connection.retry_at.value_or(now);
  next_change_ = dialog::next_retry_text(when, now);
  const Pressed pressed = connection_strip(
      icons::kReconnect, dialog::retry_text(connection.attempt, when, now) + ".   ",
      connection.reason, {"Try now", "Stop"});
  if (pressed == Pressed::kFirst && last_connect_) {
    out.emplace_back(wire::Command(*last_connect_));
  } else if (pressed == Pressed::kSecond) {
    out.emplace_back(wire::Command(wire::Disconnect{}));
  }
}

void Strips::draw_ended(const model::ConnectionView& connection, Actions& out) {
  // Our own host is none to go back to.
  const bool known = last_connect_ && last_connect_->target == connection.target;
  const Pressed pressed =
      connection_strip(icons::kDisconnect, "Not connected.   ", connection.reason,
                       {known ? "Join again" : nullptr, "Other party..."});
  if (pressed == Pressed::kFirst) {
    out.emplace_back(wire::Command(*last_connect_));
  } else if (pressed == Pressed::kSecond) {
    out.emplace_back(OpenConnectionDialog{});
  }
}

// Notices of a room stand in its log; the others would go unseen. One after the other, each whole.
void Strips::draw_notice(const model::View& view) {
  const model::NoticeView* shown = nullptr;
  for (const model::NoticeView& notice : view.notices) {
    if (shown == nullptr && notice.number > seen_notice_ && notice.room == model::RoomId::kNone &&
        notice.severity != wire::Severity::kInfo) {
      shown = &notice;
    }
  }
  if (shown == nullptr) {
    return;
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const float inset = px((kHeight - theme::kControlHeight) / 2.0F);
  const float side = px(theme::kControlHeight);
  const bool error = shown->severity == wire::Severity::kError;
  const std::string text = theme::displayable(shown->text);
  const float text_width =
      std::max(right - inset - side - at.x - px(44.0F + theme::kGap), px(80.0F));
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str(), nullptr, false, text_width);
  const float height = std::max(px(kHeight), extent.y + px(kHeight - theme::kBodySize));
  begin_strip(error ? icons::kError : icons::kWarning, error ? Role::kDanger : Role::kWarning,
              height);
  const ImVec2 text_at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddText(nullptr, 0.0F, text_at, theme::color(Role::kText),
                                      text.c_str(), nullptr, text_width);
  ImGui::SetCursorScreenPos({right - inset - side, at.y + inset});
  if (widget::icon_button(icons::kClose, "Dismiss")) {
    seen_notice_ = shown->number;
  }
  end_strip(at, height);
}

}  // namespace hubbub::ui::shell
