// Which rooms there are and who is in them.
#include <algorithm>
#include <utility>

#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {

Room* State::find(RoomId id) {
  const auto found =
      std::find_if(rooms_.begin(), rooms_.end(), [id](const auto& room) { return room->id == id; });
  return found == rooms_.end() ? nullptr : found->get();
}

Room* State::find(RoomKind kind, std::string_view name) {
  const auto found = std::find_if(rooms_.begin(), rooms_.end(), [&](const auto& room) {
    return room->kind == kind && room->name == name;
  });
  return found == rooms_.end() ? nullptr : found->get();
}

Room& State::room(RoomKind kind, std::string_view name) {
  if (Room* known = find(kind, name)) {
    return *known;
  }
  make_way_for_a_room();
  rooms_.push_back(std::make_unique<Room>(RoomId{++last_room_id_}, kind, name));
  Room& made = *rooms_.back();
  made.last_use = ++uses_;
  if (kind == RoomKind::kPrivate && !rooms_.empty() && rooms_.front()->lobby) {
    const wire::RosterEntry* const person = rooms_.front()->member(name);
    made.present = person != nullptr;
    made.keyless = person != nullptr && person->person.key.is_none();
  }
  touch_rooms();
  touch(made);
  return made;
}

// A stranger may write to us under many names; the conversation silent for longest makes way. Rooms
// are ours to join and are not thrown out unless there is nothing else.
void State::make_way_for_a_room() {
  if (rooms_.size() < kMaxRooms) {
    return;
  }
  const auto rank = [this](const std::unique_ptr<Room>& candidate) {
    return std::tuple(candidate->lobby, candidate->id == looked_at_,
                      candidate->kind == RoomKind::kRoom, candidate->last_use);
  };
  const auto victim =
      std::min_element(rooms_.begin(), rooms_.end(),
                       [&rank](const auto& a, const auto& b) { return rank(a) < rank(b); });
  erase((*victim)->id);
}

void State::erase(RoomId id) {
  const auto found =
      std::find_if(rooms_.begin(), rooms_.end(), [id](const auto& room) { return room->id == id; });
  log_bytes_ -= (*found)->log.bytes();
  outgoing_count_ -= (*found)->outgoing.size();
  rooms_.erase(found);
  if (looked_at_ == id) {
    looked_at_ = RoomId::kNone;
  }
  touch_rooms();
}

// A server of 2006 lets two people have one name, and each of them counts.
bool State::roster_is_unique() const {
  return connection_.dialect == wire::Dialect::kHubbub;
}

bool State::on(wire::RosterReceived& event) {
  Room& room = this->room(RoomKind::kRoom, event.room);
  if (event.missed > 0) {
    NewLine line;
    line.kind = LineKind::kGap;
    const std::string text = event.missed == 1
                                 ? std::string("1 earlier line is lost")
                                 : std::to_string(event.missed) + " earlier lines are lost";
    line.text = text;
    add_line(room, line);
  }
  room.present = true;
  room.returning = room.returning || room.was_lost;
  room.was_lost = false;
  room.set_roster(std::move(event.members));
  room.topic = clean_text(event.topic, scratch_text_);
  touch(room);
  if (room.lobby) {
    refresh_presence();
  }
  return true;
}

bool State::on(wire::RoomLeft& event) {
  Room* room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return false;
  }
  if (!room->lobby) {
    erase(room->id);
    return true;
  }
  room->present = false;
  room->set_roster({});
  touch(*room);
  return true;
}

bool State::on(wire::MemberJoined& event) {
  Room* room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return false;
  }
  NewLine line;
  line.kind = LineKind::kJoined;
  line.own = event.replay ? is_own(wire::head_of(event.member.person.key), event.member.nick)
                          : event.member.nick == connection_.nick;
  line.replay = event.replay;
  line.seq = event.seq;
  line.time = event.time;
  line.from = event.member.nick;
  add_line(*room, line);
  if (!event.replay) {
    const std::string nick = event.member.nick;
    room->add_member(std::move(event.member), roster_is_unique());
    if (room->lobby) {
      refresh_presence(nick);
    }
  }
  return true;
}

bool State::on(wire::MemberLeft& event) {
  Room* room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return false;
  }
  NewLine line;
  line.kind = LineKind::kLeft;
  line.own = event.nick == connection_.nick;
  line.replay = event.replay;
  line.seq = event.seq;
  line.time = event.time;
  line.from = event.nick;
  line.text = event.reason;
  add_line(*room, line);
  if (!event.replay) {
    room->remove_member(event.nick);
    if (room->lobby) {
      refresh_presence(event.nick);
    }
  }
  return true;
}

bool State::on(wire::MemberRenamed& event) {
  if (event.own && !event.replay && connection_.nick != event.new_nick) {
    connection_.nick = event.new_nick;
    own_name_ = Needle(event.new_nick);
    touch_connection();
  }
  Room* room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return event.own;
  }
  NewLine line;
  line.kind = LineKind::kRenamed;
  line.own = event.own;
  line.replay = event.replay;
  line.seq = event.seq;
  line.time = event.time;
  line.from = event.old_nick;
  std::string new_name;
  line.text = clean_name(event.new_nick, new_name);
  add_line(*room, line);
  if (!event.replay) {
    room->rename_member(event.old_nick, event.new_nick);
    if (room->lobby) {
      rename_conversation(event);
      refresh_presence();
    }
  }
  return true;
}

// A conversation follows the person to the new name, unless there is one under that name.
void State::rename_conversation(const wire::MemberRenamed& event) {
  Room* old = find(RoomKind::kPrivate, event.old_nick);
  if (old != nullptr && find(RoomKind::kPrivate, event.new_nick) == nullptr) {
    old->name = event.new_nick;
    old->ask_no_more();  // the answer would come under the old name
    touch(*old);
  }
}

void State::refresh_presence() {
  for (const auto& room : rooms_) {
    if (room->kind == RoomKind::kPrivate) {
      refresh_presence(room->name);
    }
  }
}

void State::refresh_presence(std::string_view nick) {
  Room* conversation = find(RoomKind::kPrivate, nick);
  if (conversation == nullptr) {
    return;
  }
  const wire::RosterEntry* const person =
      rooms_.front()->lobby ? rooms_.front()->member(nick) : nullptr;
  const bool present = person != nullptr;
  const bool keyless = present ? person->person.key.is_none() : conversation->keyless;
  if (conversation->present != present || conversation->keyless != keyless) {
    conversation->present = present;
    conversation->keyless = keyless;
    touch(*conversation);
  }
}

RoomId State::open_conversation(std::string_view nick) {
  return conversation(as_it_is_written(nick)).id;
}

// To the host "BOB" is bob; two conversations with one person would be one too many.
std::string_view State::as_it_is_written(std::string_view nick) const {
  const Needle needle(nick);
  for (const auto& room : rooms_) {
    const auto same = [&](const wire::RosterEntry& member) {
      const Needle::Hit hit = needle.find(member.nick);
      return hit.begin == 0 && hit.end == member.nick.size();
    };
    const auto exact = [&](const wire::RosterEntry& member) { return member.nick == nick; };
    if (!room->lobby || std::any_of(room->roster.begin(), room->roster.end(), exact)) {
      continue;
    }
    const auto found = std::find_if(room->roster.begin(), room->roster.end(), same);
    return found == room->roster.end() ? nick : std::string_view(found->nick);
  }
  return nick;
}

bool State::close_conversation(RoomId id) {
  const Room* room = find(id);
  if (room == nullptr || room->kind != RoomKind::kPrivate) {
    return false;
  }
  erase(id);
  return true;
}

}  // namespace hubbub::ui::model
