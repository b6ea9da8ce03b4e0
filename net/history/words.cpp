#include "net/history/words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "net/history/limits.h"
#include "net/text/fold.h"
#include "net/wire/utf8.h"

namespace hubbub::net::history {
namespace {

// Planes of private use; a digit of a number is a character.
constexpr std::int64_t kDigits = 4096;
constexpr char32_t kRoomDigits = 0xF0000;
constexpr char32_t kPersonDigits = 0xF1000;

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

constexpr std::string_view kBlanks = " \t\r\n\v\f";
// What people and their telephones write around a phrase.
constexpr std::string_view kQuotes[] = {"\"", "\u201C", "\u201D", "\u201E"};

// Bytes of the quotation mark at the front; 0: there is none.
std::size_t quote_at(std::string_view text) {
  for (const std::string_view quote : kQuotes) {
    if (text.starts_with(quote))
      return quote.size();
  }
  return 0;
}

// The phrase that begins at `at` and ends before a blank or the end; `end` is behind it then.
// Nothing if there is none, or nothing in it.
std::optional<std::string> phrase_at(std::string_view form, std::size_t at, std::size_t& end) {
  const std::size_t opening = quote_at(form.substr(at));
  std::string phrase;
  bool blank = false;
  for (std::size_t i = at + opening; opening > 0 && i < form.size();) {
    const std::size_t closing = quote_at(form.substr(i));
    const bool ends = closing > 0 && (i + closing == form.size() ||
                                      kBlanks.find(form[i + closing]) != std::string_view::npos);
    if (ends && phrase.find_first_not_of('"') == std::string::npos)
      return std::nullopt;  // quotation marks, to be looked for
    if (ends) {
      end = i + closing;
      return phrase;
    }
    if (kBlanks.find(form[i]) != std::string_view::npos) {
      blank = !phrase.empty();
    } else {
      if (std::exchange(blank, false))
        phrase += ' ';
      phrase += form[i];
    }
    ++i;
  }
  return std::nullopt;
}

// Whether `text` has at its front the words of `phrase`, single blanks standing for any.
bool begins_with_phrase(std::string_view text, std::string_view phrase) {
  std::size_t at = 0;
  for (const char c : phrase) {
    if (c == ' ') {
      const std::size_t next = std::min(text.find_first_not_of(kBlanks, at), text.size());
      if (next == at)
        return false;
      at = next;
    } else if (at >= text.size() || text[at++] != c) {
      return false;
    }
  }
  return true;
}

bool contains_phrase(std::string_view text, std::string_view phrase) {
  const std::string_view first = phrase.substr(0, phrase.find(' '));
  for (std::size_t at = text.find(first); at != std::string_view::npos;
       at = text.find(first, at + 1)) {
    if (begins_with_phrase(text.substr(at), phrase))
      return true;
  }
  return false;
}

}  // namespace

std::string searchable(std::string_view text) {
  std::string form = text::folded(text);
  std::replace(form.begin(), form.end(), '\0', ' ');
  return form;
}

std::vector<std::string> words_of(std::string_view text) {
  const std::string form = searchable(text);
  std::vector<std::string> words;
  for (std::size_t at = form.find_first_not_of(kBlanks); at != std::string::npos;) {
    std::size_t end = std::min(form.find_first_of(kBlanks, at), form.size());
    if (auto phrase = phrase_at(form, at, end)) {
      words.push_back(*std::move(phrase));
    } else {
      words.push_back(form.substr(at, end - at));
    }
    at = form.find_first_not_of(kBlanks, end);
  }
  return words;
}

bool contains_all(std::string_view searchable, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.find(' ') == std::string::npos ? searchable.find(word) != std::string_view::npos
                                               : contains_phrase(searchable, word);
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
      const std::string_view run =
          std::string_view(word).substr(borders[i], borders[i + kIndexedCharacters] - borders[i]);
      if (run.find(' ') != std::string_view::npos)
        continue;  // the text may have another blank there
      append_term(query, run);
      ++terms;
    }
  }
  if (!query.empty() && !place.empty())
    append_term(query, place);
  return query;
}

}  // namespace hubbub::net::history
