// What a typed line asks for: a message, a command, or something that cannot be understood.
//
// The composer and the headless pipe read lines the same way. Pure function; any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>

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
// Nothing that can be carried out; `reason` is a sentence for a person.
struct SlashError {
  std::string code;  // "unknown-command", "missing-argument", "too-long", "bad-name"
  std::string reason;
};

using Slash = std::variant<SlashText, SlashPrivate, SlashNick, SlashJoin, SlashLeave, SlashList,
                           SlashQuit, SlashHelp, SlashError>;

// `line` is UTF-8, of one or several lines; a command's text may span lines too. Command words are
// ASCII and match in either case.
[[nodiscard]] Slash parse_slash(std::string_view line);

// What /help says: a line for each command.
[[nodiscard]] std::string_view slash_help();

// Whether a name can be used: 1 to `limit` bytes, no blanks, no '*', no control characters. Returns
// the empty string, or a sentence that says what is wrong with it.
[[nodiscard]] std::string name_problem(std::string_view name, std::size_t limit);

}  // namespace hubbub::ui::model
