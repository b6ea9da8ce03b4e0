// How the main window carries out what its panels ask for.
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include <imgui.h>

#include "net/wire/target.h"
#include "ui/model/quote.h"
#include "ui/model/verification.h"
#include "ui/shell/main_window_state.h"
#include "ui/theme/text.h"

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
// Deduction guide: clang 14 does not deduce aggregates from their bases (P1816) without it.
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// Where one's own host can be joined from this machine: on the loopback, if it listens there. A
// literal works whatever the machine's names resolve to.
std::string own_address_of(const wire::StartHost& host) {
  const auto listens = [&host](const char* address) {
    return std::find(host.bind.begin(), host.bind.end(), address) != host.bind.end();
  };
  if (host.bind.empty() || listens("127.0.0.1") || listens("0.0.0.0")) {
    return "127.0.0.1";
  }
  if (listens("::") || listens("::1")) {
    return "[::1]";
  }
  const std::string& first = host.bind.front();
  return first.find(':') == std::string::npos ? first : "[" + first + "]";
}

bool leaves_the_host(const wire::Command& command) {
  return std::holds_alternative<wire::Disconnect>(command) ||
         std::holds_alternative<wire::Connect>(command) ||
         std::holds_alternative<wire::StopHost>(command) ||
         std::holds_alternative<wire::StartHost>(command);
}

// Keys that count wherever the keyboard is, except behind the modal dialog.
constexpr ImGuiInputFlags kEverywhere = ImGuiInputFlags_RouteGlobal;

}  // namespace

void MainWindow::State::handle_keys() {
  if (inspector_has_keyboard()) {
    // Space pauses it; the composer, drawn before, would take it for something typed.
    ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    typed.find_erase(L' ');
  }
  if (ImGui::Shortcut(ImGuiKey_F12, kEverywhere)) {
    actions.emplace_back(ToggleInspector{});
  }
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_Q, kEverywhere)) {
    actions.emplace_back(Quit{});
  }
  if (dialog_open) {
    return;
  }
  if (ImGui::Shortcut(ImGuiKey_F9, kEverywhere)) {
    actions.emplace_back(ToggleRoster{});
  }
  rooms.handle_keys(view, room, actions);
}

void MainWindow::State::carry_out() {
  again = !actions.empty();
  // Carrying one out asks for no further ones.
  for (const Action& action : std::exchange(actions, {})) {
    carry_out(action);
  }
}

void MainWindow::State::open_dialog(ConnectionPage page) {
  dialog_open = true;
  dialog.open(page);
}

// Parties are looked for while the dialog that lists them is there.
void MainWindow::State::watch_parties() {
  if (std::exchange(watching_parties, dialog_open) != dialog_open) {
    post(model.watch_parties(dialog_open));
  }
}

// Nobody asked for it: what is being typed was meant for something else.
void MainWindow::State::open_sleeping_dialog(ConnectionPage page) {
  open_dialog(page);
  dialog.sleep();
}

std::size_t MainWindow::State::guests() const {
  const std::size_t ourselves = joining_own_host && view.connection.online() ? 1 : 0;
  const std::size_t clients = view.host.listening ? view.host.clients.size() : 0;
  return clients - std::min(clients, ourselves);
}

// A party goes with the window, and so does what the host has not confirmed.
void MainWindow::State::quit_or_ask() {
  leaving_by.reset();
  if (guests() > 0) {
    loss_question.ask(LossQuestion::About::kEndParty);
  } else if (model.unconfirmed() == 0) {
    quit = true;
  } else {
    loss_question.ask(LossQuestion::About::kQuit);
  }
}

// What the host has not confirmed is forgotten at another one.
void MainWindow::State::send_or_ask(wire::Command command) {
  const bool ends_party = std::holds_alternative<wire::StopHost>(command) ||
                          std::holds_alternative<wire::StartHost>(command);
  if (ends_party && guests() > 0) {
    leaving_by = std::move(command);
    return loss_question.ask(LossQuestion::About::kEndParty);
  }
  std::string target;
  if (const auto* host = std::get_if<wire::StartHost>(&command); host != nullptr) {
    target = own_address_of(*host) + ":" + std::to_string(host->port);
  } else if (const auto* connect = std::get_if<wire::Connect>(&command); connect != nullptr) {
    target = wire::target_name(connect->target, connect->port);
  }
  if (target.empty() || model.lost_at(target) == 0) {
    return send(std::move(command));
  }
  leaving_by = std::move(command);
  leaving_for = std::move(target);
  loss_question.ask(LossQuestion::About::kLeave);
}

void MainWindow::State::draw_loss_question() {
  using About = LossQuestion::About;
  const About about = loss_question.about();
  const std::size_t at_stake = about == About::kEndParty ? guests()
                               : about == About::kLeave  ? model.lost_at(leaving_for)
                                                         : model.unconfirmed();
  if (loss_question.draw(at_stake) != LossQuestion::Answer::kGoOn) {
    return;
  }
  if (leaving_by) {
    send(*std::exchange(leaving_by, std::nullopt));
  } else {
    quit = true;
  }
}

void MainWindow::State::remove(const RemoveMessage& asked) {
  if (const model::RoomView* const where = view.find(asked.room); where != nullptr) {
    removals.add(asked, where->name);
  }
}

void MainWindow::State::enter(const EnterRoom& asked) {
  if (const auto* const known = view.find(model::RoomKind::kRoom, asked.room); known != nullptr) {
    return carry_out(SelectRoom{known->id});
  }
  composer.enter(view, asked.room);
  send(wire::JoinRoom{asked.room});
}

void MainWindow::State::mute(const MuteRoom& asked) {
  if (const model::RoomView* const which = view.find(asked.room); which != nullptr) {
    mute_room(settings, {view.connection.target, which->name}, asked.mute);
  }
}

void MainWindow::State::copy(const std::string& text) {
  ImGui::SetClipboardText(text.c_str());
  toast.show_copied(text);
}

void MainWindow::State::tell_outcome(const links::Outcome& outcome) {
  if (!outcome.copied.empty()) {
    copy(outcome.copied);
  }
  if (!outcome.notice.empty()) {
    toast.show(outcome.notice);
  }
}

void MainWindow::State::post_removals(std::vector<wire::KeepOrder> orders) const {
  for (wire::KeepOrder& order : orders) {
    post(std::move(order));
  }
}

// What a command to the network means for the window, besides being sent.
void MainWindow::State::send(wire::Command command) {
  if (std::holds_alternative<wire::LeaveRoom>(command) || leaves_the_host(command)) {
    post_removals(removals.take_all());
  }
  if (const auto* host = std::get_if<wire::StartHost>(&command); host != nullptr) {
    starting_host = true;
    host_password = host->password;
    own_address = own_address_of(*host);
    attempt = ConnectionPage::kHost;
    dialog.set_starting_host(true);
  } else if (const auto* connect = std::get_if<wire::Connect>(&command); connect != nullptr) {
    joining_own_host = false;
    attempt = ConnectionPage::kJoin;
    party_restore.connecting();
    strips.set_last_connect(*connect);
  } else if (std::holds_alternative<wire::StopHost>(command)) {
    starting_host = false;
    dialog.set_starting_host(false);
    post(std::move(command));
    if (joining_own_host) {
      post(wire::Disconnect{});
    }
    return;
  } else if (std::holds_alternative<wire::RequestRooms>(command)) {
    tells_rooms = true;
  } else if (std::holds_alternative<wire::ClearCapture>(command)) {
    model.clear_frames();
  }
  post(std::move(command));
}

void MainWindow::State::show_found(const ShowFound& asked) {
  const model::RoomView* found = nullptr;
  if (asked.is_private) {
    const model::RoomId conversation = model.open_conversation(asked.room, asked.key);
    model.pull(view);
    found = view.find(conversation);
  } else {
    found = view.find(model::RoomKind::kRoom, asked.room);
  }
  if (found == nullptr) {
    found_panel.show_problem("You are not in this room: /join " +
                             theme::displayable(model::as_room_argument(asked.room)));
    return;
  }
  room = found->id;
  narrow_roster = false;
  chat.go_to(room, asked.seq);
}

// Said in the log, since nothing else shows that somebody is silent now.
void MainWindow::State::ignore(const IgnorePerson& asked) {
  if (asked.nick.empty()) {
    std::string names;
    for (const model::Ignored& person : settings.ignored) {
      names += (names.empty() ? "You ignore " : ", ") + person.nick;
    }
    model.tell(room, wire::Severity::kInfo, names.empty() ? "You ignore nobody." : names + ".");
    return;
  }
  const wire::RosterEntry* const person = model::find_person(view, asked.nick);
  const std::string nick = person != nullptr ? person->nick : asked.nick;  // as the host spells it
  ignore_person(settings, {person != nullptr ? person->person.key : wire::KeyId{}, nick},
                asked.ignore);
  model.set_ignored(settings.ignored);
  model.tell(room, wire::Severity::kInfo,
             asked.ignore ? "You see nothing of " + nick + " from now on."
                          : "You hear " + nick + " again.");
}

void MainWindow::State::carry_out(const Action& action) {
  const auto send_if = [this](std::optional<wire::Command> command) {
    if (command) {
      send(std::move(*command));
    }
  };
  std::visit(
      Overloaded{
          [&](const wire::Command& command) { send_or_ask(command); },
          [&](const Quit&) { quit_or_ask(); },
          [&](const OpenConnectionDialog& asked) { open_dialog(asked.page); },
          [&](const CloseConnectionDialog&) { dialog_open = false; },
          [&](const OpenHelp&) { help_open = true; },
          [&](const ToggleInspector&) { settings.inspector_open = !settings.inspector_open; },
          [&](const ToggleRoster&) {
            bool& shown = narrow ? narrow_roster : settings.roster_open;
            shown = !shown;
          },
          [&](const SelectRoom& asked) {
            room = asked.room;
            narrow_roster = false;
            composer.take_keyboard();
          },
          [&](const SendText& asked) {
            send_if(model.compose(asked.room, asked.text));
            chat.scroll_to_newest();
          },
          [&](const RetryMessage& asked) { send_if(model.retry(asked.id)); },
          [&](const DiscardMessage& asked) { model.discard(asked.id); },
          [&](const RemoveMessage& asked) { remove(asked); },
          [&](const TrustOtherHostKey& asked) {
            if (auto connect = strips.last_connect()) {
              connect->trust = asked.key;
              send(*std::move(connect));
            }
          },
          [&](const RefuseOtherHostKey&) { model.forget_other_host_key(); },
          [&](const BeginLine& asked) {
            narrow_roster = false;
            composer.begin(asked.text);
          },
          [&](const SearchHistory& asked) { send_if(model.search(asked.text, asked.room)); },
          [&](const SearchMore&) { send_if(model.search_more()); },
          [&](const EndSearch&) {
            model.end_search();
            composer.take_keyboard();
          },
          [&](const ShowFound& asked) { show_found(asked); },
          [&](const AskOrder& asked) { order_question.ask(asked.order); },
          [&](const IgnorePerson& asked) { ignore(asked); },
          [&](const FetchEarlier& asked) { send_if(model.fetch_earlier(asked.room)); },
          [&](const CloseConversation& asked) { model.close_conversation(asked.room); },
          [&](const TellPerson& asked) { model.tell(asked.room, asked.severity, asked.text); },
          [&](const MentionPerson& asked) {
            narrow_roster = false;
            composer.mention(asked.nick);
          },
          [&](const WritePrivate& asked) {
            room = model.open_conversation(asked.nick);
            model.pull(view);
            narrow_roster = false;
            composer.take_keyboard();
            send_if(model.compose(room, asked.text));
          },
          [&](const CopyText& asked) { copy(asked.text); },
          [&](const OpenLink& asked) { tell_outcome(links.open(asked.address)); },
          [&](const EnterRoom& asked) { enter(asked); },
          [&](const AskNewRoom&) { new_room.open(); },
          [&](const MarkRead& asked) { model.mark_read(asked.room); },
          [&](const MuteRoom& asked) { mute(asked); },
          [&](const ShowFrame& asked) {
            settings.inspector_open = true;
            inspector.select(asked.number);
          },
          [&](const FocusComposer&) { composer.take_keyboard(); },
      },
      action);
}

}  // namespace hubbub::ui::shell
