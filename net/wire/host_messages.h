// What a host sends, declared once; messages.h tells how to read it. Value types; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/hello.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"
#include "net/wire/values.h"

namespace hubbub::net::wire {

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
  std::uint64_t epoch = 0;
  std::uint64_t private_as_of = 0;
  std::uint8_t history = 0;
  Role role = Role::kGuest;
  std::uint8_t locked = 0;
  Digest host_proof{};
  std::uint64_t run = 0;
  std::uint64_t private_kept = 0;

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
    v.number("epoch", self.epoch, "of the host's history; never 0");
    v.number("private_as_of", self.private_as_of,
             "number of the newest `private` before the client came");
    v.number("history", self.history,
             "1: the host keeps its history and answers `fetch`, `search`");
    v.choice("role", self.role, "the client's on this host");
    v.number("locked", self.locked, "1: nobody new comes in for now");
    v.secret("host_proof", self.host_proof,
             "of the party's password, see `proof`; zero: it has none");
    v.number("run", self.run,
             "of the host, a random number: another one may give numbers out again");
    v.number(
        "private_kept", self.private_kept,
        "of the `private`s that the client has seen, the host still has all up to this number: "
        "it forgets those above");
  }
};

// A person as rooms know them.
template <class Self, class Visitor>
void Person::describe(Self& self, Visitor& v) {
  v.choice("dialect", self.dialect, "what the person's program speaks");
  v.choice("role", self.role, "on this host");
  v.number("encrypted", self.encrypted, "1: the connection to the host is encrypted");
  v.id("key", self.key, "who it is, see docs/security.md; zero: came without a key");
}

struct RosterMember {
  std::string nick;
  Person person;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("nick", self.nick, kMaxNickBytes, "the member's name");
    Person::describe(self.person, v);
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
  std::uint64_t run = 0;
  std::uint64_t as_of = 0;
  std::uint64_t first = 0;
  std::uint64_t kept = 0;
  std::string topic;
  std::uint8_t more = 0;
  std::vector<RosterMember> members;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room");
    v.number("epoch", self.epoch, "of the room's numbering; another one starts a new history");
    v.number("run", self.run,
             "of the host, a random number: another one may give numbers out again");
    v.number("as_of", self.as_of, "last sequence number that the roster reflects");
    v.number("first", self.first, "sequence number from which the room's frames are sent on");
    v.number("kept", self.kept,
             "of what the client has seen, the host still has all up to this number: it forgets "
             "those above. Either they never were acknowledged, and come again if they are sent "
             "again, or the history was put back from a copy");
    v.text("topic", self.topic, kMaxTopicBytes, "what the room is about; may be empty");
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
  KeyHead who = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("from", self.from, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.id("id", self.id, "made by the sender");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.text("text", self.text, kMaxTextBytes, "what");
    v.number("who", self.who, "the first 8 bytes of the sender's key; 0: came without one");
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
  Person person;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where");
    Person::describe(self.person, v);
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

struct Topic {
  static constexpr auto kCommand = CommandWord::kTopic;
  static constexpr std::string_view kName = "topic";
  static constexpr std::string_view kDoc = "Somebody said what a room is about.";

  std::string by;
  std::uint64_t seq = 0;
  HostTime time{};
  std::string room;
  std::string topic;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("by", self.by, kMaxNickBytes, "who");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where");
    v.text("topic", self.topic, kMaxTopicBytes, "one line; empty: none any more");
  }
};

struct Private {
  static constexpr auto kCommand = CommandWord::kPrivate;
  static constexpr std::string_view kName = "private";
  static constexpr std::string_view kDoc =
      "Somebody said something to one person. The host has it on its disk, if it keeps a history.";

  std::string from;
  std::uint64_t seq = 0;
  HostTime time{};
  MessageId id;
  std::string to;
  std::string text;
  std::uint8_t own = 0;
  KeyId other{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("from", self.from, kMaxNickBytes, "who");
    v.number("seq", self.seq, "rises; 0: not kept");
    v.time("time", self.time, "the host's clock");
    v.id("id", self.id, "made by the sender");
    v.text("to", self.to, kMaxNickBytes, "to whom");
    v.text("text", self.text, kMaxTextBytes, "what");
    v.number("own", self.own, "1: the client said it; 0: it was said to the client");
    v.id("other", self.other,
         "the key of the other person, whatever the name; zero: came without one");
  }
};

struct Ack {
  static constexpr auto kCommand = CommandWord::kAck;
  static constexpr std::string_view kName = "ack";
  static constexpr std::string_view kDoc =
      "The host has the client's message for good: on its disk, if it keeps a history.";

  MessageId id;
  std::uint64_t seq = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.id("id", self.id, "of the message");
    v.number("seq", self.seq, "its place in the room's order, or among private ones");
  }
};

struct Refused {
  static constexpr auto kCommand = CommandWord::kRefused;
  static constexpr std::string_view kName = "refused";
  static constexpr std::string_view kDoc =
      "The host did not do what was asked; the connection goes on.";

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

struct Unsure {
  static constexpr auto kCommand = CommandWord::kUnsure;
  static constexpr std::string_view kName = "unsure";
  static constexpr std::string_view kDoc =
      "The host does not remember as far back as a `post` or `whisper` says that it may have come "
      "before, and has not taken it. The client looks for it among the lines up to a number, all "
      "of "
      "which it gets, and sends it again if it is none of them. Until it does, the host answers so "
      "to whatever else it says in the room, which stays in order that way.";

  std::string room;
  MessageId id;
  std::uint64_t up_to = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "where; empty: a private message");
    v.id("id", self.id, "of the message");
    v.number("up_to", self.up_to, "the number; of a private message nobody can look for it: 0");
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

struct Held {
  static constexpr auto kCommand = CommandWord::kHeld;
  static constexpr std::string_view kName = "held";
  static constexpr std::string_view kDoc =
      "The client says more than the host lets through: the host takes nothing from it for a "
      "second or more. Nothing is lost. Sent when that begins and, while it lasts, with every "
      "heartbeat; a shorter pause is not told.";

  std::uint32_t milliseconds = 0;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("milliseconds", self.milliseconds, "until the host takes the next message");
    v.text("text", self.text, kMaxReasonBytes, "a sentence for people");
  }
};

template <class Self, class Visitor>
void RoomInfo::describe(Self& self, Visitor& v) {
  v.text("room", self.room, kMaxRoomBytes, "its name");
  v.text("topic", self.topic, kMaxTopicBytes, "what it is about; may be empty");
  v.number("people", self.people, "who are in it now");
  v.time("time", self.time, "of the last thing that happened in it; 0: unknown");
}

struct Rooms {
  static constexpr auto kCommand = CommandWord::kRooms;
  static constexpr std::string_view kName = "rooms";
  static constexpr std::string_view kDoc =
      "The answer to `list_rooms`: the lobby first. A long one takes several frames.";

  std::uint8_t more = 0;
  std::vector<RoomInfo> rooms;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("more", self.more, "1: another `rooms` continues this one; 0: the last");
    v.list("rooms", self.rooms, kMaxListedRooms, "the rooms");
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

}  // namespace hubbub::net::wire
