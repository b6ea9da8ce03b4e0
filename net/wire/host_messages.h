// What a host sends, declared once; messages.h tells how to read it. Value types; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/events.h"
#include "net/wire/hello.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"

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

}  // namespace hubbub::net::wire
