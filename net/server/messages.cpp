// What people say, to a room or to one person: once each, however often it comes.
#include <algorithm>
#include <utility>

#include "net/server/broadcast.h"
#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/visible.h"

namespace hubbub::net::server {

// Whether the message may have come longer ago than the room remembers. Then whoever sent it looks
// for it, and what it says behind that waits too.
bool Server::is_unsure(Session& session, const Room& room, const wire::Post& post) {
  RoomCursor* const cursor = session.cursor_in(room);
  RoomLog::Seq& unsure_to = cursor->unsure_to;
  const bool is_new = post.from == 0;
  if (is_new ? unsure_to == 0 : post.from > std::max(unsure_to, room.forgotten())) {
    unsure_to = 0;
    return false;
  }
  const bool has_looked = !is_new && post.from > unsure_to;
  if (unsure_to == 0 || has_looked)
    unsure_to = room.log.next_seq() - 1;
  session.tell_unsure({room.name, post.id, unsure_to});
  return true;
}

void Server::note_spoken(Session& session) {
  if (session.has_spoken())
    return;
  session.note_spoken();
  directory_.keep_name(session, time_->now());
}

void Server::post(Session& session, const wire::Post& post) {
  const auto room = room_of(session, post.room);
  if (!room) {
    // It may have been said before the session left.
    const auto left = directory_.find_room(post.room);
    if (const auto known = left ? left->recent.find(post.id, session.sender()) : std::nullopt)
      return archive_.acknowledge(session, post.id, *known);
    return session.refuse({post.room, post.id, "not-in-room",
                           "You are not in the room " + post.room + "; the message was not sent."});
  }
  // What the host has, it has, whatever it would say to a new message.
  if (!post.id.is_none()) {
    if (const auto known = room->recent.find(post.id, session.sender()))
      return archive_.acknowledge(session, post.id, *known);
    if (is_unsure(session, *room, post))
      return;
  }
  if (!wire::anything_to_see(post.text) && session.dialect() == wire::Dialect::kHubbub) {
    return session.refuse({post.room, post.id, "empty-text", "There is nothing to see in it."});
  }
  if (!archive_.takes_messages())
    return session.refuse({post.room, post.id, "read-only", kReadOnly});
  if (const auto why = muted(session))
    return session.refuse({post.room, post.id, "muted", *why});
  note_spoken(session);
  if (LongTexts::is_long(post.text.size())) {
    long_texts_.said((post.text.size() - kShortTextBytes) * room->members.size(), clock_.now());
  }
  if (!post.id.is_none())
    room->recent.insert(post.id, session.sender(), room->log.next_seq());
  const std::uint64_t seq = broadcast(room,
                                      wire::Message{session.nick(), 0, clock_.wall(), post.id, "",
                                                    post.text, wire::head_of(session.key())},
                                      session.key());
  archive_.acknowledge(session, post.id, seq);
}

Session* Server::find_by_key(const wire::KeyId& key) {
  if (key.is_none())
    return nullptr;
  const auto found = std::find_if(sessions_.begin(), sessions_.end(), [&](const auto& entry) {
    return entry.first->logged_in() && !entry.first->closing() && entry.first->key() == key;
  });
  return found == sessions_.end() ? nullptr : found->first;
}

void Server::whisper(Session& session, const wire::Whisper& whisper) {
  if (!whisper.id.is_none()) {
    if (const auto known = whispers_.find(whisper.id, session.sender())) {
      if (!archive_.tell_instead(session, whisper.id))
        archive_.acknowledge(session, whisper.id, *known);
      return;
    }
    if (whisper.from != 0 && whisper.from <= std::max(whispers_after_, whispers_.forgotten()))
      return session.tell_unsure({{}, whisper.id, 0});
  }
  if (!whisper.key.is_none() && directory_.key_of(whisper.to) != whisper.key)
    return whisper_to_key(session, whisper);
  const wire::KeyId to_key = directory_.key_of(whisper.to);
  Session* addressee = directory_.find_person(whisper.to);
  if (addressee == nullptr)
    addressee = find_by_key(to_key);  // here under another name
  // Somebody who is away gets it on coming back, if it can be kept until then.
  if (addressee == nullptr && (to_key.is_none() || !archive_.keeps())) {
    return session.refuse(
        {whisper.to, whisper.id, "no-such-nick", "Nobody here is called " + whisper.to + "."});
  }
  if (!wire::anything_to_see(whisper.text)) {
    return session.refuse({whisper.to, whisper.id, "empty-text", "There is nothing to see in it."});
  }
  if (!archive_.takes_messages())
    return session.refuse({whisper.to, whisper.id, "read-only", kReadOnly});
  // Whoever is muted may still talk to those who can undo it.
  const bool to_order = order_.role_of(to_key) > wire::Role::kGuest;
  if (const auto why = to_order ? std::nullopt : muted(session))
    return session.refuse({whisper.to, whisper.id, "muted", *why});
  note_spoken(session);
  if (!whisper.id.is_none())
    whispers_.insert(whisper.id, session.sender(), archive_.next_private_seq());
  const std::string to = addressee != nullptr ? addressee->nick() : whisper.to;
  archive_.deliver(session, {session.nick(), 0, clock_.wall(), whisper.id, to, whisper.text},
                   addressee, to_key);
}

// The name is not that person's, or not any more: under the newest one it is.
void Server::whisper_to_key(Session& session, wire::Whisper whisper) {
  const std::string name = directory_.name_of(whisper.key);
  if (name.empty() || directory_.key_of(name) != whisper.key) {
    const bool is_free = directory_.key_of(whisper.to).is_none();
    return session.refuse({whisper.to, whisper.id, is_free ? "no-such-nick" : "nick-belongs",
                           is_free
                               ? "Whoever was called " + whisper.to + " is not known here any more."
                               : "The name " + whisper.to + " belongs to somebody else now."});
  }
  whisper.to = name;
  this->whisper(session, whisper);
}

}  // namespace hubbub::net::server
