// The fields of the connection dialog's two pages.
#include <string>

#include <imgui.h>

#include "ui/dialog/connection_dialog.h"
#include "ui/dialog/validate.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/list_row.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;

enum Field : unsigned { kNick = 1, kTarget = 2, kRoom = 4, kPort = 8, kTitle = 16 };

constexpr std::size_t kMaxPasswordBytes = 256;

// Rows of recent hosts before the list scrolls.
constexpr std::size_t kRecentShown = 3;

}  // namespace

void ConnectionDialog::draw_nick(const Problems& problems) {
  widget::FieldOptions options;
  options.hint = "How others see you";
  options.error = told(problems.nick, kNick);
  options.max_bytes = wire::kMaxNickBytes;
  const bool empty = trimmed(form_.nick).empty();
  options.take_keyboard = take_keyboard_ && (empty || !problems.nick.empty() || nick_refused_);
  const widget::FieldResult result = widget::text_field("Nickname", form_.nick, options);
  touched_ |= result.changed ? kNick : 0U;
  wants_submit_ |= result.submitted;
}

void ConnectionDialog::draw_join_page(const Problems& problems, const model::AroundView& around,
                                      Settings& settings, Time now, Actions& out) {
  const wire::Party* const chosen = parties_.draw(around, now);
  next_change_ = parties_.next_change();
  if (chosen != nullptr) {
    choose(form_, *chosen);
    submit(settings, out);
  }
  widget::FieldOptions options;
  options.hint = "192.168.1.7, game-pc or [fe80::1]:24280";
  options.error = told(problems.target, kTarget);
  options.max_bytes = 300;
  options.take_keyboard =
      take_keyboard_ && problems.nick.empty() && !nick_refused_ && !password_asked_;
  const widget::FieldResult result = widget::text_field("Address", form_.target, options);
  if (result.changed) {
    touched_ |= kTarget;
    form_.party.reset();
  }
  wants_submit_ |= result.submitted;
  if (password_asked_) {
    widget::FieldOptions secret;
    secret.hint = "Ask whoever hosts";
    secret.max_bytes = kMaxPasswordBytes;
    secret.secret = true;
    secret.take_keyboard = take_keyboard_ && problems.nick.empty();
    wants_submit_ |= widget::text_field("Party password", form_.password, secret).submitted;
  }
  draw_recent(around, settings, out);
}

void ConnectionDialog::draw_host_page(const Problems& problems) {
  widget::FieldOptions options;
  options.hint = "Friday night LAN";
  options.error = told(problems.title, kTitle);
  options.note = "Guests see it as the party's name. May be empty.";
  options.max_bytes = wire::kMaxTitleBytes;
  options.take_keyboard = take_keyboard_ && problems.nick.empty();
  const widget::FieldResult result = widget::text_field("Party title", form_.title, options);
  touched_ |= result.changed ? kTitle : 0U;
  widget::FieldOptions secret;
  secret.hint = "None";
  secret.note = "Empty: whoever is on this network may join.";
  secret.max_bytes = kMaxPasswordBytes;
  secret.secret = true;
  const widget::FieldResult password =
      widget::text_field("Password for guests", form_.host_password, secret);
  wants_submit_ |= result.submitted || password.submitted;
}

void ConnectionDialog::draw_recent(const model::AroundView& around, Settings& settings,
                                   Actions& out) {
  if (settings.recent_hosts.empty()) {
    return;
  }
  {
    const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
    const theme::ScopedTextColor tint(theme::Role::kTextSecondary);
    ImGui::TextUnformatted("Recent");
  }
  const std::size_t rows = std::min(settings.recent_hosts.size(), kRecentShown);
  const float height = static_cast<float>(rows) * widget::list_row_height();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
  ImGui::BeginChild("##recent", {0.0F, height});
  std::size_t forget = settings.recent_hosts.size();
  for (std::size_t i = 0; i < settings.recent_hosts.size(); ++i) {
    const RecentHost& host = settings.recent_hosts[i];
    ImGui::PushID(static_cast<int>(i));
    const std::string title = theme::displayable(host.title);
    const std::string target = theme::displayable(host.target);
    widget::ListRow row;
    row.icon = theme::icons::kRecent;
    row.text = title.empty() ? target : title;
    row.detail = title.empty() ? std::string_view{} : std::string_view(target);
    const wire::Party* const here = find_party(around, host);
    if (here != nullptr) {
      row.icon = theme::icons::kOnline;
      row.detail = "there now";
    }
    row.action_icon = theme::icons::kClose;
    row.action_label = "Forget";
    const widget::ListRowResult result = widget::list_row("##host", row);
    if (result.pressed) {
      if (here != nullptr) {
        choose(form_, *here);
      } else {
        form_.party.reset();
        form_.target = host.target;
        set_plain(form_, host.plain);
      }
      submit(settings, out);
    }
    forget = result.action ? i : forget;
    ImGui::PopID();
    if (result.pressed) {
      break;  // submitting may have reordered the list
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  if (forget < settings.recent_hosts.size()) {
    settings.recent_hosts.erase(settings.recent_hosts.begin() +
                                static_cast<std::ptrdiff_t>(forget));
  }
  ImGui::Dummy({0.0F, theme::px(theme::kTight)});
}

void ConnectionDialog::draw_advanced(const Problems& problems) {
  const bool joining = form_.page == ConnectionPage::kJoin;
  widget::disclosure("Advanced", advanced_);
  // A problem that cannot be seen cannot be mended.
  advanced_ |= submitted_ && (!problems.port.empty() || !problems.room.empty());
  if (!advanced_) {
    return;
  }
  const float gap = theme::px(theme::kWide);
  const float half = (ImGui::GetContentRegionAvail().x - gap) / 2.0F;
  widget::FieldOptions options;
  options.width = half;
  options.hint = wire::kDefaultRoom;
  options.max_bytes = wire::kMaxRoomBytes;
  options.error = told(problems.room, kRoom);
  const widget::FieldResult room = widget::text_field("Room", form_.room, options);
  touched_ |= room.changed ? kRoom : 0U;
  ImGui::SameLine(0.0F, gap);
  options.hint = "24280";
  options.max_bytes = 5;
  options.digits_only = true;
  options.error = told(problems.port, kPort);
  options.note = joining ? "" : "0 takes a free one.";
  const widget::FieldResult port =
      widget::text_field("Port", joining ? form_.join_port : form_.host_port, options);
  touched_ |= port.changed ? kPort : 0U;
  wants_submit_ |= room.submitted || port.submitted;
  if (!joining) {
    widget::checkbox("Tell this network that the party is here", form_.announce);
    widget::checkbox("Require encryption", form_.require_encryption);
    const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
    const theme::ScopedTextColor quiet(theme::Role::kTextSecondary);
    ImGui::TextUnformatted("Keeps out programs of 2006 and whoever is not encrypted.");
  } else {
    bool plain = form_.plain;
    if (widget::checkbox("2006 protocol", plain)) {
      set_plain(form_, plain);
    }
    ImGui::Dummy({0.0F, theme::px(theme::kTight)});
  }
}

}  // namespace hubbub::ui::dialog
