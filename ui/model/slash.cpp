#include "ui/model/slash.h"

#include <algorithm>
#include <array>
#include <optional>

#include "net/wire/limits.h"
#include "ui/model/fold.h"

namespace hubbub::ui::model {
namespace {

constexpr std::string_view kBlanks = " \t\n\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Takes the first word off `rest`. A name with blanks stands in double quotes.
std::string_view take_word(std::string_view& rest) {
  rest = rest.substr(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  if (rest.starts_with('"')) {
    if (const std::size_t close = rest.find('"', 1); close != std::string_view::npos) {
      const std::string_view word = rest.substr(1, close - 1);
      rest.remove_prefix(close + 1);
      return word;
    }
  }
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

// What follows a word: one blank or line end parts them, more belong to the text.
std::string_view text_after(std::string_view rest) {
  if (!rest.empty()) {
    rest.remove_prefix(1);
  }
  return rest;
}

Slash missing(std::string_view usage) {
  return SlashError{"missing-argument", "Like this: " + std::string(usage)};
}

std::optional<SlashError> bad_name(std::string_view name, std::size_t limit) {
  std::string problem = name_problem(name, limit);
  if (problem.empty()) {
    return std::nullopt;
  }
  return SlashError{"bad-name", std::move(problem)};
}

Slash parse_private(std::string_view rest) {
  const std::string_view nick = take_word(rest);
  if (nick.empty()) {
    return missing("/msg NICK text");
  }
  if (auto problem = bad_name(nick, net::wire::kMaxNickBytes)) {
    return *std::move(problem);
  }
  const std::string_view text = text_after(rest);
  return SlashPrivate{std::string(nick), trimmed(text).empty() ? "" : std::string(text)};
}

Slash parse_nick(std::string_view rest) {
  std::string_view nick = trimmed(rest);
  if (nick.size() >= 2 && nick.starts_with('"') && nick.ends_with('"')) {
    nick = nick.substr(1, nick.size() - 2);
  }
  if (nick.empty()) {
    return missing("/nick NAME");
  }
  if (auto problem = bad_name(nick, net::wire::kMaxNickBytes)) {
    return *std::move(problem);
  }
  return SlashNick{std::string(nick)};
}

// People write rooms with a '#' before them; the room itself is called without.
std::string_view room_name(std::string_view rest) {
  std::string_view name = trimmed(rest);
  if (name.size() > 1 && name.starts_with('#')) {
    name.remove_prefix(1);
  }
  return name;
}

Slash parse_join(std::string_view rest) {
  const std::string_view room = room_name(rest);
  if (room.empty()) {
    return missing("/join ROOM");
  }
  if (auto problem = bad_name(room, net::wire::kMaxRoomBytes)) {
    return *std::move(problem);
  }
  return SlashJoin{std::string(room)};
}

Slash parse_leave(std::string_view rest) {
  return SlashLeave{std::string(room_name(rest))};
}
Slash parse_list(std::string_view) {
  return SlashList{};
}
Slash parse_quit(std::string_view) {
  return SlashQuit{};
}
Slash parse_help(std::string_view) {
  return SlashHelp{};
}

struct CommandWord {
  std::string_view word;
  Slash (*parse)(std::string_view rest);
};

constexpr std::array<CommandWord, 7> kCommands{{{"msg", parse_private},
                                                {"nick", parse_nick},
                                                {"join", parse_join},
                                                {"leave", parse_leave},
                                                {"list", parse_list},
                                                {"quit", parse_quit},
                                                {"help", parse_help}}};

}  // namespace

Slash parse_slash(std::string_view line) {
  if (!line.starts_with('/')) {
    return SlashText{std::string(line)};
  }
  if (line.starts_with("//")) {
    return SlashText{std::string(line.substr(1))};
  }
  std::string_view rest = line.substr(1);
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  for (const CommandWord& command : kCommands) {
    if (equal_folded(command.word, word)) {
      return command.parse(rest);
    }
  }
  return SlashError{"unknown-command", "There is no command /" + std::string(word) +
                                           ". /help lists them; // sends a slash."};
}

std::string_view slash_help() {
  return "/msg NICK text — write to one person (\"a name\" with blanks in quotes)\n"
         "/nick NAME — change your name\n"
         "/join ROOM — enter a room, or make it\n"
         "/leave — leave this room\n"
         "/list — who is here\n"
         "/quit — log out\n"
         "//text — send a line that begins with a slash";
}

std::string name_problem(std::string_view name, std::size_t limit) {
  if (trimmed(name).empty()) {
    return "A name cannot be empty.";
  }
  if (name.size() > limit) {
    return "This name is too long: at most " + std::to_string(limit) + " bytes.";
  }
  const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), is_control)) {
    return "A name cannot hold line breaks or control characters.";
  }
  if (name.find('*') != std::string_view::npos) {
    return "A name cannot hold a *.";
  }
  return {};
}

}  // namespace hubbub::ui::model
