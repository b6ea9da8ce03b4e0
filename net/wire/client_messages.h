// What a client sends, declared once; messages.h tells how to read it. Value types; any thread.
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

// Up to where a client has seen the lines of a room, or private messages, in a run of the host.
struct SeenRun {
  std::uint64_t run = 0;
  std::uint64_t after = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("run", self.run, "of the host");
    v.number("after", self.after, "last number seen in it that a later run still had");
  }
};
// Of those before the last one.
inline constexpr std::uint32_t kMaxSeenRuns = 16;

// Where a client stands in a room: what it asks to be sent from there on.
struct RoomPosition {
  std::string room;
  std::uint64_t epoch = 0;
  std::uint64_t run = 0;
  std::uint64_t after = 0;
  std::uint32_t backlog = 0;
  std::vector<SeenRun> earlier{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
    v.number("epoch", self.epoch, "of the room's numbering, as last told; 0: never been there");
    v.number("run", self.run, "of the host, as last told");
    v.number("after", self.after, "last sequence number seen in that run; 0: none");
    v.number("backlog", self.backlog, "if that is no longer known: how many earlier lines to send");
    v.list("earlier", self.earlier, kMaxSeenRuns,
           "runs before that one, the newest first, for a host that does not know it");
  }
};

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
  std::uint64_t private_epoch = 0;
  std::uint64_t private_after = 0;
  std::uint32_t private_backlog = 0;
  std::uint64_t private_run = 0;
  std::vector<SeenRun> private_earlier{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("nick", self.nick, kMaxNickBytes, "the name asked for");
    v.magic("magic", kHelloMagic, "tells this login from one of 2006");
    v.number("version", self.version, "newest protocol version spoken");
    v.number("lowest_version", self.lowest_version, "oldest protocol version spoken");
    v.number("features", self.features, "bits of optional features; none are defined yet");
    v.text("software", self.software, kMaxAgentBytes, "program and version, for people");
    v.list("rooms", self.rooms, kMaxHelloRooms, "rooms to enter; the lobby is entered in any case");
    v.number("private_epoch", self.private_epoch, "`welcome.epoch` as last told; 0: never here");
    v.number("private_after", self.private_after, "number of the last `private` seen; 0: none");
    v.number("private_backlog", self.private_backlog,
             "if that is no longer known: how many earlier ones to send");
    v.number("private_run", self.private_run, "`welcome.run` as last told");
    v.list("private_earlier", self.private_earlier, kMaxSeenRuns,
           "runs before that one, as for a room");
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
      "Say something in a room. Answered by `ack`, `refused` or `unsure`; everybody in the room, "
      "the "
      "sender too, gets a `message`.";

  std::string room;
  MessageId id;
  std::string text;
  std::uint64_t from = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
    v.id("id", self.id, "made by the sender; the same again is the same message; zero: never");
    v.text("text", self.text, kMaxTextBytes, "what is said; may have line breaks; not empty");
    v.number("from", self.from,
             "the first of the room's numbers that this may have, if it has come before; 0: it was "
             "never sent before");
  }
};

struct Whisper {
  static constexpr auto kCommand = CommandWord::kWhisper;
  static constexpr std::string_view kName = "whisper";
  static constexpr std::string_view kDoc =
      "Say something to one person. Answered by `ack`, `refused` or `unsure`; both get a "
      "`private`.";

  std::string to;
  MessageId id;
  std::string text;
  std::uint64_t from = 0;
  KeyId key{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("to", self.to, kMaxNickBytes, "the addressee's name");
    v.id("id", self.id, "made by the sender; the same again is the same message");
    v.text("text", self.text, kMaxTextBytes, "what is said; not empty");
    v.number(
        "from", self.from,
        "the first of the private numbers that this may have, if it has come before; 0: it was "
        "never sent before");
    v.id("key", self.key,
         "the addressee's, who gets it under any other name, and nobody else; zero: whoever has "
         "the name");
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
      "Leave a room. Answered by one's own `left`, the last frame of that stay.";

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

struct SetTopic {
  static constexpr auto kCommand = CommandWord::kSetTopic;
  static constexpr std::string_view kName = "set_topic";
  static constexpr std::string_view kDoc =
      "Say what a room is about. Answered by `topic` in the room, or by `refused`.";

  std::string room;
  std::string topic;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "the room; empty: the host's lobby");
    v.text("topic", self.topic, kMaxTopicBytes, "one line; empty: none");
  }
};

struct ListRooms {
  static constexpr auto kCommand = CommandWord::kListRooms;
  static constexpr std::string_view kName = "list_rooms";
  static constexpr std::string_view kDoc = "Ask which rooms there are. Answered by `rooms`.";

  template <class Self, class Visitor>
  static void describe(Self&, Visitor&) {}
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

}  // namespace hubbub::net::wire
