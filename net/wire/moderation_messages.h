// What is said about keeping order, both ways; messages.h tells how to read it. Value types; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/limits.h"
#include "net/wire/values.h"

namespace hubbub::net::wire {

struct Moderate {
  static constexpr auto kCommand = CommandWord::kModerate;
  static constexpr std::string_view kName = "moderate";
  static constexpr std::string_view kDoc =
      "Keep order, with the role for it. Answered by `moderated` in the room concerned (the lobby "
      "for what concerns the whole host), or by `refused`.";

  std::string who;
  Act act = Act::kMute;
  std::string room;
  std::uint64_t target = 0;
  std::uint32_t seconds = 0;
  std::string reason;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("who", self.who, kMaxNickBytes,
           "whom; unban: a name, or # and the number of a ban; lock, unlock, clear: empty");
    v.choice("act", self.act, "what to do");
    v.text("room", self.room, kMaxRoomBytes, "clear: where; empty: the lobby");
    v.number("target", self.target, "clear: the number of the message");
    v.number("seconds", self.seconds, "mute, ban: for how long; 0: until undone");
    v.text("reason", self.reason, kMaxReasonBytes, "a sentence for everybody; may be empty");
  }
};

struct Moderated {
  static constexpr auto kCommand = CommandWord::kModerated;
  static constexpr std::string_view kName = "moderated";
  static constexpr std::string_view kDoc = "Somebody kept order.";

  std::string by;
  std::uint64_t seq = 0;
  HostTime time{};
  std::string room;
  Act act = Act::kMute;
  std::string who;
  HostTime until{};
  std::uint64_t target = 0;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("by", self.by, kMaxNickBytes, "who did it");
    v.number("seq", self.seq, "place in the room's order, without gaps");
    v.time("time", self.time, "the host's clock");
    v.text("room", self.room, kMaxRoomBytes, "where it is told");
    v.choice("act", self.act, "what was done");
    v.text("who", self.who, kMaxNickBytes, "to whom; may be empty");
    v.time("until", self.until, "until when; 0: until undone");
    v.number("target", self.target, "clear: the number of the message, whose text is gone");
    v.text("text", self.text, kMaxReasonBytes, "a sentence that says all of this");
  }
};

struct ListBans {
  static constexpr auto kCommand = CommandWord::kListBans;
  static constexpr std::string_view kName = "list_bans";
  static constexpr std::string_view kDoc = "Ask who is banned. Answered by `bans` or `refused`.";

  template <class Self, class Visitor>
  static void describe(Self&, Visitor&) {}
};

template <class Self, class Visitor>
void Ban::describe(Self& self, Visitor& v) {
  v.number("number", self.number, "of the ban");
  v.text("nick", self.nick, kMaxNickBytes, "as the person was called then");
  v.id("key", self.key, "of the person; zero: only the address is banned");
  v.text("address", self.address, kMaxAddressBytes, "without the port; empty: only the key is");
  v.time("until", self.until, "0: until undone");
  v.text("by", self.by, kMaxNickBytes, "who banned");
  v.text("reason", self.reason, kMaxReasonBytes, "why; may be empty");
}

struct Bans {
  static constexpr auto kCommand = CommandWord::kBans;
  static constexpr std::string_view kName = "bans";
  static constexpr std::string_view kDoc =
      "The answer to `list_bans`, the newest first. A long one takes several frames.";

  std::uint8_t more = 0;
  std::vector<Ban> bans;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("more", self.more, "1: another `bans` continues this one; 0: the last");
    v.list("bans", self.bans, kMaxListedBans, "those that are in force");
  }
};

}  // namespace hubbub::net::wire
