// The event loop: sleeps until something happens, draws, sleeps again.
//
// Main thread. Owns the window and the theme; what it shows and where commands go is plugged in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "net/wire/commands.h"
#include "ui/actions.h"
#include "ui/links/link_opener.h"
#include "ui/model/model.h"
#include "ui/saved_party.h"
#include "ui/settings.h"

namespace hubbub::ui::shell {

// All of it must outlive the Shell. The model's wake function is shell::wake (ui/shell/wake.h).
struct Plugs {
  model::Model& model;
  Settings& settings;
  std::function<void(net::wire::Command)> post;  // to the network; does not wait
  // After a frame that changed the settings; at most once a second while it goes on, and once
  // before run() returns. May be empty.
  std::function<void(const Settings&)> settings_changed;
  // The display is gone, and the window with it: called on the main thread, within run(), and must
  // not return. May be empty: the process ends.
  std::function<void()> display_lost{};
  links::LinkOpener* links = nullptr;  // opens web addresses; null: they are copied
  // Rooms and drafts of parties; null: they are not remembered.
  PartyStore* parties = nullptr;
};

class Shell {
 public:
  // Null when no window can be opened; `error` is then one sentence that says why and what to do.
  static std::unique_ptr<Shell> open(Plugs plugs, std::string& error);
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  // As if a panel had asked for it, before run() or within: StartHost for --host, Connect for
  // --join. See MainWindow::perform.
  void perform(const Action& action);

  // Until the person closes the window or quits, or request_quit() is called.
  void run();

  // Pictures drawn so far: an idle window adds none.
  [[nodiscard]] std::uint64_t frames_drawn() const;

 private:
  explicit Shell(Plugs plugs);
  void draw();
  void announce();
  void sleep();
  void follow_look();
  void tell_settings(bool now);
  struct State;
  std::unique_ptr<State> state_;
};

// Ends run() soon, without a question: an order. Any thread; not from a signal handler.
void request_quit();

}  // namespace hubbub::ui::shell
