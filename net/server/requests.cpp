// What sessions ask of the server: names, rooms, messages. Who is connected and when things are
// sent is in server.cpp.
#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/server.h"

namespace hubbub::net::server {
namespace {

// Whoever is told apart by nothing but case and the like.
wire::Refused nick_taken(const std::string& nick) {
  return {nick,
          {},
          "nick-taken",
          "Somebody here is already called " + nick + ". Please choose another name."};
}

}  // namespace

// ---- Names and rooms ----------------------------------------------------------------------------

void Server::log_in(Session& session, std::string_view wanted,
                    const std::vector<wire::RoomPosition>& rooms) {
  const std::string nick = trimmed(wanted);
  if (const auto why = refuse_name(nick, wire::kMaxNickBytes, "name")) {
    return dismiss(session, {"nick-invalid", *why, 0}, "");
  }
  if (!directory_.claim(nick, session)) {
    const wire::Refused refusal = nick_taken(nick);
    return dismiss(session, {refusal.code, refusal.text, 0}, "");
  }
  session.set_nick(nick);
  callbacks_.events(wire::HostClientJoined{nick, session.address(), session.person()});
  session.welcomed();
  const auto lobby = directory_.shared_lobby();
  const auto is_lobby = [&](const wire::RoomPosition& position) {
    return directory_.find_room(position.room) == lobby;
  };
  const auto place = std::find_if(rooms.begin(), rooms.end(), is_lobby);
  enter(session, lobby, place == rooms.end() ? wire::RoomPosition{} : *place);
  for (const wire::RoomPosition& position : rooms) {
    if (!is_lobby(position))
      join(session, position);
  }
}

void Server::rename(Session& session, std::string_view wanted) {
  const std::string nick = trimmed(wanted);
  if (nick == session.nick())
    return;
  if (const auto why = refuse_name(nick, wire::kMaxNickBytes, "name")) {
    return session.refuse(
        {std::string(wire::prefix_within(wanted, wire::kMaxNickBytes)), {}, "nick-invalid", *why});
  }
  if (!directory_.claim(nick, session))
    return session.refuse(nick_taken(nick));
  const std::string old_nick = session.nick();
  if (folded(old_nick) != folded(nick))
    directory_.release(old_nick, session);
  session.set_nick(nick);
  // A broadcast may flush this session, and that drops cursors.
  std::vector<std::shared_ptr<Room>> rooms;
  for (const RoomCursor& cursor : session.cursors()) {
    if (!cursor.left())
      rooms.push_back(cursor.room);
  }
  for (const auto& each : rooms)
    broadcast(each, wire::Renamed{old_nick, 0, clock_.wall(), "", nick});
}

void Server::join(Session& session, const wire::RoomPosition& position) {
  const std::string name = trimmed(position.room);
  auto room = directory_.find_room(name);
  if (room && session.cursor_in(*room))
    return send_roster(session, name);
  if (!room) {
    if (const auto why = refuse_name(name, wire::kMaxRoomBytes, "room name")) {
      return session.refuse({name, {}, "room-invalid", *why});
    }
  }
  // Those that it has left count until it has read its last line from them.
  if (session.cursors().size() >= kMaxRoomsPerSession) {
    return session.refuse({name,
                           {},
                           "too-many-rooms",
                           "You are in as many rooms as one can be in (" +
                               std::to_string(kMaxRoomsPerSession) + "). Leave one first."});
  }
  if (!room)
    room = directory_.make_room(name);
  if (!room) {
    return session.refuse({name, {}, "too-many-rooms", "This host has no place for more rooms."});
  }
  enter(session, room, position);
}

void Server::enter(Session& session, const std::shared_ptr<Room>& room,
                   const wire::RoomPosition& position) {
  room->members.push_back(&session);
  const std::uint64_t own =
      broadcast(room, wire::Joined{session.nick(), 0, clock_.wall(), "", session.person()});
  RoomLog::Seq first = own + 1;
  const bool same_numbering = position.epoch == room->epoch && position.after < own;
  if (same_numbering) {
    first = std::max(position.after + 1, room->log.first_seq());
  } else if (session.dialect() == wire::Dialect::kHubbub && position.backlog > 0) {
    first = room->log.backlog_start(std::min(position.backlog, kMaxBacklogLines), kMaxBacklogBytes);
  }
  RoomCursor cursor;
  cursor.room = room;
  cursor.at = room->log.position_of(first).value_or(room->log.end());
  cursor.captured = cursor.at;
  cursor.captured_seq = first;
  session.cursors().push_back(std::move(cursor));
  session.entered(*room, first);
}

void Server::leave(Session& session, std::string_view room_name) {
  const auto room = room_of(session, room_name);
  if (!room) {
    return session.refuse({std::string(room_name), {}, "not-in-room", "You are not in that room."});
  }
  if (room == directory_.shared_lobby()) {
    return session.refuse(
        {room->name, {}, "not-in-room", "One can't leave the lobby, only the host."});
  }
  step_out(session, room, "left");
  RoomCursor* cursor = session.cursor_in(*room);
  cursor->until = room->log.end();
  cursor->until_seq = room->log.next_seq();
  flush_later(session);
}

void Server::step_out(Session& session, const std::shared_ptr<Room>& room,
                      const std::string& reason) {
  std::erase(room->members, &session);
  broadcast(room, wire::Left{session.nick(), 0, clock_.wall(), "", reason});
}

void Server::step_out_everywhere(Session& session, const std::string& reason) {
  if (!session.logged_in() || directory_.find_person(session.nick()) != &session)
    return;
  directory_.release(session.nick(), session);
  callbacks_.events(wire::HostClientLeft{session.nick(), session.address(), reason});
  for (const RoomCursor& cursor : session.cursors()) {
    if (cursor.left())
      continue;
    if (stopping_) {
      std::erase(cursor.room->members,
                 &session);  // all are leaving; each is told once, by farewell
    } else {
      step_out(session, cursor.room, reason);
    }
  }
}

std::shared_ptr<Room> Server::room_of(Session& session, std::string_view name) {
  if (name.empty())
    return directory_.shared_lobby();
  for (const RoomCursor& cursor : session.cursors()) {
    if (cursor.room->name == name && !cursor.left())
      return cursor.room;
  }
  auto room = directory_.find_room(name);
  return room && session.cursor_in(*room) ? room : nullptr;
}

void Server::send_roster(Session& session, std::string_view room_name) {
  const auto room = room_of(session, room_name);
  if (!room) {
    return session.refuse({std::string(room_name), {}, "not-in-room", "You are not in that room."});
  }
  const RoomCursor* cursor = session.cursor_in(*room);
  session.send_roster(*room, cursor->captured_seq);
}

// ---- Messages -----------------------------------------------------------------------------------

template <class M>
std::uint64_t Server::broadcast(const std::shared_ptr<Room>& room, M message) {
  if (!room->has_unsent) {
    room->has_unsent = true;
    unsent_rooms_.push_back(room);
    request_flush();
  }
  const std::uint64_t seq = room->append(std::move(message));
  // However much comes in within one turn, it goes out before it can fall off the log.
  if (room->log.end() - room->flushed_to > room->log.max_bytes() / 4)
    flush_room(*room);
  return seq;
}

void Server::post(Session& session, const wire::Post& post) {
  const auto room = room_of(session, post.room);
  if (!room) {
    return session.refuse({post.room, post.id, "not-in-room",
                           "You are not in the room " + post.room + "; the message was not sent."});
  }
  if (post.text.empty() && session.dialect() == wire::Dialect::kHubbub) {
    return session.refuse({post.room, post.id, "empty-text", "A message can't be empty."});
  }
  if (!post.id.is_none()) {
    const RoomLog::Seq seq = room->log.next_seq();
    if (const auto known = room->recent.insert(post.id, session.folded_nick(), seq))
      return session.acknowledge(post.id, *known);
  }
  const std::uint64_t seq =
      broadcast(room, wire::Message{session.nick(), 0, clock_.wall(), post.id, "", post.text});
  session.acknowledge(post.id, seq);
}

void Server::whisper(Session& session, const wire::Whisper& whisper) {
  Session* const addressee = directory_.find_person(whisper.to);
  if (addressee == nullptr) {
    return session.refuse(
        {whisper.to, whisper.id, "no-such-nick", "Nobody here is called " + whisper.to + "."});
  }
  if (whisper.text.empty()) {
    return session.refuse({whisper.to, whisper.id, "empty-text", "A message can't be empty."});
  }
  const bool known =
      !whisper.id.is_none() && whispers_.insert(whisper.id, session.folded_nick(), {});
  if (known)
    return session.acknowledge(whisper.id, 0);
  const wire::Private message{session.nick(),    0,           clock_.wall(), whisper.id,
                              addressee->nick(), whisper.text};
  addressee->send_private(message);
  if (addressee != &session)
    session.send_private(message);
  session.acknowledge(whisper.id, 0);
}

}  // namespace hubbub::net::server
