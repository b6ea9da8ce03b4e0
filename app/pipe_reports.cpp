// What a pipe learns from the net worker, and prints of it; what it does with its input is in
// pipe_session.cpp.
#include <string_view>
#include <utility>

#include "app/pipe_session.h"
#include "net/names.h"
#include "net/wire/spoken_words.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

std::string_view state_word(wire::ConnectionState state) {
  switch (state) {
    case wire::ConnectionState::kIdle:
    case wire::ConnectionState::kResolving:
    case wire::ConnectionState::kConnecting:
    case wire::ConnectionState::kHandshaking:
      return "connecting";
    case wire::ConnectionState::kOnline:
      return "online";
    case wire::ConnectionState::kReconnecting:
      return "reconnecting";
    case wire::ConnectionState::kClosed:
      return "closed";
  }
  return "closed";
}

}  // namespace

void PipeSession::operator()(const wire::ConnectionChanged& connection) {
  const bool closed = connection.state == wire::ConnectionState::kClosed;
  if (closed && !connection.code.empty()) {
    sink_(error_event(connection.code, connection.reason));
  }
  const std::string state(state_word(connection.state));
  // Each loss is told with its reason, each step on the way there is not.
  const bool again = connection.state == wire::ConnectionState::kReconnecting &&
                     connection.retry_in.count() > 0 && connection.attempt == 1;
  if (state != last_state_ || again) {
    last_state_ = state;
    sink_({{"event", "state"}, {"state", state}, {"reason", connection.reason}});
  }
  over_ = closed;
  online_ = connection.state == wire::ConnectionState::kOnline;
}

void PipeSession::operator()(const wire::Welcomed& welcome) {
  const bool came_back = std::exchange(welcomed_, true);
  plain_ = welcome.dialect == wire::Dialect::k2006;
  if (room_.empty() || room_ == lobby_ || net::folded(room_) == net::folded(welcome.lobby)) {
    room_ = welcome.lobby;
  }
  nick_ = welcome.nick;
  lobby_ = welcome.lobby;
  host_key_ = welcome.host_key;
  own_key_ = welcome.own_key;
  if (came_back) {
    ask_again();
  }
}

void PipeSession::operator()(const wire::RosterReceived& roster) {
  std::set<std::string>& people = people_[roster.room];
  people.clear();
  topics_[roster.room] = roster.topic;
  Json nicks = Json::array();
  for (const wire::RosterEntry& member : roster.members) {
    people.insert(member.nick);
    keys_[member.nick] = member.person.key;
    nicks.push_back(member.nick);
  }
  asked_.carried_out<wire::JoinRoom>([&](const wire::JoinRoom& join) {
    return net::folded(join.room) == net::folded(roster.room);
  });
  asked_.carried_out<wire::RequestRoster>(
      [&](const wire::RequestRoster& asked) { return asked.room == roster.room; });
  if (roster.room == room_ || net::folded(roster.room) == net::folded(room_)) {
    room_ = roster.room;
    sink_({{"event", "roster"}, {"nicks", std::move(nicks)}});
  }
  if (roster.missed > 0) {
    sink_(error_event("missed", std::to_string(roster.missed) +
                                    " lines were said while we were away, and the host no longer "
                                    "has them."));
  }
}

void PipeSession::operator()(const wire::RoomLeft& left) {
  people_.erase(left.room);
  asked_.carried_out<wire::LeaveRoom>(
      [&](const wire::LeaveRoom& asked) { return asked.room == left.room; });
  if (left.room == room_) {
    room_ = lobby_;
  }
}

bool PipeSession::is_anywhere(const std::string& nick) const {
  return std::any_of(people_.begin(), people_.end(),
                     [&nick](const auto& room) { return room.second.contains(nick); });
}

void PipeSession::arrived(const std::string& room, const std::string& nick) {
  const bool known = is_anywhere(nick);
  people_[room].insert(nick);
  if (!known) {
    sink_({{"event", "joined"}, {"nick", nick}});
  }
}

void PipeSession::gone(const std::string& room, const std::string& nick,
                       const std::string& reason) {
  people_[room].erase(nick);
  if (!is_anywhere(nick)) {
    keys_.erase(nick);
    sink_({{"event", "left"}, {"nick", nick}, {"reason", reason}});
  }
}

void PipeSession::operator()(const wire::MemberJoined& joined) {
  if (!joined.replay) {
    keys_[joined.member.nick] = joined.member.person.key;
    arrived(joined.room, joined.member.nick);
  }
}

void PipeSession::operator()(const wire::MemberLeft& left) {
  if (!left.replay) {
    gone(left.room, left.nick, left.reason);
  }
}

void PipeSession::operator()(const wire::MemberRenamed& renamed) {
  if (renamed.replay) {
    return;
  }
  if (renamed.own) {
    nick_ = renamed.new_nick;
    asked_.carried_out<wire::Rename>([](const wire::Rename&) { return true; });
  }
  // It comes once for each room; the first one counts for all.
  bool news = false;
  for (auto& [room, people] : people_) {
    if (people.erase(renamed.old_nick) > 0) {
      people.insert(renamed.new_nick);
      news = true;
    }
  }
  if (news) {
    if (auto key = keys_.extract(renamed.old_nick)) {
      key.key() = renamed.new_nick;
      keys_.insert(std::move(key));
    }
    sink_(
        {{"event", "left"}, {"nick", renamed.old_nick}, {"reason", "is now " + renamed.new_nick}});
    sink_({{"event", "joined"}, {"nick", renamed.new_nick}});
  }
}

void PipeSession::operator()(const wire::MessageReceived& message) {
  if (!message.own && ignored_.means(message.from, message.who)) {
    return;
  }
  sink_({{"event", "message"},
         {"room", message.room},
         {"from", message.from},
         {"text", message.text},
         {"seq", message.seq},
         {"id", message.id.to_hex()},
         {"time", rfc3339(message.time)},
         {"private", message.is_private},
         {"replay", message.replay}});
  if (message.own) {
    settle(message.id, &UnderWay::came_back);
  }
}

void PipeSession::operator()(const wire::TopicChanged& topic) {
  if (topic.by == nick_) {
    asked_.carried_out<wire::ChangeTopic>([](const wire::ChangeTopic&) { return true; });
  }
  if (!topic.replay) {
    topics_[topic.room] = topic.topic;
    sink_({{"event", "topic"}, {"room", topic.room}, {"by", topic.by}, {"topic", topic.topic}});
  }
}

void PipeSession::operator()(const wire::ModerationReported& order) {
  if (order.by == nick_) {
    asked_.carried_out<wire::KeepOrder>(
        [&](const wire::KeepOrder& asked) { return asked.act == order.act; });
  }
  // That a message is gone matters to those who come later, too.
  if (!order.replay || order.act == wire::Act::kClear) {
    sink_({{"event", "moderated"},
           {"room", order.room},
           {"by", order.by},
           {"act", wire::name_of(order.act)},
           {"who", order.who},
           {"target", order.target},
           {"text", order.text},
           {"replay", order.replay}});
  }
}

void PipeSession::operator()(const wire::HostKeyChanged& changed) {
  sink_({{"event", "host-changed"},
         {"target", changed.target},
         {"known", wire::spoken_words(changed.known)},
         {"presented", wire::spoken_words(changed.presented)}});
}

// What was shown above number `kept` did not reach the host's disk before it ended without warning.
void PipeSession::operator()(const wire::LinesRetracted& retracted) {
  sink_({{"event", "retracted"}, {"room", retracted.room}, {"kept", retracted.kept}});
}

// The host began anew: numbers mean other lines from here on.
void PipeSession::operator()(const wire::HistoryReset& reset) {
  sink_({{"event", "reset"}, {"room", reset.room}});
}

void PipeSession::operator()(const wire::HeldBack& held) {
  held_until_ = std::chrono::steady_clock::now() + held.wait;
  sink_({{"event", "held"}, {"ms", held.wait.count()}, {"text", held.reason}});
}

void PipeSession::operator()(const wire::RoomsListed& listed) {
  const auto asked = asked_.answered<wire::RequestRooms>();
  if (!asked || !asked->printed)
    return;
  Json rooms = Json::array();
  for (const wire::RoomInfo& room : listed.rooms) {
    rooms.push_back({{"room", room.room}, {"topic", room.topic}, {"people", room.people}});
  }
  sink_({{"event", "rooms"}, {"rooms", std::move(rooms)}});
}

void PipeSession::operator()(const wire::BansListed& listed) {
  if (!asked_.answered<wire::RequestBans>())
    return;
  Json bans = Json::array();
  for (const wire::Ban& ban : listed.bans) {
    bans.push_back({{"number", ban.number},
                    {"nick", ban.nick},
                    {"address", ban.address},
                    {"by", ban.by},
                    {"until", ban.until == wire::HostTime{} ? Json() : Json(rfc3339(ban.until))},
                    {"reason", ban.reason}});
  }
  sink_({{"event", "bans"}, {"bans", std::move(bans)}});
}

void PipeSession::operator()(const wire::SearchFound& found) {
  const auto is_asked = [&](const wire::SearchHistory& asked) {
    return asked.token == found.token;
  };
  if (!asked_.answered<wire::SearchHistory>(is_asked))
    return;
  if (found.token == last_search_.token)
    last_search_.before = found.next;
  if (!found.problem.empty()) {
    sink_(error_event("search", found.problem));
  }
  Json lines = Json::array();
  for (const wire::FoundEntry& hit : found.entries) {
    lines.push_back({{"room", hit.room},
                     {"from", hit.entry.from},
                     {"text", hit.entry.text},
                     {"seq", hit.entry.seq},
                     {"time", rfc3339(hit.entry.time)}});
  }
  sink_({{"event", "found"}, {"lines", std::move(lines)}, {"more", found.next != 0}});
}

void PipeSession::operator()(const wire::MessageAcknowledged& acknowledged) {
  sink_({{"event", "sent"}, {"id", acknowledged.id.to_hex()}, {"seq", acknowledged.seq}});
  settle(acknowledged.id, &UnderWay::confirmed);
}

void PipeSession::operator()(const wire::MessageFailed& failed) {
  failed_ = true;
  Json error = error_event(failed.code, failed.reason);
  error["id"] = failed.id.to_hex();
  sink_(error);
  under_way_.erase(failed.id);
}

void PipeSession::operator()(const wire::Notice& notice) {
  if (notice.code == "not-connected" && !asked_.empty()) {
    return;  // it is asked again, or told, when we are back
  }
  if (notice.severity != wire::Severity::kInfo) {
    asked_.refused();  // perhaps
  }
  if (notice.severity == wire::Severity::kInfo) {
    sink_({{"event", "notice"}, {"code", notice.code}, {"text", notice.text}});
  } else {
    sink_(error_event(notice.code, notice.text));
  }
}

}  // namespace hubbub::app
