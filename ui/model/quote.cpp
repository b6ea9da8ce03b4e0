#include "ui/model/quote.h"

#include <algorithm>
#include <array>
#include <variant>

#include "ui/model/fold.h"
#include "ui/model/slash.h"
#include "ui/model/slash_args.h"
#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

constexpr std::array<std::string_view, 11> kAboutPeople = {"msg",   "ignore",  "unignore", "verify",
                                                           "mute",  "unmute",  "kick",     "ban",
                                                           "unban", "promote", "demote"};

// Unicode's White_Space (UAX #44), so that no reading of blanks parts a name.
bool is_white_space(char32_t c) {
  return c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool needs_quotes(std::string_view name) {
  bool needed = name.empty();
  for (std::size_t at = 0; at < name.size() && !needed;) {
    const auto step = code_point_at(name, at);
    needed = step.value == U'"' || is_white_space(step.value);
    at += step.size;
  }
  return needed;
}

bool begins_command(std::string_view text) {
  return text.starts_with('/') && !text.starts_with("//");
}

}  // namespace

std::string as_argument(std::string_view name) {
  if (!needs_quotes(name)) {
    return std::string(name);
  }
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') {
      result += c;
    }
    result += c;
  }
  return result + '"';
}

std::string as_room_argument(std::string_view room) {
  return as_argument(room.starts_with('#') ? '#' + std::string(room) : std::string(room));
}

std::string topic_command(std::string_view topic) {
  const std::string command = "/topic ";
  const std::string line = command + std::string(topic);
  const Slash read = parse_slash(line);
  const auto* const set = std::get_if<SlashTopic>(&read);
  return set != nullptr && set->topic == topic ? line : command;
}

bool takes_person(std::string_view command) {
  return std::any_of(kAboutPeople.begin(), kAboutPeople.end(),
                     [command](std::string_view word) { return equal_folded(word, command); });
}

std::optional<Argument> person_argument(std::string_view text, std::size_t caret) {
  const std::string_view before = text.substr(0, std::min(caret, text.size()));
  const std::size_t space = before.find_first_of(kBlanks);
  if (!begins_command(before) || space == std::string_view::npos ||
      !takes_person(before.substr(1, space - 1))) {
    return std::nullopt;
  }
  const std::size_t begin = std::min(before.find_first_not_of(kBlanks, space), before.size());
  const std::string_view written = before.substr(begin);
  if (!written.starts_with('"')) {
    return written.find_first_of(kBlanks) == std::string_view::npos
               ? std::optional(Argument{begin, std::string(written)})
               : std::nullopt;
  }
  // With a quotation mark at the caret it is whole when that is read as its end.
  std::string_view rest = written;
  const std::optional<std::string> whole = take_quoted(rest);
  if (!whole) {
    std::string closed = std::string(written) + '"';
    std::string_view all = closed;
    return Argument{begin, take_quoted(all).value_or(std::string(written.substr(1)))};
  }
  return rest.empty() ? std::optional(Argument{begin, *whole}) : std::nullopt;
}

Inserted insert_name(std::string_view text, std::size_t begin, std::size_t end,
                     std::string_view name) {
  const std::string_view before = text.substr(0, begin);
  const std::string_view after = text.substr(end);
  std::string piece;
  if (before.empty()) {
    piece = as_text(std::string(name) + ": ");
  } else if (const auto argument = person_argument(text, begin);
             argument && argument->begin == begin) {
    piece = as_argument(name) + " ";
  } else {
    piece = std::string(name) + " ";
  }
  Inserted result{std::string(before) + piece, before.size() + piece.size()};
  result.text += after;
  return result;
}

}  // namespace hubbub::ui::model
