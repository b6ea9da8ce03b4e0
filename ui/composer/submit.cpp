#include "ui/composer/submit.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <variant>

#include "ui/model/limits.h"
#include "ui/model/slash.h"
#include "ui/model/verification.h"

namespace hubbub::ui::composer {
namespace {

using model::RoomKind;
using model::verification;
using net::wire::Severity;

// From this share of the longest message on, what is left is shown.
constexpr double kNearLimit = 0.8;

std::size_t waiting(const model::View& view) {
  return std::accumulate(
      view.rooms.begin(), view.rooms.end(), std::size_t{0},
      [](std::size_t sum, const model::RoomView& room) { return sum + room.outgoing.size(); });
}

std::string too_long(const model::View& view, std::string_view text) {
  const std::uint32_t most = view.connection.max_text_bytes;
  if (most == 0 || text.size() <= most) {
    return {};
  }
  return "Too long by " + std::to_string(text.size() - most) + " bytes: this host takes " +
         std::to_string(most) + " in one message.";
}

std::string people_text(const model::RoomView& room) {
  std::string text = std::to_string(room.roster->size()) +
                     (room.roster->size() == 1 ? " person here: " : " people here: ");
  const char* separator = "";
  for (const net::wire::RosterEntry& entry : *room.roster) {
    text += separator + entry.nick;
    separator = ", ";
  }
  return text;
}

class Submitter {
 public:
  Submitter(const model::View& view, const model::RoomView& room) : view_(view), room_(room) {}

  Submission result;

  void operator()(model::SlashText& asked) {
    if (check_text(asked.text)) {
      result.actions.emplace_back(SendText{room_.id, std::move(asked.text)});
    }
  }
  void operator()(model::SlashPrivate& asked) {
    if (asked.nick == view_.connection.nick) {
      result.problem = "That is you.";
    } else if (asked.text.empty() || check_text(asked.text)) {
      result.actions.emplace_back(WritePrivate{std::move(asked.nick), std::move(asked.text)});
    }
  }
  void operator()(model::SlashNick& asked) { command(net::wire::Rename{std::move(asked.nick)}); }
  void operator()(model::SlashJoin& asked) {
    if (const auto* known = view_.find(RoomKind::kRoom, asked.room)) {
      result.actions.emplace_back(SelectRoom{known->id});
      return;
    }
    result.room_to_enter = asked.room;
    command(net::wire::JoinRoom{std::move(asked.room)});
  }
  void operator()(model::SlashLeave& asked) {
    const model::RoomView* const room =
        asked.room.empty() ? &room_ : view_.find(RoomKind::kRoom, asked.room);
    if (room == nullptr) {
      result.problem = "You are not in a room of this name.";
    } else if (room->kind == RoomKind::kPrivate) {
      result.actions.emplace_back(CloseConversation{room->id});
    } else if (room->lobby) {
      result.problem = "Everybody is in this room; /quit logs out.";
    } else {
      command(net::wire::LeaveRoom{room->name});
    }
  }
  void operator()(model::SlashList&) {
    const model::RoomView* const room = room_.kind == RoomKind::kPrivate ? view_.lobby() : &room_;
    if (room != nullptr) {
      result.actions.emplace_back(TellPerson{room_.id, Severity::kInfo, people_text(*room)});
    }
  }
  void operator()(model::SlashQuit&) { command(net::wire::Disconnect{}); }
  void operator()(model::SlashHelp&) { result.actions.emplace_back(OpenHelp{}); }
  void operator()(model::SlashTopic& asked) {
    if (room_.kind == RoomKind::kPrivate) {
      result.problem = "A conversation has no topic.";
    } else if (asked.topic) {
      command(net::wire::ChangeTopic{room_.name, std::move(*asked.topic)});
    } else {
      tell(room_.topic.empty() ? "This room has no topic." : "Topic: " + room_.topic);
    }
  }
  void operator()(model::SlashRooms&) { command(net::wire::RequestRooms{}); }
  void operator()(model::SlashSearch& asked) {
    if (asked.text.empty()) {
      result.problem = "Like this: /search words. The panel shows more.";
    } else {
      result.actions.emplace_back(SearchHistory{std::move(asked.text), ""});
    }
  }
  void operator()(model::SlashIgnore& asked) {
    if (asked.nick == view_.connection.nick) {
      result.problem = "That is you.";
    } else {
      result.actions.emplace_back(IgnorePerson{std::move(asked.nick), asked.ignore});
    }
  }
  void operator()(model::SlashOrder& asked) {
    net::wire::KeepOrder order;
    order.act = asked.act;
    order.who = std::move(asked.who);
    order.duration = asked.duration;
    order.reason = std::move(asked.reason);
    command(std::move(order));
  }
  void operator()(model::SlashBans&) { command(net::wire::RequestBans{}); }
  void operator()(model::SlashVerify& asked) {
    const std::string text = verification(view_, asked.nick);
    if (text.empty()) {
      result.problem = "There is nobody of this name here.";
    } else {
      tell(text);
    }
  }
  void operator()(model::SlashError& error) { result.problem = std::move(error.reason); }

 private:
  bool check_text(std::string_view text) {
    result.problem = too_long(view_, text);
    if (result.problem.empty() && waiting(view_) >= model::kMaxOutgoing) {
      result.problem = "Too many messages are waiting to be sent; this one stays here.";
    }
    return result.problem.empty();
  }
  void tell(std::string text) {
    result.actions.emplace_back(TellPerson{room_.id, Severity::kInfo, std::move(text)});
  }
  void command(net::wire::Command asked) { result.actions.emplace_back(std::move(asked)); }

  const model::View& view_;
  const model::RoomView& room_;
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

}  // namespace

std::string obstacle(const model::View& view, const model::RoomView* room) {
  using net::wire::ConnectionState;
  switch (view.connection.state) {
    case ConnectionState::kReconnecting:
      return {};
    case ConnectionState::kOnline:
      break;
    case ConnectionState::kIdle:
    case ConnectionState::kResolving:
    case ConnectionState::kConnecting:
    case ConnectionState::kHandshaking:
    case ConnectionState::kClosed:
      return "You are offline. What you write is kept.";
  }
  if (room == nullptr) {
    return "You are in no room.";
  }
  // What is for somebody with a key waits at the host.
  const bool waits = view.connection.history && !room->key.is_none();
  if (room->kind == RoomKind::kPrivate && !room->present && !waits) {
    return room->name + " is not here now.";
  }
  if (room->kind == RoomKind::kRoom && !room->present) {
    return "You are not in this room now.";
  }
  return {};
}

std::string hint_of(const model::RoomView* room) {
  if (room == nullptr) {
    return "Not connected";
  }
  return (room->kind == RoomKind::kPrivate ? "Message " : "Message #") + room->name;
}

std::string caution(const model::View& view, const model::RoomView* room) {
  if (view.connection.state == net::wire::ConnectionState::kReconnecting) {
    return "The connection is lost. What you send now goes out when you are back.";
  }
  if (room != nullptr && room->kind == RoomKind::kPrivate && !room->present) {
    return room->name + " is not here now. What you send waits at the host.";
  }
  return {};
}

std::string left_text(const model::View& view, std::size_t bytes) {
  const auto most = static_cast<double>(view.connection.max_text_bytes);
  const auto size = static_cast<double>(bytes);
  if (most <= 0.0 || size < kNearLimit * most) {
    return {};
  }
  const auto left = static_cast<long>(most - size);
  return left >= 0 ? std::to_string(left) + " bytes left"
                   : std::to_string(-left) + " bytes too long";
}

std::string held_text(const model::View& view, std::chrono::steady_clock::time_point now) {
  const auto until = view.connection.held_until;
  if (!until || *until <= now) {
    return {};
  }
  const auto left = std::chrono::ceil<std::chrono::seconds>(*until - now);
  const std::string& reason = view.connection.held_reason;
  return (reason.empty() ? "You said much at once." : reason) + " What you send goes out in " +
         std::to_string(left.count()) + " s.";
}

std::optional<std::chrono::steady_clock::time_point> next_held_text(
    const model::View& view, std::chrono::steady_clock::time_point now) {
  const auto until = view.connection.held_until;
  if (!until || *until <= now) {
    return std::nullopt;
  }
  const auto left = std::chrono::ceil<std::chrono::seconds>(*until - now);
  return *until - (left - std::chrono::seconds(1));
}

Submission submit(const model::View& view, const model::RoomView& room, std::string_view text) {
  if (is_blank(text)) {
    return {};
  }
  model::Slash slash = model::parse_slash(text);
  // Answers that need no host are given offline too.
  const bool local = std::holds_alternative<model::SlashHelp>(slash) ||
                     std::holds_alternative<model::SlashIgnore>(slash) ||
                     std::holds_alternative<model::SlashVerify>(slash) ||
                     std::holds_alternative<model::SlashError>(slash);
  Submitter submitter(view, room);
  if (!local) {
    const bool to_this_room = std::holds_alternative<model::SlashText>(slash);
    submitter.result.problem = obstacle(view, to_this_room ? &room : view.lobby());
  }
  if (submitter.result.problem.empty()) {
    std::visit(submitter, slash);
  }
  return std::move(submitter.result);
}

std::string_view usage_of(std::string_view text) {
  if (!text.starts_with('/') || text.starts_with("//")) {
    return {};
  }
  const std::string_view word = text.substr(0, text.find_first_of(" \n"));
  std::string_view help = model::slash_help();
  while (!help.empty()) {
    const std::string_view line = help.substr(0, help.find('\n'));
    if (line.starts_with(word)) {
      return line;
    }
    help.remove_prefix(std::min(line.size() + 1, help.size()));
  }
  return {};
}

}  // namespace hubbub::ui::composer
