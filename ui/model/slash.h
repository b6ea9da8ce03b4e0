// What a typed line asks for: a message, a command, or something that cannot be understood.
//
// The composer and the headless pipe read lines the same way. Pure function; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "net/wire/enums.h"

namespace hubbub::ui::model {

// Say this. A line that began with "//" has lost one slash.
struct SlashText {
  std::string text;
};
struct SlashPrivate {  // /msg NICK text; `text` may be empty: only open the conversation
  std::string nick;
  std::string text;
};
struct SlashNick {  // /nick NAME
  std::string nick;
};
struct SlashJoin {  // /join ROOM
  std::string room;
};
struct SlashLeave {  // /leave [ROOM]; empty: the present one
  std::string room;
};
struct SlashList {};  // /list: who is here
struct SlashQuit {};  // /quit: log out
struct SlashHelp {};  // /help
// /topic [text]: with nothing, what the topic is; "-" takes it away.
struct SlashTopic {
  std::optional<std::string> topic;  // empty: none any more; not there: only asked
};
struct SlashRooms {};  // /rooms: which there are
struct SlashSearch {   // /search words: through the host's whole history
  std::string text;    // empty: go on with what was looked for last
};
struct SlashIgnore {  // /ignore NICK, /unignore NICK; without a name: who is ignored
  std::string nick;
  bool ignore = true;
};
// /mute, /unmute, /kick, /ban, /unban, /promote, /demote, /lock, /unlock
struct SlashOrder {
  net::wire::Act act = net::wire::Act::kMute;
  std::string who;
  std::chrono::seconds duration{};  // 0: until undone
  std::string reason;
};
struct SlashBans {};  // /bans
struct SlashVerify {  // /verify [NICK]: the words of a person's key, or the host's and ours
  std::string nick;
};
// Nothing that can be carried out; `reason` is a sentence for a person.
struct SlashError {
  // "unknown-command", "almost-a-command", "missing-argument", "too-long", "bad-name", "no-time",
  // "empty-text"
  std::string code;
  std::string reason;
};

using Slash = std::variant<SlashText, SlashPrivate, SlashNick, SlashJoin, SlashLeave, SlashList,
                           SlashQuit, SlashHelp, SlashTopic, SlashRooms, SlashSearch, SlashIgnore,
                           SlashOrder, SlashBans, SlashVerify, SlashError>;

// `line` is UTF-8, of one or several lines; a command's text may span lines too. Command words are
// ASCII and match in either case. A slash with something invisible before it, or a character that
// looks like a slash, is an error and not a message, unless it is doubled.
//
// Every name may stand in double quotes, and one with blanks has to where more may follow: "max
// lee". A quotation mark inside is written \" or "", a backslash before a quotation mark or another
// backslash \\. Texts, topics and reasons reach to the end and are taken as they are.
[[nodiscard]] Slash parse_slash(std::string_view line);

// The line that parse_slash() reads as the message `text`: with its slash, or what looks like one,
// doubled where it would be taken for a command.
[[nodiscard]] std::string as_text(std::string_view text);

// The name of a room as it is typed, in a command or an option: "#games" is games.
[[nodiscard]] std::string room_name(std::string_view typed);

// The commands, in the order of their help.
[[nodiscard]] std::span<const std::string_view> slash_words();

// "30s", "10m", "2h", "7d": a whole number above 0, up to ten years. Nothing for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

// What /help says: groups of a line for each command.
[[nodiscard]] std::string_view slash_help();

// Whether a name can be used: 1 to `limit` bytes, no blanks, no '*', no control characters. Returns
// the empty string, or a sentence that says what is wrong with it.
[[nodiscard]] std::string name_problem(std::string_view name, std::size_t limit);

}  // namespace hubbub::ui::model
