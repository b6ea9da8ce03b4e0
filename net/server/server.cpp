#include "net/server/server.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/hubbub_session.h"
#include "net/server/session_2006.h"

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

Server::Server(Options options, const Clock& clock, Tap& tap, Callbacks callbacks)
    : options_(std::move(options)),
      clock_(clock),
      tap_(tap),
      callbacks_(std::move(callbacks)),
      directory_(options_.lobby) {}

Server::~Server() = default;

// ---- Connections --------------------------------------------------------------------------------

void Server::accept(std::shared_ptr<Transport> transport) {
  const std::string& address = transport->counted_address();
  if (connections() >= kMaxConnections) {
    return turn_away(*transport, {"host-full", "This host is full. Try again later.", 1});
  }
  if (!address.empty() && per_address_[address] >= kMaxConnectionsPerAddress) {
    return turn_away(*transport, {"address-full",
                                  "Too many connections from your address (" + address + ").", 1});
  }
  if (!address.empty())
    ++per_address_[address];
  const Tap::ConnectionId connection = tap_.open(wire::Side::kHost, transport->address());
  auto newcomer = std::make_unique<Newcomer>(*this, std::move(transport), connection, clock_.now());
  newcomers_.emplace(newcomer.get(), std::move(newcomer));
}

void Server::turn_away(Transport& transport, const wire::Farewell& farewell) {
  const wire::Bytes frame = wire::encoded(farewell);
  const wire::ByteView piece = frame;
  // To a fresh connection a frame always goes out whole; if not, it gets no reason.
  transport.write({&piece, 1});
  transport.close();
  report(farewell.code, farewell.text);
}

void Server::promote(Newcomer& newcomer, wire::Dialect dialect, wire::ByteView first_bytes) {
  std::unique_ptr<Session> session;
  if (dialect == wire::Dialect::kHubbub) {
    session = std::make_unique<HubbubSession>(*this, newcomer.transport(), newcomer.connection());
  } else {
    session = std::make_unique<Session2006>(*this, newcomer.transport(), newcomer.connection());
  }
  Session& promoted = *session;
  sessions_.emplace(&promoted, std::move(session));
  const auto found = newcomers_.find(&newcomer);
  dead_newcomers_.push_back(std::move(found->second));
  newcomers_.erase(found);
  promoted.on_bytes(first_bytes);
  request_flush();
}

void Server::forget(Newcomer& newcomer) {
  release_address(*newcomer.transport());
  newcomer.transport()->close();
  tap_.close(newcomer.connection());
  const auto found = newcomers_.find(&newcomer);
  dead_newcomers_.push_back(std::move(found->second));
  newcomers_.erase(found);
  request_flush();
}

void Server::release_address(const Transport& transport) {
  const auto found = per_address_.find(transport.counted_address());
  if (found != per_address_.end() && --found->second == 0)
    per_address_.erase(found);
}

void Server::remove(Session& session, const std::string& reason) {
  const auto found = sessions_.find(&session);
  if (found == sessions_.end())
    return;
  step_out_everywhere(session, reason);
  release_address(session.transport());
  session.transport().close();
  std::erase(unsent_sessions_, &session);
  std::erase(paced_, &session);
  dead_sessions_.push_back(std::move(found->second));
  sessions_.erase(found);
  request_flush();
}

void Server::remove_later(Session& session, std::string reason) {
  doomed_.push_back({&session, std::move(reason)});
  request_flush();
}

void Server::dismiss(Session& session, const wire::Farewell& farewell, const std::string& reason) {
  if (session.closing())
    return;
  session.say_farewell(farewell);
  session.set_closing_since(clock_.now());
  step_out_everywhere(session, reason);
  flush_later(session);
}

void Server::stop(const wire::Farewell& farewell) {
  stopping_ = true;
  while (!newcomers_.empty())
    forget(*newcomers_.begin()->first);
  std::vector<Session*> all;
  for (const auto& [session, owner] : sessions_)
    all.push_back(session);
  for (Session* session : all)
    dismiss(*session, farewell, "");
}

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
  callbacks_.events(wire::HostClientJoined{nick, session.address(), session.dialect()});
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
  for (const RoomCursor& cursor : session.cursors()) {
    if (cursor.left())
      continue;
    broadcast(cursor.room, wire::Renamed{old_nick, 0, clock_.wall(), "", nick});
  }
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
  if (session.room_count() >= kMaxRoomsPerSession) {
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
      broadcast(room, wire::Joined{session.nick(), 0, clock_.wall(), "", session.dialect()});
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
  if (const auto seq = room->recent.find(post.id))
    return session.acknowledge(post.id, *seq);
  const std::uint64_t seq =
      broadcast(room, wire::Message{session.nick(), 0, clock_.wall(), post.id, "", post.text});
  room->recent.remember(post.id, seq);
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
  const wire::Private message{session.nick(), clock_.wall(), whisper.id, addressee->nick(),
                              whisper.text};
  addressee->send_private(message);
  if (addressee != &session)
    session.send_private(message);
  session.acknowledge(whisper.id, 0);
}

// ---- Turns and time -----------------------------------------------------------------------------

void Server::request_flush() {
  if (std::exchange(flush_requested_, true))
    return;
  callbacks_.request_flush();
}

void Server::flush_later(Session& session) {
  if (session.note_unsent())
    unsent_sessions_.push_back(&session);
  request_flush();
}

void Server::pace_later(Session& session) {
  if (std::find(paced_.begin(), paced_.end(), &session) == paced_.end())
    paced_.push_back(&session);
  if (!std::exchange(pace_requested_, true))
    callbacks_.request_pace();
}

void Server::flush() {
  flush_requested_ = false;
  dead_sessions_.clear();
  dead_newcomers_.clear();
  for (const auto& room : std::exchange(unsent_rooms_, {}))
    flush_room(*room);
  for (Session* session : std::exchange(unsent_sessions_, {})) {
    session->forget_unsent();
    session->flush();
  }
  remove_doomed();
}

void Server::flush_room(Room& room) {
  room.has_unsent = false;
  room.flushed_to = room.log.end();
  for (Session* member : room.members) {
    member->flush();
    if (!member->waits_for_peer())
      continue;
    const RoomCursor* cursor = member->cursor_in(room);
    if (cursor->behind() > room.log.max_bytes() / 2)
      remove_later(*member, "did not keep up");
  }
}

void Server::remove_doomed() {
  for (const Doomed& doomed : std::exchange(doomed_, {})) {
    if (!sessions_.contains(doomed.session))
      continue;
    report("too-slow", doomed.session->nick() + " (" + doomed.session->address() + ") " +
                           doomed.reason + " and was disconnected.");
    remove(*doomed.session, doomed.reason);
  }
}

void Server::pace() {
  pace_requested_ = false;
  for (Session* session : std::exchange(paced_, {}))
    session->pace();
}

void Server::tick() {
  const Clock::Instant now = clock_.now();
  std::vector<Newcomer*> late;
  for (const auto& [newcomer, owner] : newcomers_) {
    if (now - newcomer->since() > kLoginTimeout)
      late.push_back(newcomer);
  }
  for (Newcomer* newcomer : late)
    forget(*newcomer);
  std::vector<Session*> all;
  all.reserve(sessions_.size());
  for (const auto& [session, owner] : sessions_)
    all.push_back(session);
  for (Session* session : all)
    check_time(*session, now);
}

void Server::check_time(Session& session, Clock::Instant now) {
  if (session.closing()) {
    if (now - session.closing_since() > kLingerTimeout)
      remove(session, "");
    return;
  }
  const Clock::Instant::duration silence = now - session.last_heard();
  if (!session.logged_in()) {
    if (silence > kLoginTimeout) {
      dismiss(session, {"login-timeout", "You did not log in within ten seconds.", 1}, "");
    }
  } else if (session.dialect() == wire::Dialect::kHubbub &&
             silence > kSilentHeartbeats * kHeartbeat) {
    dismiss(session, {"timed-out", "The host heard nothing from your program for too long.", 1},
            "timed out");
  }
}

void Server::report(std::string code, std::string text) {
  callbacks_.events(wire::HostProblem{std::move(code), std::move(text)});
}

}  // namespace hubbub::net::server
