#include "ui/dialog/connection_dialog.h"

#include <algorithm>
#include <utility>

#include <imgui_internal.h>

#include "ui/dialog/card.h"
#include "ui/dialog/progress.h"
#include "ui/dialog/validate.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/notice_box.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;

constexpr float kCardWidth = 440.0F;

bool is_under_way(wire::ConnectionState state) {
  switch (state) {
    case wire::ConnectionState::kResolving:
    case wire::ConnectionState::kConnecting:
    case wire::ConnectionState::kHandshaking:
    case wire::ConnectionState::kReconnecting:
      return true;
    case wire::ConnectionState::kIdle:
    case wire::ConnectionState::kOnline:
    case wire::ConnectionState::kClosed:
      return false;
  }
  return false;
}

}  // namespace

ConnectionDialog::ConnectionDialog(const Settings& settings) : form_(form_from(settings)) {}

void ConnectionDialog::open(ConnectionPage page) {
  form_.page = page;
  touched_ = 0;
  submitted_ = false;
  take_keyboard_ = true;
  asleep_ = false;
}

// A key that has an owner presses no button.
void ConnectionDialog::stay_asleep() {
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsKeyPressed(ImGuiKey_Tab, false)) {
    asleep_ = false;
    return;
  }
  take_keyboard_ = false;
  for (const ImGuiKey key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Space}) {
    ImGui::SetKeyOwner(key, ImGui::GetID("asleep"));
  }
}

void ConnectionDialog::show_error(ConnectionPage page, std::string reason) {
  error_page_ = page;
  error_ = std::move(reason);
}

void ConnectionDialog::ask_password() {
  password_asked_ = true;
  form_.password.clear();
  take_keyboard_ = true;
}

void ConnectionDialog::ask_other_nick() {
  nick_refused_ = true;
  take_keyboard_ = true;
}

void ConnectionDialog::draw(const model::View& view, Settings& settings, Time now, Actions& out) {
  next_change_.reset();
  if (!begin_card("##connection", kCardWidth)) {
    return;
  }
  if (asleep_) {
    stay_asleep();
  }
  const bool progress = starting_host_ || is_under_way(view.connection.state);
  if (!progress && view.connection.other_host_key) {
    draw_host_key(*view.connection.other_host_key, out);
    end_card();
    return;
  }
  if (draw_card_header(!progress) || (!progress && ImGui::IsKeyPressed(ImGuiKey_Escape, false))) {
    out.emplace_back(CloseConnectionDialog{});
  }
  if (progress) {
    draw_progress(view, now, out);
  } else {
    draw_form(view.around, settings, now, out);
  }
  end_card();
}

void ConnectionDialog::draw_form(const model::AroundView& around, Settings& settings, Time now,
                                 Actions& out) {
  constexpr const char* kPages[] = {"Join a party", "Host a party"};
  int page = form_.page == ConnectionPage::kJoin ? 0 : 1;
  if (widget::segments("##page", kPages, 2, page)) {
    open(page == 0 ? ConnectionPage::kJoin : ConnectionPage::kHost);
  }
  ImGui::Dummy({0.0F, theme::px(theme::kTight)});
  draw_error();
  const Problems problems = check(form_);
  draw_nick(problems);
  if (form_.page == ConnectionPage::kJoin) {
    draw_join_page(problems, around, settings, now, out);
  } else {
    draw_host_page(problems);
  }
  draw_advanced(problems);
  take_keyboard_ = false;
  ImGui::Dummy({0.0F, theme::px(theme::kTight)});

  widget::ButtonOptions primary{widget::ButtonKind::kPrimary, theme::icons::kJoin, -1.0F, true};
  const bool joining = form_.page == ConnectionPage::kJoin;
  primary.icon = joining ? theme::icons::kJoin : theme::icons::kHost;
  const bool pressed = widget::button(joining ? "Join" : "Host", primary);
  if (pressed || std::exchange(wants_submit_, false)) {
    // The only party there is needs no address.
    if (joining && trimmed(form_.target).empty() && around.parties.size() == 1) {
      choose(form_, around.parties.front());
    }
    submit(settings, out);
  }
}

void ConnectionDialog::submit(Settings& settings, Actions& out) {
  submitted_ = true;
  if (check(form_).any()) {
    take_keyboard_ = true;
    return;
  }
  error_.clear();
  nick_refused_ = false;
  remember(form_, settings);
  if (form_.page == ConnectionPage::kJoin) {
    out.emplace_back(wire::Command(connect_command(form_)));
  } else {
    out.emplace_back(wire::Command(host_command(form_)));
  }
}

void ConnectionDialog::draw_progress(const model::View& view, Time now, Actions& out) {
  const Progress progress = progress_of(view, starting_host_, now);
  next_change_ = progress.next_change;
  draw_steps(progress);
  const bool esc = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  widget::ButtonOptions wide;
  wide.width = -1.0F;
  if (progress.can_retry && widget::button("Try now", wide)) {
    out.emplace_back(wire::Command(connect_command(form_)));
  }
  if (widget::button("Cancel", wide) || esc) {
    if (starting_host_ || view.host.listening) {
      out.emplace_back(wire::Command(wire::StopHost{}));
    }
    out.emplace_back(wire::Command(wire::Disconnect{}));
    take_keyboard_ = true;
  }
}

void ConnectionDialog::draw_error() const {
  if (!error_.empty() && error_page_ == form_.page) {
    widget::notice_box(wire::Severity::kError, theme::displayable(error_));
    ImGui::Dummy({0.0F, theme::px(theme::kTight)});
  }
}

const std::string& ConnectionDialog::told(const std::string& problem, unsigned field) const {
  static const std::string nothing;
  return submitted_ || (touched_ & field) != 0 ? problem : nothing;
}

}  // namespace hubbub::ui::dialog
