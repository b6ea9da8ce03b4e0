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

std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string name;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      if (at + 1 == rest.size() || rest[at + 1] != '"') {
        rest.remove_prefix(at + 1);
        return name;
      }
      ++at;
    }
    name += rest[at];
  }
  return std::nullopt;
}

std::string take_word(std::string_view& rest) {
  rest = rest.substr(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  if (rest.starts_with('"')) {
    if (std::optional<std::string> name = take_quoted(rest)) {
      return *std::move(name);
    }
  }
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return std::string(word);
}

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

}  // namespace hubbub::ui::model
