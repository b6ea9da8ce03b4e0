// What the main window remembers between frames. Private to ui/shell/. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "ui/chat/chat_panel.h"
#include "ui/composer/composer.h"
#include "ui/dialog/connection_dialog.h"
#include "ui/inspector/inspector.h"
#include "ui/links/link_launcher.h"
#include "ui/model/frames.h"
#include "ui/model/view.h"
#include "ui/rooms/new_room.h"
#include "ui/rooms/rooms_panel.h"
#include "ui/roster/person_menu.h"
#include "ui/roster/roster_panel.h"
#include "ui/search/search_panel.h"
#include "ui/shell/header.h"
#include "ui/shell/loss_question.h"
#include "ui/shell/main_window.h"
#include "ui/shell/party_restore.h"
#include "ui/shell/pending_removals.h"
#include "ui/shell/room_directory.h"
#include "ui/shell/strips.h"
#include "ui/shell/toast.h"

namespace hubbub::ui::shell {

struct MainWindow::State {
  State(model::Model& the_model, Settings& the_settings, Post the_post,
        links::LinkOpener* the_links, PartyStore* the_parties)
      : model(the_model),
        settings(the_settings),
        post(std::move(the_post)),
        dialog(the_settings),
        party_restore(the_model, composer, the_parties, post),
        links(the_links, the_settings) {
    model.set_ignored(settings.ignored);
  }

  // ---- what came from the network (follow.cpp) ----
  void follow_model(bool focused);
  void follow_connection(net::wire::ConnectionState before);
  void follow_host(bool listened_before);
  void follow_rooms(bool focused);
  void follow_removals();
  void follow_room_directory(bool focused, Time now);
  void follow_capture();
  void follow_answers(std::uint64_t rooms_before, std::uint64_t bans_before);

  // ---- what was asked for (perform.cpp) ----
  void handle_keys();
  void carry_out();
  void carry_out(const Action& action);
  void send_or_ask(net::wire::Command command);
  void send(net::wire::Command command);
  void open_dialog(ConnectionPage page);
  void watch_parties();
  void open_sleeping_dialog(ConnectionPage page);
  // People at the host in this process, without ourselves.
  [[nodiscard]] std::size_t guests() const;
  void quit_or_ask();
  void draw_loss_question();
  void show_found(const ShowFound& asked);
  void ignore(const IgnorePerson& asked);
  void remove(const RemoveMessage& asked);
  void enter(const EnterRoom& asked);
  void mute(const MuteRoom& asked);
  void copy(const std::string& text);
  void tell_outcome(const links::Outcome& outcome);
  void post_removals(std::vector<net::wire::KeepOrder> orders) const;

  // ---- drawing (main_window.cpp) ----
  void draw_root(Time now);
  void draw_body(ImVec2 size, Time now);
  void draw_middle(const model::RoomView* current, Time now);
  void draw_nowhere(ImVec2 size);
  void draw_inspector(ImVec2 size, float chat_height);
  void draw_removals();
  void tell_missing_font();
  [[nodiscard]] float inspector_extent(float body) const;
  [[nodiscard]] bool inspector_has_keyboard() const;
  [[nodiscard]] bool roster_shown() const;

  model::Model& model;
  Settings& settings;
  Post post;

  // Of the view, as far as it has been followed: what is carried out pulls it too.
  struct Followed {
    net::wire::ConnectionState state{};
    std::uint64_t changes = 0;
    bool listening = false;
    std::uint64_t host_revision = 0;
    std::uint64_t rooms_answer = 0;
    std::uint64_t bans_answer = 0;
  };
  Followed followed;
  model::View view;
  model::FrameView frames;
  model::RoomId room = model::RoomId::kNone;  // in front
  Actions actions;                            // of this frame

  chat::ChatPanel chat;
  roster::RosterPanel roster;
  composer::Composer composer;
  dialog::ConnectionDialog dialog;
  inspector::Inspector inspector;
  search::SearchPanel found_panel;
  PartyRestore party_restore;
  roster::OrderQuestion order_question;
  rooms::RoomsPanel rooms;
  rooms::NewRoomCard new_room;
  links::LinkLauncher links;
  Strips strips;
  Toast toast;
  PendingRemovals removals;
  RoomDirectory room_directory;
  std::size_t joined_rooms = 0;  // when the directory was wanted last
  bool tells_rooms = false;      // the next answer is to be told where one types
  bool was_focused = false;
  LossQuestion loss_question;
  // What the person asked for, unless it was to quit; and the other party, if it is one.
  std::optional<net::wire::Command> leaving_by;
  std::string leaving_for;

  bool dialog_open = true;
  bool watching_parties = false;  // as the dialog shows them
  bool help_open = false;
  bool narrow = false;         // one column
  bool narrow_roster = false;  // in which the people stand instead of the chat
  bool watching = false;       // captured frames are being sent
  bool again = false;          // an action changed what this frame had drawn already
  bool quit = false;

  // A host was asked for; when it listens, we join it as its first guest.
  bool starting_host = false;
  bool joining_own_host = false;
  std::string own_address = "127.0.0.1";  // where it is joined
  bool guest_came = false;                // since it listens
  std::string host_password;  // of the host that was asked for: we need it as any guest does
  ConnectionPage attempt = ConnectionPage::kJoin;
  bool was_in = false;  // the attempt under way has been online

  std::uint32_t mentions = 0;
  std::uint64_t attention = 0;
};

}  // namespace hubbub::ui::shell
