#include "ui/model/slash.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "net/wire/limits.h"
#include "net/wire/utf8.h"
#include "net/wire/visible.h"
#include "ui/model/fold.h"
#include "ui/model/slash_args.h"

namespace hubbub::ui::model {
namespace {

Slash parse_private(std::string_view rest) {
  std::string nick = take_word(rest);
  if (nick.empty()) {
    return missing("/msg NICK text");
  }
  if (auto problem = bad_name(nick, net::wire::kMaxNickBytes)) {
    return *std::move(problem);
  }
  const std::string_view text = text_after(rest);
  return SlashPrivate{std::move(nick),
                      net::wire::anything_to_see(text) ? std::string(text) : std::string()};
}

Slash parse_nick(std::string_view rest) {
  std::string nick = whole_argument(rest);
  if (nick.empty()) {
    return missing("/nick NAME");
  }
  if (auto problem = bad_name(nick, net::wire::kMaxNickBytes)) {
    return *std::move(problem);
  }
  return SlashNick{std::move(nick)};
}

Slash parse_join(std::string_view rest) {
  std::string room = room_name(whole_argument(rest));
  if (room.empty()) {
    return missing("/join ROOM");
  }
  if (auto problem = bad_name(room, net::wire::kMaxRoomBytes)) {
    return *std::move(problem);
  }
  return SlashJoin{std::move(room)};
}

Slash parse_leave(std::string_view rest) {
  return SlashLeave{room_name(whole_argument(rest))};
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

Slash parse_topic(std::string_view rest) {
  const std::string_view topic = trimmed(rest);
  if (topic.size() > net::wire::kMaxTopicBytes) {
    return SlashError{"too-long", "This topic is too long: at most " +
                                      std::to_string(net::wire::kMaxTopicBytes) + " bytes."};
  }
  if (topic.empty()) {
    return SlashTopic{};
  }
  if (!net::wire::anything_to_see(topic)) {
    return SlashError{"empty-text",
                      "There is nothing to see in this topic. /topic - takes it away."};
  }
  return SlashTopic{topic == "-" ? "" : std::string(topic)};
}
Slash parse_rooms(std::string_view) {
  return SlashRooms{};
}
Slash parse_search(std::string_view rest) {
  const std::string_view text = trimmed(rest);
  if (text.size() > net::wire::kMaxSearchBytes) {
    return SlashError{"too-long", "That is too much to look for: at most " +
                                      std::to_string(net::wire::kMaxSearchBytes) + " bytes."};
  }
  return SlashSearch{std::string(text)};
}

struct CommandWord {
  std::string_view word;
  Slash (*parse)(std::string_view rest);
};

constexpr CommandWord kCommands[] = {
    {"msg", parse_private},       {"nick", parse_nick},     {"join", parse_join},
    {"leave", parse_leave},       {"rooms", parse_rooms},   {"topic", parse_topic},
    {"list", parse_list},         {"search", parse_search}, {"ignore", parse_ignore},
    {"unignore", parse_unignore}, {"verify", parse_verify}, {"mute", parse_mute},
    {"unmute", parse_unmute},     {"kick", parse_kick},     {"ban", parse_ban},
    {"unban", parse_unban},       {"bans", parse_bans},     {"promote", parse_promote},
    {"demote", parse_demote},     {"lock", parse_lock},     {"unlock", parse_unlock},
    {"quit", parse_quit},         {"help", parse_help}};

constexpr auto kWords = [] {
  std::array<std::string_view, std::size(kCommands)> words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = kCommands[i].word;
  }
  return words;
}();

// Bytes of the slash, or of what looks like one, at the front.
std::size_t slash_at(std::string_view text) {
  const auto step = text.empty() ? net::wire::Utf8Step{} : net::wire::next_code_point(text);
  return net::wire::looks_like_slash(step.code_point) ? step.bytes : 0;
}

// What was meant for one person must not go to a whole room because of a blank before the slash, or
// another keyboard's slash. Doubled, it is text here as well.
Slash almost_a_command(std::string_view line) {
  const std::string_view visible = net::wire::from_first_visible(line);
  const std::size_t slash = slash_at(visible);
  if (slash == 0) {
    return SlashText{std::string(line)};
  }
  if (!net::wire::anything_to_see(visible.substr(slash))) {
    return SlashText{std::string(line)};
  }
  if (slash_at(visible.substr(slash)) != 0) {
    const std::string_view before = line.substr(0, line.size() - visible.size());
    return SlashText{std::string(before) + std::string(visible.substr(slash))};
  }
  return SlashError{"almost-a-command",
                    "Is that a command? Then begin with / and nothing before it. To say it, double "
                    "the slash."};
}

}  // namespace

std::string room_name(std::string_view typed) {
  std::string_view name = trimmed(typed);
  if (name.size() > 1 && name.starts_with('#')) {
    name.remove_prefix(1);
  }
  return std::string(name);
}

Slash parse_slash(std::string_view line) {
  if (line.starts_with("//")) {
    return SlashText{std::string(line.substr(1))};
  }
  if (!line.starts_with('/')) {
    return almost_a_command(line);
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

std::string as_text(std::string_view text) {
  const std::size_t at = text.size() - net::wire::from_first_visible(text).size();
  const std::size_t slash = slash_at(text.substr(at));
  return std::string(text.substr(0, at + slash)) + std::string(text.substr(at));
}

std::span<const std::string_view> slash_words() {
  return kWords;
}

std::string_view slash_help() {
  return "Talking\n"
         "/msg NICK text — write to one person (\"a name\" with blanks in quotes; \\\" for a "
         "quote)\n"
         "/nick NAME — change your name\n"
         "/search words — look through the whole history (\"a phrase\"); without words: more\n"
         "//text — send a line that begins with a slash\n"
         "/quit — log out\n"
         "Rooms\n"
         "/join ROOM — enter a room, or make it\n"
         "/leave — leave this room\n"
         "/rooms — which rooms there are\n"
         "/topic [text] — what this room is about; - for nothing\n"
         "/list — who is here\n"
         "People\n"
         "/ignore [NICK] — see nothing of a person any more; or who is ignored\n"
         "/unignore NICK — hear that person again\n"
         "/verify [NICK] — words to compare aloud, of a person or of the host\n"
         "Keeping order\n"
         "/mute NICK [10m] [reason] — let nobody hear a person, for so long\n"
         "/unmute NICK — let that person speak again\n"
         "/kick NICK [reason] — put a person out\n"
         "/ban NICK [1d] [reason] — and keep that person out\n"
         "/unban NICK or #NUMBER — let that person in again\n"
         "/bans — who is kept out\n"
         "/promote NICK — let a person keep order\n"
         "/demote NICK — and no more\n"
         "/lock — let nobody new in\n"
         "/unlock — let people in again\n"
         "Durations: 30s, 10m, 2h, 7d. A message is removed in its menu.";
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
