// Which rooms there are and who is in them.
#include <algorithm>
#include <utility>

#include "net/wire/order_sentences.h"
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
  Room* const known = find(kind, name);
  return known != nullptr ? *known : make_room(kind, name);
}

Room& State::make_room(RoomKind kind, std::string_view name) {
  make_way_for_a_room();
  rooms_.push_back(std::make_unique<Room>(RoomId{++last_room_id_}, kind, name));
  Room& made = *rooms_.back();
  made.last_use = ++uses_;
  touch_rooms();
  touch(made);
  return made;
}

// A stranger may write to us under many names; of the conversations that only others took up, the
// one silent for longest makes way, read ones first. Rooms are ours to join, and what waits to be
// sent is nowhere else: neither is thrown out unless there is nothing else.
void State::make_way_for_a_room() {
  if (rooms_.size() < kMaxRooms) {
    return;
  }
  const auto rank = [this](const std::unique_ptr<Room>& candidate) {
    return std::tuple(candidate->lobby, candidate->id == looked_at_, !candidate->outgoing.empty(),
                      candidate->kind == RoomKind::kRoom, candidate->ours || candidate->has_draft,
                      candidate->unread > 0, candidate->last_use);
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
  room.topic = clean_line(event.topic, scratch_text_);
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
  line.who = wire::head_of(event.member.person.key);
  add_line(*room, line);
  if (!event.replay) {
    const std::string nick = event.member.nick;
    const wire::KeyId key = event.member.person.key;
    room->add_member(std::move(event.member), roster_is_unique());
    if (room->lobby) {
      refresh_presence(nick, key);
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
  if (!is_ignored({}, event.nick))
    line.text = event.reason;
  // What was done to that person has just been told.
  const bool told = !room->order_who.empty() && room->order_who == event.nick &&
                    event.reason == wire::thrown_out_reason(room->order_by);
  if (told) {
    is_old_news(*room, line);
  } else {
    add_line(*room, line);
  }
  if (!event.replay) {
    room->remove_member(event.nick);
    if (room->lobby) {
      refresh_presence(event.nick, {});
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

}  // namespace hubbub::ui::model
