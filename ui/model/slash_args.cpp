#include "ui/model/slash_args.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hubbub::ui::model {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string take_word(std::string_view& rest) {
  rest = rest.substr(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  std::string_view after = rest;
  if (auto quoted = take_quoted(after)) {
    rest = after;
    return *std::move(quoted);
  }
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return std::string(word);
}

std::optional<std::string> take_quoted(std::string_view& rest) {
  if (!rest.starts_with('"')) {
    return std::nullopt;
  }
  std::string argument;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    const std::string_view next = rest.substr(at + 1);
    const bool escapes = rest[at] == '\\' && (next.starts_with('"') || next.starts_with('\\'));
    const bool doubled = rest[at] == '"' && next.starts_with('"');
    if (escapes || doubled) {
      argument += next.front();
      ++at;
    } else if (rest[at] == '"') {
      if (!next.empty() && kBlanks.find(next.front()) == std::string_view::npos) {
        return std::nullopt;
      }
      rest = next;
      return argument;
    } else {
      argument += rest[at];
    }
  }
  return std::nullopt;
}

std::string whole_argument(std::string_view rest) {
  rest = trimmed(rest);
  std::string_view after = rest;
  auto quoted = take_quoted(after);
  return quoted && after.empty() ? *std::move(quoted) : std::string(rest);
}

std::string_view text_after(std::string_view rest) {
  if (!rest.empty()) {
    rest.remove_prefix(1);
  }
  return rest;
}

Slash missing(std::string_view usage) {
  return SlashError{"missing-argument",
                    "Like this: " + std::string(usage) + ". A name with blanks stands in quotes."};
}

std::optional<SlashError> bad_name(std::string_view name, std::size_t limit) {
  std::string problem = name_problem(name, limit);
  if (problem.empty()) {
    return std::nullopt;
  }
  return SlashError{"bad-name", std::move(problem)};
}

}  // namespace hubbub::ui::model
