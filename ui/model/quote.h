// Quoting: names put into a command line so that they are read back as the very same names.
//
// Everything that the program itself puts into a line (completion, mentions, commands it begins)
// goes through here. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::ui::model {

// `name` as an argument: as it is, or in double quotes when it has blanks or quotation marks; a
// quotation mark or backslash within is doubled. What it returns is read back by take_word() as
// `name`.
[[nodiscard]] std::string as_argument(std::string_view name);

// The same for a room: /join takes a leading '#' for a mark and not for a part of the name.
[[nodiscard]] std::string as_room_argument(std::string_view room);

// The command with a room's topic in it, to be changed. Without the topic "-": there /topic would
// take it away.
[[nodiscard]] std::string topic_command(std::string_view topic);

// Whether the first argument of the command is a person's name; without the slash, in any case.
[[nodiscard]] bool takes_person(std::string_view command);

// Where the name of a person is being written: the first argument of such a command, up to the
// caret. Nothing when the caret stands elsewhere.
struct Argument {
  std::size_t begin = 0;  // its first byte, the quotation mark included
  std::string name;       // what it says so far, without quotation marks
};
[[nodiscard]] std::optional<Argument> person_argument(std::string_view text, std::size_t caret);

struct Inserted {
  std::string text;
  std::size_t caret = 0;  // bytes; behind what was inserted
};
// `text` with the bytes [begin, end) replaced by a person's name: quoted where the argument of a
// command is, followed by ": " where a message begins and by a blank elsewhere. A name never begins
// a command.
[[nodiscard]] Inserted insert_name(std::string_view text, std::size_t begin, std::size_t end,
                                   std::string_view name);

}  // namespace hubbub::ui::model
