// Everything inside the window: header, rooms, chat, composer, roster, inspector, status bar,
// dialog.
//
// Main thread, inside an ImGui frame. It pulls the model, draws the panels from what it pulled and
// carries out what they ask for. It knows neither GLFW nor the network, so it runs in a test.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/wire/commands.h"
#include "ui/actions.h"
#include "ui/links/link_opener.h"
#include "ui/model/model.h"
#include "ui/saved_party.h"
#include "ui/settings.h"

namespace hubbub::ui::shell {

class MainWindow {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Post = std::function<void(net::wire::Command)>;

  // All must outlive it. `post` hands a command to the network and does not wait. Without `links`
  // addresses are copied instead of opened; without `parties` neither rooms nor drafts are
  // remembered.
  MainWindow(model::Model& model, Settings& settings, Post post, links::LinkOpener* links = nullptr,
             PartyStore* parties = nullptr);
  ~MainWindow();  // posts what has only been put off
  MainWindow(const MainWindow&) = delete;
  MainWindow& operator=(const MainWindow&) = delete;

  // One frame, filling the main viewport. `focused`: the person can see and type into the window.
  void draw(bool focused, Time now);

  // What happened while nothing is drawn (the window is minimised): title and attention follow,
  // and what is due is done.
  void follow(Time now);
  // Hands to the PartyStore what it has not been given yet: before the window goes, or is hidden.
  void save_party();

  // As if a panel had asked for it; at the start: StartHost for --host, Connect for --join. After
  // StartHost it joins the host over loopback once that listens, under Settings::nick.
  void perform(const Action& action);

  // Says for a moment that what was on the clipboard did not come.
  void say_paste_failed();

  // Something drawn moves by itself: draw again soon.
  [[nodiscard]] bool wants_frame() const;
  // When the picture changes without an event.
  [[nodiscard]] std::optional<Time> next_change() const;
  // When something has to be done, whether or not it is drawn: call draw() or follow() then.
  [[nodiscard]] std::optional<Time> next_duty() const;

  // "(3) Friday LAN – Hubbub": unread messages, what we are in.
  [[nodiscard]] std::string title() const;
  // Counts up when something came that deserves the person's attention.
  [[nodiscard]] std::uint64_t attention() const;
  [[nodiscard]] bool quit_requested() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::shell
