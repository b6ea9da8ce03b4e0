// Every message of our dialect, declared once.
//
// A message is a plain struct with one describe(self, visitor) that names its fields in wire order.
// The encoder, the decoder and its trace, the sampler that feeds tests and fuzzers, and the
// reference in docs/protocol.md all derive from it; adding a message is adding a struct and naming
// it in one of the two lists at the end.
//
// What a visitor is called with, and how it stands on the wire:
//   name(n, s, limit, doc)    the frame's name field
//   text(n, s, limit, doc)    u32 byte count, then UTF-8; at most `limit` bytes
//   number(n, v, doc)         u8, u16, u32, u64: little-endian
//   time(n, t, doc)           i64: microseconds since 1970-01-01 00:00 UTC
//   id(n, id, doc)            16 bytes
//   choice(n, e, doc)         u8: an enumeration
//   list(n, v, limit, doc)    u32 count, then the elements' fields
//   magic(n, bytes, doc)      exactly these bytes
//   rest(n, s, limit, doc)    UTF-8 to the end of the frame
// Everything but name() stands in the frame's message field, one after the other. Bytes after the
// last field a reader knows belong to a later revision and are skipped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/events.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

inline constexpr std::uint16_t kProtocolVersion = 1;
inline constexpr std::string_view kHelloMagic = "hubbub";

// ---- From a client ----------------------------------------------------------------------------

// Where a client stands in a room: what it asks to be sent from there on.
struct RoomPosition {
  std::string room;
  std::uint64_t epoch = 0;
  std::uint64_t after = 0;
  std::uint32_t backlog = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
    v.number("epoch", self.epoch, "of the room's numbering, as last told; 0: never been there");
    v.number("after", self.after, "last sequence number seen in that epoch; 0: none");
    v.number("backlog", self.backlog, "if that is no longer known: how many earlier lines to send");
  }
};

// Rooms in one hello.
inline constexpr std::uint32_t kMaxHelloRooms = 64;

struct Login {
  static constexpr auto kCommand = CommandWord::kLogin;
  static constexpr std::string_view kName = "login";
  static constexpr std::string_view kDoc =
      "First frame of a connection. A 2006 login whose message field, unused there, says hello.";

  std::string nick;
  std::uint16_t version = kProtocolVersion;
  std::uint16_t lowest_version = kProtocolVersion;
  std::uint32_t features = 0;
  std::string software;
  std::vector<RoomPosition> rooms;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "the name asked for");
    v.magic("magic", kHelloMagic, "tells this login from one of 2006");
    v.number("version", self.version, "newest protocol version spoken");
    v.number("lowest_version", self.lowest_version, "oldest protocol version spoken");
    v.number("features", self.features, "bits of optional features; none are defined yet");
    v.text("software", self.software, kMaxAgentBytes, "program and version, for people");
    v.list("rooms", self.rooms, kMaxHelloRooms, "rooms to enter; the lobby is entered in any case");
  }
};

struct Logout {
  static constexpr auto kCommand = CommandWord::kLogout;
  static constexpr std::string_view kName = "logout";
  static constexpr std::string_view kDoc = "The client leaves; the host answers by closing.";

  std::string nick;
  std::string reason;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "own name; not checked");
    v.rest("reason", self.reason, kMaxReasonBytes, "a sentence for the others; may be empty");
  }
};

struct Post {
  static constexpr auto kCommand = CommandWord::kPost;
  static constexpr std::string_view kName = "post";
  static constexpr std::string_view kDoc =
      "Say something in a room. Answered by `ack` or `refused`; everybody in the room, the sender "
      "too, gets a `message`.";

  std::string room;
  MessageId id;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
    v.id("id", self.id, "made by the sender; the same again is the same message");
    v.text("text", self.text, kMaxTextBytes, "what is said; may have line breaks; not empty");
  }
};

struct Whisper {
  static constexpr auto kCommand = CommandWord::kWhisper;
  static constexpr std::string_view kName = "whisper";
  static constexpr std::string_view kDoc =
      "Say something to one person. Answered by `ack` or `refused`; both get a `private`.";

  std::string to;
  MessageId id;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("to", self.to, kMaxNickBytes, "the addressee's name");
    v.id("id", self.id, "made by the sender; the same again is the same message");
    v.text("text", self.text, kMaxTextBytes, "what is said; not empty");
  }
};

struct Join {
  static constexpr auto kCommand = CommandWord::kJoin;
  static constexpr std::string_view kName = "join";
  static constexpr std::string_view kDoc =
      "Enter a room, made if need be. Answered by `roster`, then its lines, or by `refused`.";

  RoomPosition position;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    RoomPosition::describe(self.position, v);
  }
};

struct Leave {
  static constexpr auto kCommand = CommandWord::kLeave;
  static constexpr std::string_view kName = "leave";
  static constexpr std::string_view kDoc =
      "Leave a room. Answered by one's own `left`, the last frame from that room.";

  std::string room;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room; not the lobby");
  }
};

struct ChangeNick {
  static constexpr auto kCommand = CommandWord::kRename;
  static constexpr std::string_view kName = "rename";
  static constexpr std::string_view kDoc =
      "Take another name. Answered by `renamed` in every room, or by `refused`.";

  std::string nick;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "the name asked for");
  }
};

struct Who {
  static constexpr auto kCommand = CommandWord::kWho;
  static constexpr std::string_view kName = "who";
  static constexpr std::string_view kDoc = "Ask who is in a room. Answered by `roster`.";

  std::string room;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
  }
};

struct Ping {
  static constexpr auto kCommand = CommandWord::kPing;
  static constexpr std::string_view kName = "ping";
  static constexpr std::string_view kDoc =
      "The client's heartbeat, sent every `welcome.heartbeat_ms`; a host that hears nothing for "
      "three of these closes. Answered by `pong`.";

  std::uint64_t token = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("token", self.token, "comes back in the answer");
  }
};

// ---- From the host ----------------------------------------------------------------------------

struct Welcome {
  static constexpr auto kCommand = CommandWord::kWelcome;
  static constexpr std::string_view kName = "welcome";
  static constexpr std::string_view kDoc =
      "The answer to `login`; a host of 2006 never sends one. The lobby's `roster` follows.";

  std::string nick;
  std::uint16_t version = kProtocolVersion;
  std::uint32_t features = 0;
  std::uint32_t heartbeat_ms = 0;
  std::uint32_t max_text_bytes = kMaxTextBytes;
  std::string title;
  std::string lobby;
  std::string software;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "the client's name from now on");
    v.number("version", self.version, "protocol version of this connection");
    v.number("features", self.features, "the features of the hello that the host has too");
    v.number("heartbeat_ms", self.heartbeat_ms, "how often to send `ping`, in milliseconds");
    v.number("max_text_bytes", self.max_text_bytes, "longest text of a `post`, in bytes");
    v.text("title", self.title, kMaxTitleBytes, "of the party; may be empty");
    v.text("lobby", self.lobby, kMaxRoomBytes, "the room that every client is in");
    v.text("software", self.software, kMaxAgentBytes, "program and version, for people");
  }
};

struct RosterMember {
  std::string nick;
  Dialect dialect = Dialect::kHubbub;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("nick", self.nick, kMaxNickBytes, "the member's name");
    v.choice("dialect", self.dialect, "what the member speaks");
  }
};

struct Roster {
  static constexpr auto kCommand = CommandWord::kRoster;
  static constexpr std::string_view kName = "roster";
  static constexpr std::string_view kDoc =
      "Who is in a room, in the order of coming, as of one sequence number: `joined`, `left` and "
      "`renamed` up to that number are already in it. A long one takes several frames.";

  std::string room;
  std::uint64_t epoch = 0;
  std::uint64_t as_of = 0;
  std::uint64_t first = 0;
  std::uint8_t more = 0;
  std::vector<RosterMember> members;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room");
    v.number("epoch", self.epoch, "of the room's numbering; another one starts a new history");
    v.number("as_of", self.as_of, "last sequence number that the roster reflects");
    v.number("first", self.first, "sequence number from which the room's frames are sent on");
    v.number("more", self.more, "1: another `roster` continues this one; 0: the last");
    v.list("members", self.members, kMaxRosterFrameMembers, "the people");
  }
};

struct Message {
  static constexpr auto kCommand = CommandWord::kMessage;
  static constexpr std::string_view kName = "message";
  static constexpr std::string_view kDoc = "Somebody said something in a room.";

  std::string from;
  std::uint64_t seq = 0;
  HostTime time{};
  MessageId id;
  std::string room;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("from", self.from, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.id("id", self.id, "made by the sender");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.text("text", self.text, kMaxTextBytes, "what");
  }
};

struct Joined {
  static constexpr auto kCommand = CommandWord::kJoined;
  static constexpr std::string_view kName = "joined";
  static constexpr std::string_view kDoc = "Somebody entered a room.";

  std::string nick;
  std::uint64_t seq = 0;
  HostTime time{};
  std::string room;
  Dialect dialect = Dialect::kHubbub;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.choice("dialect", self.dialect, "what the newcomer speaks");
  }
};

struct Left {
  static constexpr auto kCommand = CommandWord::kLeft;
  static constexpr std::string_view kName = "left";
  static constexpr std::string_view kDoc = "Somebody left a room, by will or not.";

  std::string nick;
  std::uint64_t seq = 0;
  HostTime time{};
  std::string room;
  std::string reason;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.text("reason", self.reason, kMaxReasonBytes, "why, for people; may be empty");
  }
};

struct Renamed {
  static constexpr auto kCommand = CommandWord::kRenamed;
  static constexpr std::string_view kName = "renamed";
  static constexpr std::string_view kDoc = "Somebody in a room took another name.";

  std::string old_nick;
  std::uint64_t seq = 0;
  HostTime time{};
  std::string room;
  std::string new_nick;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("old_nick", self.old_nick, kMaxNickBytes, "who it was");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.text("new_nick", self.new_nick, kMaxNickBytes, "who it is now");
  }
};

struct Private {
  static constexpr auto kCommand = CommandWord::kPrivate;
  static constexpr std::string_view kName = "private";
  static constexpr std::string_view kDoc = "Somebody said something to one person.";

  std::string from;
  HostTime time{};
  MessageId id;
  std::string to;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("from", self.from, kMaxNickBytes, "who");
    v.time("time", self.time, "the host's clock");
    v.id("id", self.id, "made by the sender");
    v.text("to", self.to, kMaxNickBytes, "to whom");
    v.text("text", self.text, kMaxTextBytes, "what");
  }
};

struct Ack {
  static constexpr auto kCommand = CommandWord::kAck;
  static constexpr std::string_view kName = "ack";
  static constexpr std::string_view kDoc = "The host has taken the client's message.";

  MessageId id;
  std::uint64_t seq = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.id("id", self.id, "of the message");
    v.number("seq", self.seq, "its place in the room's order; 0 for a private one");
  }
};

struct Refused {
  static constexpr auto kCommand = CommandWord::kRefused;
  static constexpr std::string_view kName = "refused";
  static constexpr std::string_view kDoc = "The host did not do what was asked; the connection goes on.";

  std::string about;
  MessageId id;
  std::string code;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("about", self.about, kMaxNickBytes, "the room or name that it is about; may be empty");
    v.id("id", self.id, "of the message that it is about; zero: none");
    v.text("code", self.code, kMaxCodeBytes, "a stable word for programs");
    v.text("text", self.text, kMaxReasonBytes, "a sentence for people");
  }
};

struct Farewell {
  static constexpr auto kCommand = CommandWord::kFarewell;
  static constexpr std::string_view kName = "farewell";
  static constexpr std::string_view kDoc = "The host's last words; it closes after them.";

  std::string code;
  std::string text;
  std::uint8_t retry = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("code", self.code, kMaxCodeBytes, "a stable word for programs");
    v.text("text", self.text, kMaxReasonBytes, "a sentence for people");
    v.number("retry", self.retry, "1: coming back later may help; 0: it will not");
  }
};

struct Pong {
  static constexpr auto kCommand = CommandWord::kPong;
  static constexpr std::string_view kName = "pong";
  static constexpr std::string_view kDoc = "The answer to `ping`.";

  std::uint64_t token = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("token", self.token, "of the ping");
  }
};

// ---- The lists --------------------------------------------------------------------------------

template <class... Messages>
struct MessageList {
  // Calls f.template operator()<M>() for each.
  template <class F>
  static void for_each(F&& f) {
    (f.template operator()<Messages>(), ...);
  }
};

using ClientMessages = MessageList<Login, Logout, Post, Whisper, Join, Leave, ChangeNick, Who, Ping>;
using HostMessages = MessageList<Welcome, Roster, Message, Joined, Left, Renamed, Private, Ack,
                                 Refused, Farewell, Pong>;

}  // namespace hubbub::net::wire
