// How the main window follows what the network reports.
#include <string_view>
#include <utility>

#include <imgui.h>

#include "ui/model/answers_text.h"
#include "ui/shell/main_window_state.h"

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;

wire::HostTime wire_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// Ends of a visit after which one gets in again only by changing something there. Of the others a
// strip above the chat tells.
bool needs_the_dialog(std::string_view code) {
  return code == "kicked" || code == "banned" || code == "host-changed" ||
         code.starts_with("password-");
}

}  // namespace

void MainWindow::State::follow_model(bool focused) {
  model.pull(view);
  const Followed now{view.connection.state, view.connection.changes,   view.host.listening,
                     view.host_revision,    view.answers.rooms_answer, view.answers.bans_answer};
  const Followed before = std::exchange(followed, now);
  follow_answers(before.rooms_answer, before.bans_answer);
  if (now.changes != before.changes) {
    follow_connection(before.state);
  }
  if (now.host_revision != before.host_revision) {
    follow_host(before.listening);
  }
  // Before we are in, it is not known which of the host's clients we are.
  guest_came = guest_came || (view.connection.online() && guests() > 0);
  follow_rooms(focused);
  follow_removals();
  party_restore.follow(view);
  follow_capture();
}

void MainWindow::State::follow_connection(wire::ConnectionState before) {
  const model::ConnectionView& connection = view.connection;
  if (connection.online()) {
    // Coming back takes the keyboard from nobody, be it a field or the log with a selection.
    const bool enters = dialog_open || !was_in;
    dialog_open = false;
    starting_host = false;
    dialog.set_starting_host(false);
    was_in = true;
    if (!joining_own_host) {
      remember_host(settings, {connection.target, connection.title,
                               connection.dialect == wire::Dialect::k2006, connection.host_key});
    }
    if (enters) {
      composer.take_keyboard();
    }
  } else if (connection.state == wire::ConnectionState::kClosed) {
    // Over for good: say why where one can do something about it.
    if (!connection.reason.empty() && !connection.code.empty()) {
      dialog.show_error(attempt, connection.reason);
    }
    starting_host = false;
    dialog.set_starting_host(false);
    if (!was_in || connection.code.empty()) {
      open_dialog(attempt);
    } else if (needs_the_dialog(connection.code)) {
      open_sleeping_dialog(attempt);
    }
    if (connection.code == "nick-taken") {
      dialog.ask_other_nick();
    }
    if (connection.code == "password-needed" || connection.code == "password-wrong") {
      dialog.ask_password();
    }
    was_in = false;
  } else if (before == wire::ConnectionState::kIdle && !was_in) {
    dialog_open = true;  // started by the command line: show how it goes
  }
}

void MainWindow::State::follow_host(bool listened_before) {
  if (view.host.listening && !listened_before) {
    guest_came = false;
  }
  if (view.host.listening && !listened_before && starting_host) {
    wire::Connect connect;
    connect.target = own_address + ":" + std::to_string(view.host.port);
    connect.nick = settings.nick;
    connect.password = host_password;
    connect.reconnect = false;
    joining_own_host = true;
    party_restore.connecting();
    post(connect);
  } else if (!view.host.listening && starting_host && !view.host.reason.empty()) {
    starting_host = false;
    dialog.set_starting_host(false);
    dialog.show_error(ConnectionPage::kHost, view.host.reason);
    open_dialog(ConnectionPage::kHost);
  }
}

void MainWindow::State::follow_rooms(bool focused) {
  if (view.find(room) == nullptr) {
    const model::RoomView* lobby = view.lobby();
    const bool any = lobby != nullptr || !view.rooms.empty();
    room = lobby != nullptr ? lobby->id : any ? view.rooms.front().id : model::RoomId::kNone;
  }
  const bool looking =
      focused && !dialog_open && !(narrow && narrow_roster) && chat.at_newest(room);
  model.look_at(looking ? room : model::RoomId::kNone);
  std::uint32_t now = 0;
  for (const model::RoomView& each : view.rooms) {
    now += rooms::is_muted(settings, view, each) ? 0 : each.mentions;
  }
  if (now > mentions) {
    ++attention;
  }
  mentions = now;
}

void MainWindow::State::follow_room_directory(bool focused, Time now) {
  const bool can_ask = view.connection.online() && rooms::has_rooms(view);
  // Offline there are none that one is in: coming back is a change as well.
  const std::size_t joined = can_ask ? view.rooms.size() : 0;
  const bool changed = std::exchange(joined_rooms, joined) != joined;
  if (changed || (focused && !std::exchange(was_focused, focused))) {
    room_directory.want();
  }
  was_focused = focused;
  if (room_directory.take(now, can_ask)) {
    post(wire::RequestRooms{});
  }
}

void MainWindow::State::follow_removals() {
  if (const std::size_t left = removals.drop_impossible(view); left > 0) {
    model.tell(room, wire::Severity::kWarning,
               left == 1 ? "A message was not removed: the host could not be told in time."
                         : std::to_string(left) +
                               " messages were not removed: the host could not be told in time.");
  }
}

// Lists that were asked for by a command are told where one types.
void MainWindow::State::follow_answers(std::uint64_t rooms_before, std::uint64_t bans_before) {
  const model::AnswersView& answers = view.answers;
  if (answers.rooms_answer > rooms_before && std::exchange(tells_rooms, false)) {
    model.tell(room, wire::Severity::kInfo, model::rooms_text(answers.rooms));
  }
  if (answers.bans_answer > bans_before) {
    model.tell(room, wire::Severity::kInfo, model::bans_text(answers.bans, wire_now()));
  }
}

void MainWindow::State::follow_capture() {
  if (settings.inspector_open != watching) {
    watching = settings.inspector_open;
    model.watch_frames(watching);
    post(wire::WatchCapture{watching});
  }
  if (watching) {
    model.pull_frames(frames);
  }
}

}  // namespace hubbub::ui::shell
