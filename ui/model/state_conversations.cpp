// Private conversations: with whom each is, whatever that person is called by now.
#include <algorithm>
#include <utility>

#include "ui/model/state.h"

namespace hubbub::ui::model {

const Room* State::lobby() const {
  return !rooms_.empty() && rooms_.front()->lobby ? rooms_.front().get() : nullptr;
}

bool State::is_here(std::string_view nick, const wire::KeyId& key) const {
  const Room* const everybody = lobby();
  const wire::RosterEntry* const member = everybody != nullptr ? everybody->member(nick) : nullptr;
  return member != nullptr && member->person.key == key;
}

// By the key, or by the name of whoever has none. One key may be here under two names at once, from
// two windows: these are two conversations.
Room* State::find_conversation(std::string_view nick, const wire::KeyId& key) {
  Room* under_another_name = nullptr;
  for (const auto& room : rooms_) {
    if (room->kind != RoomKind::kPrivate || room->key != key) {
      continue;
    }
    if (room->name == nick) {
      return room.get();
    }
    if (!key.is_none() && !(is_here(nick, key) && is_here(room->name, key))) {
      under_another_name = room.get();
    }
  }
  return under_another_name;
}

Room& State::conversation(std::string_view nick, const wire::KeyId& key) {
  Room* room = find_conversation(nick, key);
  if (room == nullptr && !key.is_none()) {
    room = find_conversation(nick, {});
    if (room != nullptr && room->identified) {
      room = nullptr;  // with somebody without a key, who had the name then
    }
  }
  if (room == nullptr) {
    room = &make_room(RoomKind::kPrivate, nick);
  }
  identify(*room, key);
  refresh_presence(*room);
  return *room;
}

// It was opened under the name alone; now it is known whose that is.
void State::identify(Room& room, const wire::KeyId& key) {
  if (!std::exchange(room.identified, true) && room.key != key) {
    room.key = key;
    touch(room);
  }
}

void State::set_name(Room& room, std::string_view nick) {
  room.name = nick;
  if (room.fetching_key.is_none()) {
    room.ask_no_more();  // the answer would come under the old name
  }
  touch(room);
}

// The name that was used last, if there is nobody here who has a newer one.
void State::note_name(Room& room, std::string_view nick) {
  if (!room.present && room.name != nick) {
    set_name(room, nick);
    refresh_presence(room);
  }
}

// Whoever the conversation is with, if that person is here.
const wire::RosterEntry* State::partner(const Room& room) const {
  const Room* const everybody = lobby();
  if (everybody == nullptr) {
    return nullptr;
  }
  const wire::RosterEntry* const namesake = everybody->member(room.name);
  if (namesake != nullptr && (!room.identified || namesake->person.key == room.key)) {
    return namesake;
  }
  if (room.key.is_none()) {
    return nullptr;
  }
  const auto is_partner = [&](const wire::RosterEntry& member) {
    return member.person.key == room.key && member.nick != connection_.nick &&
           std::none_of(rooms_.begin(), rooms_.end(), [&](const auto& other) {
             return other->kind == RoomKind::kPrivate && other->key == room.key &&
                    other->name == member.nick;
           });
  };
  const auto found = std::find_if(everybody->roster.begin(), everybody->roster.end(), is_partner);
  return found == everybody->roster.end() ? nullptr : &*found;
}

void State::refresh_presence(Room& room) {
  const wire::RosterEntry* const here = partner(room);
  if (here != nullptr) {
    identify(room, here->person.key);
    if (room.name != here->nick) {
      set_name(room, here->nick);
    }
  }
  if (room.present != (here != nullptr)) {
    room.present = here != nullptr;
    touch(room);
  }
}

void State::refresh_presence() {
  for (const auto& room : rooms_) {
    if (room->kind == RoomKind::kPrivate) {
      refresh_presence(*room);
    }
  }
}

void State::refresh_presence(std::string_view nick, const wire::KeyId& key) {
  for (const auto& room : rooms_) {
    const bool same_key = !key.is_none() && room->key == key;
    if (room->kind == RoomKind::kPrivate && (same_key || room->name == nick)) {
      refresh_presence(*room);
    }
  }
}

// A conversation follows the person to the new name, unless there is one under that name.
void State::rename_conversation(const wire::MemberRenamed& event) {
  const wire::RosterEntry* const member = lobby()->member(event.new_nick);
  const wire::KeyId key = member != nullptr ? member->person.key : wire::KeyId{};
  const auto with = [&](std::string_view nick) {
    const auto found = std::find_if(rooms_.begin(), rooms_.end(), [&](const auto& room) {
      return room->kind == RoomKind::kPrivate && room->key == key && room->name == nick;
    });
    return found == rooms_.end() ? nullptr : found->get();
  };
  Room* const old = with(event.old_nick);
  if (old == nullptr || with(event.new_nick) != nullptr) {
    return;
  }
  set_name(*old, event.new_nick);
}

RoomId State::open_conversation(std::string_view nick, const wire::KeyId& key) {
  Room& room = conversation_to_open(nick, key);
  room.ours = true;
  return room.id;
}

Room& State::conversation_to_open(std::string_view nick, const wire::KeyId& key) {
  if (!key.is_none()) {
    return conversation(nick, key);
  }
  const std::string_view name = as_it_is_written(nick);
  const Room* const everybody = lobby();
  const wire::RosterEntry* const member = everybody != nullptr ? everybody->member(name) : nullptr;
  if (member != nullptr) {
    return conversation(name, member->person.key);
  }
  // Not here: with whom we spoke last under that name.
  Room* last = nullptr;
  for (const auto& room : rooms_) {
    if (room->kind == RoomKind::kPrivate && room->name == name &&
        (last == nullptr || room->last_use > last->last_use)) {
      last = room.get();
    }
  }
  return last != nullptr ? *last : make_room(RoomKind::kPrivate, name);
}

// To the host "BOB" is bob; two conversations with one person would be one too many.
std::string_view State::as_it_is_written(std::string_view nick) const {
  const std::string wanted = net::text::folded(nick);
  const Room* const everybody = lobby();
  if (everybody == nullptr || everybody->has(nick)) {
    return nick;
  }
  const auto same = [&](const wire::RosterEntry& member) {
    return net::text::folded(member.nick) == wanted;
  };
  const auto found = std::find_if(everybody->roster.begin(), everybody->roster.end(), same);
  return found == everybody->roster.end() ? nick : std::string_view(found->nick);
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
