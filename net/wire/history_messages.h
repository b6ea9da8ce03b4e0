// What both sides say of the past: older lines and search; messages.h tells how to read it. Value
// types; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"
#include "net/wire/values.h"

namespace hubbub::net::wire {

template <class Self, class Visitor>
void Entry::describe(Self& self, Visitor& v) {
  v.number("seq", self.seq, "place in the room's order, or among the host's private messages");
  v.time("time", self.time, "the host's clock");
  v.choice("kind", self.kind, "what happened");
  v.number("own", self.own, "1: by whoever asked, under whatever name; 0: by somebody else");
  v.id("id", self.id,
       "message: made by its sender; moderated: the number of the line whose text was removed, u64 "
       "and eight zeros; else zeros");
  v.text("from", self.from, kMaxNickBytes, "who");
  v.text("about", self.about, kMaxNickBytes,
         "private: to whom; renamed: the new name; moderated: whom; else empty");
  v.text("text", self.text, kMaxTextBytes,
         "message: what; left: why; topic: the topic; moderated: a sentence; else empty");
  v.number("who", self.who, "the first 8 bytes of the key of `from`; 0: came without one");
}

struct Fetch {
  static constexpr auto kCommand = CommandWord::kFetch;
  static constexpr std::string_view kName = "fetch";
  static constexpr std::string_view kDoc =
      "Ask for older lines of a room that one is in, or of a private conversation. Answered by "
      "`page`.";

  std::string about;
  std::uint32_t token = 0;
  std::uint8_t is_private = 0;
  std::uint64_t before = 0;
  std::uint32_t count = 0;
  KeyId key{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("about", self.about, kMaxNickBytes, "the room (empty: the lobby), or the person");
    v.number("token", self.token, "comes back in the answer");
    v.number("is_private", self.is_private, "1: `about` is a person");
    v.number("before", self.before, "entries below this number; 0: the newest");
    v.number("count", self.count, "how many at most; the host may send fewer");
    v.id("key", self.key, "of the person, whatever the name; zero: whoever has the name");
  }
};

struct Page {
  static constexpr auto kCommand = CommandWord::kPage;
  static constexpr std::string_view kName = "page";
  static constexpr std::string_view kDoc = "The answer to `fetch`: entries, the oldest first.";

  std::string about;
  std::uint32_t token = 0;
  std::uint8_t is_private = 0;
  std::uint64_t epoch = 0;
  std::uint8_t more = 0;
  std::vector<Entry> entries{};
  std::string problem{};
  KeyId key{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("about", self.about, kMaxNickBytes, "the room, or the person");
    v.number("token", self.token, "of the request");
    v.number("is_private", self.is_private, "1: `about` is a person");
    v.number("epoch", self.epoch, "of the numbering");
    v.number("more", self.more, "1: there are older ones; 0: these are the first");
    v.list("entries", self.entries, kMaxPageEntries, "what happened");
    v.text("problem", self.problem, kMaxReasonBytes,
           "why there are none, for people; mostly empty");
    v.id("key", self.key, "of the request");
  }
};

struct Search {
  static constexpr auto kCommand = CommandWord::kSearch;
  static constexpr std::string_view kName = "search";
  static constexpr std::string_view kDoc =
      "Look for messages: those of rooms, and one's own private ones. Answered by `found`.";

  std::string room;
  std::uint32_t token = 0;
  std::uint64_t before = 0;
  std::string text;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.name("room", self.room, kMaxRoomBytes, "only there; empty: everywhere");
    v.number("token", self.token, "comes back in the answer");
    v.number("before", self.before, "`next` of the answer to go on from; 0: begin with the newest");
    v.text(
        "text", self.text, kMaxSearchBytes,
        "words that all have to be in it, in any case; what stands in quotation marks is a phrase: "
        "words in that order, with only blanks between them");
  }
};

struct Found {
  static constexpr auto kCommand = CommandWord::kFound;
  static constexpr std::string_view kName = "found";
  static constexpr std::string_view kDoc = "The answer to `search`: messages, the newest first.";

  std::uint32_t token = 0;
  std::uint64_t next = 0;
  std::vector<FoundEntry> entries{};
  std::string problem{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("token", self.token, "of the request");
    v.number("next", self.next, "for `search.before`, to go on; 0: that was all");
    v.list("entries", self.entries, kMaxFoundEntries, "the messages");
    v.text("problem", self.problem, kMaxReasonBytes,
           "why there are none, for people; mostly empty");
  }
};

template <class Self, class Visitor>
void FoundEntry::describe(Self& self, Visitor& v) {
  v.text("room", self.room, kMaxRoomBytes, "where; empty: a private message");
  Entry::describe(self.entry, v);
  v.id("other", self.other,
       "private: the key of the other person, whatever the name; zero: came without one");
}

}  // namespace hubbub::net::wire
