#include "net/history/words.h"

#include <algorithm>
#include <cstddef>

#include "net/history/limits.h"
#include "net/names.h"
#include "net/wire/utf8.h"

namespace hubbub::net::history {
namespace {

// Planes of private use; a digit of a number is a character.
constexpr std::int64_t kDigits = 4096;
constexpr char32_t kRoomDigits = 0xF0000;
constexpr char32_t kPersonDigits = 0xF1000;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) {
  if (c == '\0')
    return ' ';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Four bytes of UTF-8, which every character of these planes has.
void append_character(std::string& out, char32_t c) {
  constexpr char32_t kTail = 0x3F;
  out.push_back(static_cast<char>(0xF0 | (c >> 18U)));
  out.push_back(static_cast<char>(0x80 | ((c >> 12U) & kTail)));
  out.push_back(static_cast<char>(0x80 | ((c >> 6U) & kTail)));
  out.push_back(static_cast<char>(0x80 | (c & kTail)));
}

std::string place(char32_t first_digit, std::int64_t number) {
  std::string word;
  for (const std::int64_t unit : {kDigits * kDigits, kDigits, std::int64_t{1}})
    append_character(word, first_digit + static_cast<char32_t>(number / unit % kDigits));
  return word;
}

// Where the characters of a text begin, and its end.
std::vector<std::size_t> borders_of(std::string_view text) {
  std::vector<std::size_t> borders{0};
  for (std::size_t at = 0; at < text.size();) {
    at += std::max<std::size_t>(wire::next_code_point(text.substr(at)).bytes, 1);
    borders.push_back(at);
  }
  return borders;
}

// A string of the index's language: between quotes, where only the quote itself is doubled.
void append_term(std::string& query, std::string_view term) {
  query += query.empty() ? "\"" : " AND \"";
  for (const char c : term) {
    if (c == '"')
      query += '"';
    query += c;
  }
  query += '"';
}

}  // namespace

std::string searchable(std::string_view text) {
  std::string form = is_ascii(text) ? std::string(text) : folded(text);
  std::transform(form.begin(), form.end(), form.begin(), lower);
  return form;
}

std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::string form = searchable(text);
  std::vector<std::string> words;
  for (std::size_t at = form.find_first_not_of(kBlanks); at != std::string::npos;) {
    const std::size_t end = std::min(form.find_first_of(kBlanks, at), form.size());
    words.push_back(form.substr(at, end - at));
    at = form.find_first_not_of(kBlanks, end);
  }
  return words;
}

bool contains_all(std::string_view searchable, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return searchable.find(word) != std::string_view::npos;
  });
}

std::string place_of_room(RoomNumber room) {
  return place(kRoomDigits, room);
}

std::string place_of_person(std::int64_t person) {
  return place(kPersonDigits, person);
}

std::string index_query(const std::vector<std::string>& words, std::string_view place) {
  std::string query;
  std::size_t terms = 0;
  for (const std::string& word : words) {
    const std::vector<std::size_t> borders = borders_of(word);
    for (std::size_t i = 0; i + kIndexedCharacters < borders.size() && terms < kMaxTrigrams; ++i) {
      append_term(query, std::string_view(word).substr(
                             borders[i], borders[i + kIndexedCharacters] - borders[i]));
      ++terms;
    }
  }
  if (!query.empty() && !place.empty())
    append_term(query, place);
  return query;
}

}  // namespace hubbub::net::history
