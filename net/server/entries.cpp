#include "net/server/entries.h"

#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/moderation_messages.h"
#include "net/wire/order_sentences.h"

namespace hubbub::net::server {

using wire::EntryKind;

wire::Entry entry_of(const wire::Message& message) {
  return {message.seq,  message.time, EntryKind::kMessage, 0,          message.id,
          message.from, {},           message.text,        message.who};
}
wire::Entry entry_of(const wire::Joined& joined) {
  return {joined.seq, joined.time, EntryKind::kJoined, 0, {}, joined.nick, {}, {}};
}
wire::Entry entry_of(const wire::Left& left) {
  return {left.seq, left.time, EntryKind::kLeft, 0, {}, left.nick, {}, left.reason};
}
wire::Entry entry_of(const wire::Renamed& renamed) {
  return {renamed.seq, renamed.time,     EntryKind::kRenamed, 0,
          {},          renamed.old_nick, renamed.new_nick,    {}};
}
wire::Entry entry_of(const wire::Topic& topic) {
  return {topic.seq, topic.time, EntryKind::kTopic, 0, {}, topic.by, {}, topic.topic};
}
wire::Entry entry_of(const wire::Moderated& moderated) {
  return {moderated.seq,
          moderated.time,
          EntryKind::kModerated,
          0,
          wire::id_of_removed(moderated.target),
          moderated.by,
          moderated.who,
          moderated.text};
}

void append_frame_of(const history::Line& line, const std::string& room, wire::Bytes& out) {
  const wire::Entry& entry = line.entry;
  switch (entry.kind) {
    case EntryKind::kMessage:
      return wire::encode(
          wire::Message{entry.from, entry.seq, entry.time, entry.id, room, entry.text, entry.who},
          out);
    case EntryKind::kJoined: {
      wire::Person person;
      person.key = line.key;
      person.encrypted = line.key.is_none() ? 0 : 1;
      return wire::encode(wire::Joined{entry.from, entry.seq, entry.time, room, person}, out);
    }
    case EntryKind::kLeft:
      return wire::encode(wire::Left{entry.from, entry.seq, entry.time, room, entry.text}, out);
    case EntryKind::kRenamed:
      return wire::encode(wire::Renamed{entry.from, entry.seq, entry.time, room, entry.about}, out);
    case EntryKind::kTopic:
      return wire::encode(wire::Topic{entry.from, entry.seq, entry.time, room, entry.text}, out);
    case EntryKind::kModerated:
      break;
  }
  wire::Moderated moderated;
  moderated.by = entry.from;
  moderated.seq = entry.seq;
  moderated.time = entry.time;
  moderated.room = room;
  moderated.target = wire::removed_line(entry.id);
  // What else was done then is done, or undone.
  moderated.act = moderated.target != 0 ? wire::Act::kClear : wire::Act::kNote;
  moderated.who = entry.about;
  moderated.text = entry.text;
  wire::encode(moderated, out);
}

wire::Private private_of(const history::Line& line) {
  const wire::Entry& entry = line.entry;
  return {entry.from,  entry.seq,  entry.time, entry.id,
          entry.about, entry.text, entry.own,  line.other};
}

}  // namespace hubbub::net::server
