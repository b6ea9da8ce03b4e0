// What sessions ask of the server about names and rooms. Who is connected and when things are sent
// is in server.cpp.
#include <algorithm>
#include <utility>

#include "net/addresses.h"
#include "net/names.h"
#include "net/server/broadcast.h"
#include "net/server/runs.h"
#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/history_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/utf8.h"
#include "net/wire/visible.h"

namespace hubbub::net::server {
namespace {

using Outcome = Directory::Claim::Outcome;

// Why somebody can't have the name.
wire::Refused refusal_of(const std::string& nick, const Directory::Claim& claim) {
  switch (claim.outcome) {
    case Outcome::kBelongs:
      return {nick,
              {},
              "nick-belongs",
              "The name " + nick +
                  " belongs to somebody else on this host. Please choose another "
                  "name. If it is yours: it was taken with another key, on another machine or "
                  "account."};
    case Outcome::kLookAlike:
      return {nick,
              {},
              "nick-looks-alike",
              nick + " looks too much like " + claim.like +
                  ", which is somebody else's name here. Please choose another name."};
    case Outcome::kGhost:
    case Outcome::kTaken:
    case Outcome::kGranted:
      break;
  }
  return {nick,
          {},
          "nick-taken",
          "Somebody here is already called " + nick + ". Please choose another name."};
}

}  // namespace

// ---- Names and rooms ----------------------------------------------------------------------------

// False when the person was told why not.
bool Server::take_name(Session& session, const std::string& nick, bool at_login) {
  auto claim = directory_.claim(nick, session, session.key(), time_->now());
  if (claim.outcome == Outcome::kGhost) {
    // The same person on another connection: that one is dead, or on another screen.
    dismiss(*claim.other,
            {"replaced", "You have joined under this name from another window or machine.", 0},
            "came in anew");
    claim = directory_.claim(nick, session, session.key(), time_->now());
  }
  if (claim.outcome == Outcome::kGranted)
    return true;
  const wire::Refused refusal = refusal_of(nick, claim);
  if (at_login) {
    dismiss(session, {refusal.code, refusal.text, 0}, "");
  } else {
    session.refuse(refusal);
  }
  return false;
}

void Server::rename(Session& session, std::string_view wanted) {
  const std::string nick = trimmed(wanted);
  if (nick == session.nick())
    return session.refuse({nick, {}, "not-changed", "That is your name already."});
  if (const auto why = refuse_nick(nick)) {
    return session.refuse(
        {std::string(wire::prefix_within(wanted, wire::kMaxNickBytes)), {}, "nick-invalid", *why});
  }
  if (const auto why = muted(session))
    return session.refuse({nick, {}, "muted", *why});
  if (!take_name(session, nick, false))
    return;
  const std::string old_nick = session.nick();
  directory_.release(old_nick, session);
  session.set_nick(nick);
  // A broadcast may flush this session, and that drops cursors.
  std::vector<std::shared_ptr<Room>> rooms;
  for (const RoomCursor& cursor : session.cursors()) {
    if (!cursor.left())
      rooms.push_back(cursor.room);
  }
  for (const auto& each : rooms)
    broadcast(each, wire::Renamed{old_nick, 0, clock_.wall(), "", nick}, session.key());
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
  const history::Maker maker{session.account(),
                             kept_out_range(session.transport().counted_address())};
  if (!room && directory_.has_made_many(maker)) {
    return session.refuse(
        {name,
         {},
         "too-many-rooms",
         "You, or others where you are, have made as many rooms as one can here."});
  }
  if (!room)
    room = directory_.make_room(name, maker, time_->now());
  if (!room) {
    return session.refuse({name, {}, "too-many-rooms", "This host has no place for more rooms."});
  }
  enter(session, room, position);
}

void Server::enter(Session& session, const std::shared_ptr<Room>& room,
                   const wire::RoomPosition& position) {
  room->members.push_back({&session});
  const bool has_been_here = position.epoch == room->epoch;
  RoomLog::Seq kept = 0;
  if (has_been_here) {
    kept = kept_of(room->earlier_runs, archive_.run(), room->log.next_seq() - 1,
                   runs_seen(position.run, position.after, position.earlier));
  }
  const std::uint64_t own = broadcast(
      room, wire::Joined{session.nick(), 0, clock_.wall(), "", session.person()}, session.key());
  kept = std::min(kept, own - 1);
  const RoomLog::Seq oldest = archive_.keeps() ? room->first_kept : room->log.first_seq();
  RoomLog::Seq first = own + 1;
  if (has_been_here) {
    first = std::max(kept + 1, oldest);
  } else if (session.dialect() == wire::Dialect::kHubbub && position.backlog > 0) {
    first =
        std::max(oldest, room->recall.backlog_start(std::min(position.backlog, kMaxBacklogLines),
                                                    kMaxBacklogBytes, own + 1));
  }
  if (has_been_here) {
    // What was left of an earlier stay comes again from here.
    for (RoomCursor& earlier : session.cursors()) {
      if (earlier.room == room && earlier.left()) {
        earlier.from_history = 0;
        earlier.until = earlier.at;
      }
    }
  }
  RoomCursor cursor;
  cursor.room = room;
  const auto place = room->log.position_of(first);
  cursor.at = place.value_or(room->log.end());
  cursor.captured = cursor.at;
  cursor.captured_seq = first;
  const bool from_log =
      place && (!archive_.keeps() || room->log.end() - *place <= room->log.max_bytes() / 2);
  if (!from_log)
    cursor.from_history = first;
  session.cursors().push_back(std::move(cursor));
  session.entered(*room, first, kept);
  if (!from_log)
    archive_.bring_past(session);
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
  if (cursor->from_history != 0) {
    // What it was still being brought does not matter any more; its own goodbye does.
    cursor->from_history = 0;
    cursor->captured_seq = room->log.next_seq() - 1;
    cursor->at = room->log.position_of(cursor->captured_seq).value_or(room->log.end());
    cursor->captured = cursor->at;
  }
  cursor->until = room->log.end();
  cursor->until_seq = room->log.next_seq();
  flush_later(session);
}

void Server::step_out(Session& session, const std::shared_ptr<Room>& room,
                      const std::string& reason) {
  room->remove_member(session);
  broadcast(room, wire::Left{session.nick(), 0, clock_.wall(), "", reason}, session.key());
}

void Server::step_out_everywhere(Session& session, const std::string& reason) {
  if (!session.logged_in() || directory_.find_person(session.nick()) != &session)
    return;
  directory_.release(session.nick(), session);
  leavers_.keep(folded(session.nick()), {session.nick(), session.key(), session.sender(),
                                         session.transport().counted_address(), clock_.now()});
  // The address first, which there are fewest of: many keys from one don't push it out.
  if (const std::string& address = session.transport().counted_address(); !address.empty())
    allowances_.keep(address, session.allowance(), clock_.now());
  allowances_.keep(session.account(), session.allowance(), clock_.now());
  callbacks_.events(wire::HostClientLeft{session.nick(), session.address(), reason});
  for (const RoomCursor& cursor : session.cursors()) {
    if (cursor.left())
      continue;
    if (stopping_) {
      cursor.room->remove_member(session);  // all are leaving; each is told once, by farewell
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
  session.send_roster(*room, cursor->captured_seq, room->log.next_seq() - 1);
}

void Server::list_rooms(Session& session) {
  wire::Rooms list;
  for (const auto& room : directory_.all_rooms()) {
    if (list.rooms.size() == wire::kMaxListedRooms) {
      list.more = 1;
      session.answer(std::exchange(list, {}));
    }
    list.rooms.push_back({room->name, room->topic, static_cast<std::uint32_t>(room->members.size()),
                          room->last_time});
  }
  session.answer(list);
}

void Server::set_topic(Session& session, const wire::SetTopic& wanted) {
  const auto room = room_of(session, wanted.room);
  if (!room)
    return session.refuse({wanted.room, {}, "not-in-room", "You are not in that room."});
  if (!archive_.takes_messages())
    return session.refuse({room->name, {}, "read-only", kReadOnly});
  if (const auto why = muted(session))
    return session.refuse({room->name, {}, "muted", *why});
  if (!wanted.topic.empty() && !wire::anything_to_see(wanted.topic))
    return session.refuse({room->name, {}, "empty-text", "There is nothing to see in this topic."});
  const std::string topic = one_line(wanted.topic);
  if (topic == room->topic) {
    return session.refuse(
        {room->name,
         {},
         "not-changed",
         topic.empty() ? "This room has no topic." : "That is the topic already."});
  }
  room->topic = topic;
  if (archive_.keeps())
    archive_.history()->set_topic(room->number, topic);
  broadcast(room, wire::Topic{session.nick(), 0, clock_.wall(), "", topic}, session.key());
}

void Server::fetch(Session& session, const wire::Fetch& fetch) {
  if (fetch.is_private != 0) {
    const wire::KeyId other = fetch.key.is_none() ? directory_.key_of(fetch.about) : fetch.key;
    if (!other.is_none() && !session.key().is_none())
      return archive_.fetch(session, nullptr, other, fetch);
    wire::Page page{fetch.about, fetch.token, fetch.is_private};
    page.key = fetch.key;
    page.problem = "Only conversations between two encrypted people are kept.";
    return session.answer(page);
  }
  const auto room = room_of(session, fetch.about);
  if (!room) {
    wire::Page page{fetch.about, fetch.token};
    page.problem = "You are not in that room.";
    return session.answer(page);
  }
  archive_.fetch(session, room.get(), {}, fetch);
}

void Server::search(Session& session, const wire::Search& search) {
  if (search.room.empty())
    return archive_.search(session, nullptr, search);
  const auto room = directory_.find_room(search.room);
  if (!room) {
    wire::Found found{search.token};
    found.problem = "There is no room " + search.room + " on this host.";
    return session.answer(found);
  }
  archive_.search(session, room.get(), search);
}

}  // namespace hubbub::net::server
