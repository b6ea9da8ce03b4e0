// The table of malformed input, as docs/protocol.md has it: what a host answers, row by row.
#include "tests/net/server/bad_input.h"

#include <limits>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "net/wire/hello.h"
#include "net/wire/messages.h"
#include "net/wire/reference.h"

namespace hubbub::net::server::testing {
namespace {

using wire::CommandWord;
using Rows = std::vector<BadInput>;

constexpr std::uint32_t kMost32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMost64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::int32_t kLeastInt = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMostInt = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kPing = static_cast<std::int32_t>(CommandWord::kPing);

// What comes after the version in a hello.
std::string hello_rest(const std::string& rooms = u32(0)) {
  return u32(0) + text("test 1.0") + rooms + u64(0) + u64(0) + u32(0) + u64(0) + u32(0);
}
std::string position_of(const std::string& room, std::uint64_t number = 0,
                        std::uint32_t backlog = 0) {
  return text(room) + u64(number) + u64(number) + u64(number) + u32(backlog) + u32(0);
}
std::string hello(const std::string& nick, const std::string& rest = hello_rest(),
                  std::uint16_t newest = wire::kProtocolVersion,
                  std::uint16_t oldest = wire::kProtocolVersion) {
  return frame(CommandWord::kLogin, nick,
               std::string(wire::kHelloMagic) + u16(newest) + u16(oldest) + rest);
}
std::string join_frame(const std::string& room, std::uint64_t number = 0) {
  return frame(CommandWord::kJoin, "", position_of(room, number));
}
std::string said(const std::string& message, const std::string& room = "") {
  return frame(CommandWord::kPost, room, id() + text(message) + u64(0));
}
std::string whisper(const std::string& to, const std::string& message, char key = '\0') {
  return frame(CommandWord::kWhisper, to, id() + text(message) + u64(0) + std::string(32, key));
}
std::string moderate(int act, const std::string& who, std::uint64_t target = 0) {
  return frame(
      CommandWord::kModerate, who,
      u8(static_cast<std::uint8_t>(act)) + text("") + u64(target) + u32(kMost32) + text(""));
}
std::string moderate(wire::Act act, const std::string& who, std::uint64_t target = 0) {
  return moderate(static_cast<int>(act), who, target);
}
std::string many_rooms(int count) {
  std::string rooms = u32(static_cast<std::uint32_t>(count));
  for (int i = 0; i < count; ++i)
    rooms += position_of("room " + std::to_string(i));
  return rooms;
}
std::string many_joins(int count) {
  std::string joins;
  for (int i = 0; i < count; ++i)
    joins += join_frame("room " + std::to_string(i));
  return joins;
}

Rows hellos() {
  const std::string welcome = "welcome, roster";
  return {
      {"only newer versions",
       hello("eve", hello_rest(), wire::kProtocolVersion + 6, wire::kProtocolVersion + 1),
       "farewell version"},
      {"only older versions", hello("eve", hello_rest(), 1, 1), "farewell version"},
      {"the newest below the oldest", hello("eve", hello_rest(), 1, 2), "farewell version"},
      {"nothing after the magic", frame(0, "eve", "hubbub"), "farewell truncated"},
      {"cut in a number", hello("eve", "\1"), "farewell truncated"},
      {"fields of a later revision", hello("eve", hello_rest() + "more"), welcome},
      {"no name", hello(""), "farewell nick-invalid"},
      {"a blank name", hello(" \t "), "farewell nick-invalid"},
      {"a name of 65 bytes", hello(std::string(65, 'x')), "farewell too-long"},
      {"a name of 1,024 bytes", hello(std::string(1024, 'x')), "farewell too-long"},
      {"a name that is no UTF-8", hello(kNotUtf8), "farewell not-utf8"},
      {"a name with a zero", hello(kWithZero), "farewell nick-invalid"},
      {"a name with a line break", hello("a\nb"), "farewell nick-invalid"},
      {"a name with an asterisk", hello("a*b"), "farewell nick-invalid"},
      {"a name that can't be seen", hello("\u200B\u2060"), "farewell nick-invalid"},
      {"a name that turns the line round", hello("a\u202Eb"), "farewell nick-invalid"},
      {"a name for private use", hello("\uE000"), "farewell nick-invalid"},
      {"somebody's name", hello("ANN"), "farewell nick-taken"},
      {"what looks like somebody's name", hello("аnn"), "farewell nick-looks-alike"},
      {"software of 65 bytes", hello("eve", u32(0) + text(std::string(65, 'x'))),
       "farewell too-long"},
      {"software longer than the frame", hello("eve", u32(0) + u32(60) + "x"),
       "farewell truncated"},
      {"65 rooms", hello("eve", hello_rest(many_rooms(65))), "farewell too-long"},
      {"four milliards of rooms", hello("eve", u32(0) + text("") + u32(kMost32)),
       "farewell too-long"},
      {"60 rooms in no bytes", hello("eve", u32(0) + text("") + u32(60)), "farewell truncated"},
      {"60 rooms in 60 bytes", hello("eve", u32(0) + text("") + u32(60) + std::string(60, 0)),
       "farewell truncated"},
      {"more rooms than one can be in", hello("eve", hello_rest(many_rooms(40))),
       "welcome, roster x32, refused too-many-rooms x9"},
      {"a room whose name can't be", hello("eve", hello_rest(u32(1) + position_of("a*b"))),
       "welcome, roster, refused room-invalid"},
      {"the greatest numbers",
       hello("eve", hello_rest(u32(1) + position_of("lobby", kMost64, kMost32))), welcome},
      {"17 runs of the host before the last one",
       hello("eve", hello_rest(u32(1) + text("lobby") + u64(1) + u64(1) + u64(1) + u32(0) +
                               u32(17) + std::string(std::size_t{17} * 16, 0))),
       "farewell too-long"},
      {"twice", hello("eve") + hello("eve"), "welcome, roster, farewell not-expected"},
      {"half of one", hello("eve").substr(0, 30), "", "", true},
      {"the next header is negative", hello("eve") + header(kPing, -1, 0),
       "welcome, roster, farewell negative-length"},
  };
}

Rows frames() {
  Rows rows = {
      {"a negative name", header(kPing, -1, 8) + u64(0), "farewell negative-length"},
      {"a negative message", header(kPing, 0, -8) + u64(0), "farewell negative-length"},
      {"the most negative", header(kPing, kLeastInt, kLeastInt), "farewell negative-length"},
      {"a name of 1,025 bytes", header(kPing, 1025, 0), "farewell too-long"},
      {"a message of 131,073 bytes", header(kPing, 0, 131'073), "farewell too-long"},
      {"the longest", header(kPing, kMostInt, kMostInt), "farewell too-long"},
      {"nothing after what is broken", header(kPing, -1, 0) + said("hello"),
       "farewell negative-length"},
      {"half a header", header(kPing, 0, 8).substr(0, 7), "", "", true},
      {"half a frame", said("hello").substr(0, 30), "", "", true},
      {"a frame that never ends", header(kPing, 0, 131'072) + said("hello"), "", "", true},
      {"an unknown command", frame(99, "x", "y"), "refused unknown-command"},
      {"a negative command", frame(-1, ""), "refused unknown-command"},
      {"the least command", frame(kLeastInt, ""), "refused unknown-command"},
      {"a message of 2006", frame(2, "eve", "hello"), "refused unknown-command"},
      {"a list of 2006", frame(3, "eve"), "refused unknown-command"},
      {"a login of 2006", frame(0, "eve"), "farewell unknown-value"},
      {"a hello again", hello("eve"), "farewell not-expected"},
      {"a proof that nobody asked for", frame(CommandWord::kProof, "", std::string(64, 'p')),
       "farewell not-expected"},
      {"bytes after the last field", frame(CommandWord::kPing, "", u64(7) + "more"), "pong"},
      {"a name where none is", frame(CommandWord::kPing, "eve", u64(7)), "pong"},
      {"no number", frame(CommandWord::kPing, ""), "farewell truncated"},
      {"half a number", frame(CommandWord::kPing, "", "1234"), "farewell truncated"},
      {"a goodbye of 513 bytes", frame(CommandWord::kLogout, "eve", std::string(513, 'x')),
       "farewell too-long"},
      {"a goodbye that is no UTF-8", frame(CommandWord::kLogout, "eve", kNotUtf8),
       "farewell not-utf8"},
  };
  wire::HostMessages::for_each([&]<class M>() {
    rows.push_back({"a host's " + std::string(M::kName), frame(M::kCommand, "", "x"),
                    "refused unknown-command"});
  });
  return rows;
}

Rows messages() {
  const std::string empty_post = frame(CommandWord::kPost, "", id());
  return {
      {"no text", said(""), "refused empty-text"},
      {"a text of 65,537 bytes", said(std::string(65'537, 'x')), "farewell too-long"},
      {"a text that is no UTF-8", said(kNotUtf8), "farewell not-utf8"},
      {"a text with half a surrogate", said("\xED\xA0\x80"), "farewell not-utf8"},
      {"a text with a zero is one", said(kWithZero), "message, ack", "message"},
      {"a text longer than the frame", frame(CommandWord::kPost, "", id() + u32(9) + "x"),
       "farewell truncated"},
      {"a text of four milliards", frame(CommandWord::kPost, "", id() + u32(kMost32) + "x"),
       "farewell too-long"},
      {"no length", empty_post, "farewell truncated"},
      {"no number behind it", frame(CommandWord::kPost, "", id() + text("x")),
       "farewell truncated"},
      {"half an id", frame(CommandWord::kPost, "", "12345678"), "farewell truncated"},
      {"a room one is not in", said("hello", "games"), "refused not-in-room"},
      {"a room of 65 bytes", said("hello", std::string(65, 'x')), "farewell too-long"},
      {"a room that is no UTF-8", said("hello", kNotUtf8), "farewell not-utf8"},
      {"to nobody", whisper("bob", "hi"), "refused no-such-nick"},
      {"to the empty name", whisper("", "hi"), "refused no-such-nick"},
      {"to a key that nobody has", whisper("bob", "hi", 'x'), "refused no-such-nick"},
      {"to somebody with another key", whisper("ann", "hi", 'x'), "refused nick-belongs"},
      {"half a key",
       frame(CommandWord::kWhisper, "ann", id() + text("hi") + u64(0) + std::string(16, 'x')),
       "farewell truncated"},
      {"nothing to somebody", whisper("ann", ""), "refused empty-text"},
  };
}

Rows rooms_and_names() {
  const auto rename = [](const std::string& nick) { return frame(CommandWord::kRename, nick); };
  const auto topic = [](const std::string& room, const std::string& about) {
    return frame(CommandWord::kSetTopic, room, text(about));
  };
  return {
      {"a room with an asterisk", join_frame("a*b"), "refused room-invalid"},
      {"a room with a zero", join_frame(kWithZero), "refused room-invalid"},
      {"a room with a tab", join_frame("a\tb"), "refused room-invalid"},
      {"a room that can't be seen", join_frame("\u200B"), "refused room-invalid"},
      {"a room of 65 bytes", join_frame(std::string(65, 'x')), "farewell too-long"},
      {"a room that is no UTF-8", join_frame(kNotUtf8), "farewell not-utf8"},
      {"the room one is in", join_frame(""), "roster"},
      {"the greatest numbers", join_frame("games", kMost64), "roster"},
      {"a room without numbers", frame(CommandWord::kJoin, "", text("games")),
       "farewell truncated"},
      {"too many rooms", many_joins(40), "roster x31, refused too-many-rooms x9"},
      {"leaving the lobby", frame(CommandWord::kLeave, ""), "refused not-in-room"},
      {"leaving the lobby by its name", frame(CommandWord::kLeave, "lobby"), "refused not-in-room"},
      {"leaving where one is not", frame(CommandWord::kLeave, "games"), "refused not-in-room"},
      {"leaving what is no UTF-8", frame(CommandWord::kLeave, kNotUtf8), "farewell not-utf8"},
      {"who is where one is not", frame(CommandWord::kWho, "games"), "refused not-in-room"},
      {"a topic where one is not", topic("games", "tea"), "refused not-in-room"},
      {"a topic of 513 bytes", topic("", std::string(513, 'x')), "farewell too-long"},
      {"a topic that is no UTF-8", topic("", kNotUtf8), "farewell not-utf8"},
      {"a topic without a length", frame(CommandWord::kSetTopic, ""), "farewell truncated"},
      {"no name", rename(""), "refused nick-invalid"},
      {"a blank name", rename(" \u3000"), "refused nick-invalid"},
      {"a name with an asterisk", rename("a*b"), "refused nick-invalid"},
      {"a name with a zero", rename(kWithZero), "refused nick-invalid"},
      {"a name that can't be seen", rename("\u200B"), "refused nick-invalid"},
      {"a name of 65 bytes", rename(std::string(65, 'x')), "farewell too-long"},
      {"a name that is no UTF-8", rename(kNotUtf8), "farewell not-utf8"},
      {"somebody's name", rename("Ann"), "refused nick-taken"},
      {"what looks like somebody's name", rename("аnn"), "refused nick-looks-alike"},
  };
}

Rows questions() {
  const auto fetch = [](const std::string& about, int is_private, std::uint64_t before,
                        std::uint32_t count) {
    return frame(CommandWord::kFetch, about,
                 u32(1) + u8(static_cast<std::uint8_t>(is_private)) + u64(before) + u32(count) +
                     std::string(32, '\0'));
  };
  const auto search = [](const std::string& room, const std::string& words) {
    return frame(CommandWord::kSearch, room, u32(1) + u64(kMost64) + text(words));
  };
  return {
      {"the greatest numbers", fetch("", 0, kMost64, kMost32), "page"},
      {"no lines before the first", fetch("", 0, 1, 0), "page"},
      {"a room one is not in", fetch("games", 0, 0, 10), "page problem"},
      {"a conversation with nobody", fetch("bob", 1, kMost64, kMost32), "page problem"},
      {"neither a room nor a person", fetch("", 255, 0, 10), "page problem"},
      {"no numbers", frame(CommandWord::kFetch, ""), "farewell truncated"},
      {"about 65 bytes", fetch(std::string(65, 'x'), 0, 0, 10), "farewell too-long"},
      {"more questions than one may ask", repeated(20, fetch("", 0, 0, 10)),
       "page problem x12, page x8"},
      {"nothing looked for", search("", ""), "found"},
      {"only signs looked for", search("", "\"*\" OR ("), "found"},
      {"looked for in no room", search("games", "tea"), "found problem"},
      {"257 bytes looked for", search("", std::string(257, 'x')), "farewell too-long"},
      {"no UTF-8 looked for", search("", kNotUtf8), "farewell not-utf8"},
      {"a name in a list of rooms", frame(CommandWord::kListRooms, "x", "y"), "rooms"},
  };
}

Rows orders_of_a_guest() {
  return {
      {"an act that is none", moderate(11, "ann"), "farewell unknown-value"},
      {"the greatest act", moderate(255, "ann"), "farewell unknown-value"},
      {"no act", frame(CommandWord::kModerate, "ann"), "farewell truncated"},
      {"a mute", moderate(wire::Act::kMute, "ann"), "refused not-allowed"},
      {"a lock", moderate(wire::Act::kLock, ""), "refused not-allowed"},
      {"a note", moderate(wire::Act::kNote, ""), "refused not-allowed"},
      {"a look at the bans", frame(CommandWord::kListBans, ""), "refused not-allowed"},
      {"too many that are refused", repeated(250, moderate(wire::Act::kLock, "")),
       "refused not-allowed x200, farewell abuse"},
  };
}

Rows orders_of_the_host() {
  using wire::Act;
  return {
      {"a note", moderate(Act::kNote, ""), "refused not-allowed"},
      {"a mute of nobody", moderate(Act::kMute, "bob"), "refused no-such-nick"},
      {"a kick of itself", moderate(Act::kKick, "eve"), "refused not-allowed"},
      {"a ban of the empty name", moderate(Act::kBan, ""), "refused no-such-nick"},
      {"an unmute of who speaks", moderate(Act::kUnmute, "ann"), "refused not-muted"},
      {"an unban of nobody", moderate(Act::kUnban, "#0"), "refused no-such-ban"},
      {"an unban of a great number", moderate(Act::kUnban, "#99999999999999999999"),
       "refused no-such-ban"},
      {"an opening of what is open", moderate(Act::kUnlock, ""), "refused not-changed"},
      {"line 0 cleared", moderate(Act::kClear, ""), "refused no-such-line"},
      {"the last line of all cleared", moderate(Act::kClear, "", kMost64), "refused no-such-line"},
  };
}

// Before the password was proven.
Rows instead_of_a_proof() {
  return {
      {"a message", said("hello"), "farewell not-expected"},
      {"an unknown command", frame(99, ""), "farewell not-expected"},
      {"another hello", hello("eve"), "farewell not-expected"},
      {"half a proof", frame(CommandWord::kProof, "", std::string(63, 'p')), "farewell truncated"},
      {"a wrong proof", frame(CommandWord::kProof, "", std::string(64, 'p')),
       "farewell password-wrong"},
      {"two proofs", repeated(2, frame(CommandWord::kProof, "", std::string(64, 'p'))),
       "farewell password-wrong"},
  };
}

// Sends each row to a host of its own, from somebody who is in already (`from_outside`: from
// somebody who is not).
void play(const Rows& rows, bool from_outside = false, std::uint8_t key = 2) {
  for (const BadInput& row : rows) {
    SCOPED_TRACE(row.name);
    Server::Options options = Hall::open_house();
    options.owner = key_of(9);
    DisturbedHall place(options);
    Guest eve = from_outside ? place.hall.guest() : place.hall.keyed("eve", key);
    eve.take_none();
    DisturbedHall::send(eve.wire(), row);
    place.settle();
    const auto answer = eve.take();
    EXPECT_EQ(answers_in(answer), row.answer);
    EXPECT_TRUE(eve.well_formed());
    const bool last_words =
        !answer.empty() && std::holds_alternative<wire::Farewell>(answer.back());
    EXPECT_EQ(eve.wire().finished(), last_words) << "it closes after a farewell, and only then";
    if (!last_words && !row.then_ends) {
      eve.send(wire::Ping{1});
      place.settle();
      EXPECT_EQ(answers_in(eve.take()), "pong") << "the conversation goes on";
    }
    place.check_the_others(row);
  }
}

TEST(BadInput, InAHello) {
  play(hellos(), true);
}
TEST(BadInput, InsteadOfAProof) {
  for (const BadInput& row : instead_of_a_proof()) {
    SCOPED_TRACE(row.name);
    Server::Options options = Hall::open_house();
    options.password = "open sesame";
    Hall hall(options);
    Guest eve = hall.keyed("eve", 2);
    EXPECT_EQ(answers_in(eve.take()), "challenge");
    DisturbedHall::send(eve.wire(), row);
    hall.settle();
    EXPECT_EQ(answers_in(eve.take()), row.answer);
    EXPECT_TRUE(eve.wire().finished());
    EXPECT_THAT(hall.events_of<wire::HostClientJoined>(), ::testing::IsEmpty());
  }
}
TEST(BadInput, InAFrame) {
  play(frames());
}
TEST(BadInput, InAMessage) {
  play(messages());
}
TEST(BadInput, InRoomsAndNames) {
  play(rooms_and_names());
}
TEST(BadInput, InAQuestion) {
  play(questions());
}
TEST(BadInput, InAnOrder) {
  play(orders_of_a_guest());
  play(orders_of_the_host(), false, 9);
}

// The page of the protocol has these codes, and no others.
TEST(BadInput, IsOnThePageOfTheProtocol) {
  std::set<std::string> in_rows;
  for (const Rows& rows : {hellos(), instead_of_a_proof(), frames(), messages(), rooms_and_names(),
                           questions(), orders_of_a_guest(), orders_of_the_host()}) {
    for (const BadInput& row : rows) {
      std::istringstream words(row.answer);
      for (std::string word, code; words >> word;) {
        if ((word == "refused" || word == "farewell") && words >> code)
          in_rows.insert(word + ' ' + code.substr(0, code.find(',')));
      }
    }
  }
  const std::string page = wire::protocol_reference();
  const std::size_t begin = page.find("## What is malformed");
  std::istringstream section(page.substr(begin, page.find("\n## ", begin) - begin));
  std::set<std::string> on_page;
  for (std::string line; std::getline(section, line);) {
    std::istringstream answer(line.substr(line.find_last_of('|', line.size() - 2) + 1));
    std::string kind;
    for (std::string word; answer >> word;) {
      if (word.front() != '`') {
        kind = word;
      } else if (kind == "refused" || kind == "farewell") {
        on_page.insert(kind + ' ' + word.substr(1, word.size() - 2));
      }
    }
  }
  EXPECT_EQ(in_rows, on_page);
}

}  // namespace
}  // namespace hubbub::net::server::testing
