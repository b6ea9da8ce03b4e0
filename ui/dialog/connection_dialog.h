// The connection dialog: join a party or host one, watch it come about, see why it did not.
//
// Main thread; owns what is typed. It asks for commands and never knows how they are carried out.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "ui/actions.h"
#include "ui/dialog/form.h"
#include "ui/dialog/party_list.h"
#include "ui/model/view.h"
#include "ui/settings.h"

namespace hubbub::ui::dialog {

class ConnectionDialog {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit ConnectionDialog(const Settings& settings);

  // Brings a page in front and the keyboard to its first empty field.
  void open(ConnectionPage page);
  // The same with the page that was used last.
  void open() { open(form_.page); }

  // After open(): it came up by itself, while the person was at something else. Until it is clicked
  // or Tab is pressed it takes no key but Esc.
  void sleep() { asleep_ = true; }

  // Draws it as a modal over everything else; to be called every frame while it is open. Changes
  // `settings` when the form is submitted. Asks for StartHost or Connect on submission, Disconnect
  // or StopHost for Cancel while under way, CloseConnectionDialog for Esc or the cross; while the
  // view has another host key, TrustOtherHostKey or RefuseOtherHostKey, and nothing else.
  void draw(const model::View& view, Settings& settings, Time now, Actions& out);

  // Why the last attempt failed, shown on the page of the attempt. Stays until the next one.
  void show_error(ConnectionPage page, std::string reason);
  // The host asked for the party's password: the Join page has a field for it from now on.
  void ask_password();
  // The host has somebody of our name: the keyboard goes to the name.
  void ask_other_nick();
  // While this is set (a host was started, its first guest is ourselves), progress is shown.
  void set_starting_host(bool starting) { starting_host_ = starting; }

  // When what is shown changes without an event: a countdown's next second.
  [[nodiscard]] std::optional<Time> next_change() const { return next_change_; }
  [[nodiscard]] const Form& form() const { return form_; }

 private:
  void draw_form(const model::AroundView& around, Settings& settings, Time now, Actions& out);
  void stay_asleep();
  void draw_progress(const model::View& view, Time now, Actions& out);
  void draw_join_page(const Problems& problems, const model::AroundView& around, Settings& settings,
                      Time now, Actions& out);
  void draw_host_page(const Problems& problems);
  void draw_host_key(const model::OtherHostKey& other, Actions& out);
  void draw_nick(const Problems& problems);
  void draw_advanced(const Problems& problems);
  void draw_recent(const model::AroundView& around, Settings& settings, Actions& out);
  void draw_error() const;
  void submit(Settings& settings, Actions& out);
  // A problem is told once its field was touched or the form was submitted.
  [[nodiscard]] const std::string& told(const std::string& problem, unsigned field) const;

  Form form_;
  PartyList parties_;
  unsigned touched_ = 0;  // a bit per field
  bool submitted_ = false;
  bool advanced_ = false;
  bool take_keyboard_ = true;
  bool asleep_ = false;
  bool wants_submit_ = false;
  bool starting_host_ = false;
  bool password_asked_ = false;
  bool nick_refused_ = false;  // until the next attempt
  std::string error_;
  ConnectionPage error_page_ = ConnectionPage::kJoin;
  std::optional<Time> next_change_;
};

}  // namespace hubbub::ui::dialog
