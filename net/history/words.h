// The words of a search, and how a text is compared with them: in any case, any width, as part of
// a longer word, in every script. Nothing that a person types means anything to SQLite.
//
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/history/history.h"

namespace hubbub::net::history {

// As texts and words are compared: folded (net/text/fold.h), a NUL being a blank.
std::string searchable(std::string_view text);

// The words of `text` in that form, blanks being what separates them. What stands in quotation
// marks is a phrase: one word of several, with single blanks between them.
std::vector<std::string> words_of(std::string_view text);

// All words are in `searchable`, the form of a text. Between the words of a phrase it may have
// whatever blanks and line ends.
bool contains_all(std::string_view searchable, const std::vector<std::string>& words);

// Where a line was said, as the index has it: a word of three private-use characters that no other
// room or person has. Those of rooms and persons differ.
std::string place_of_room(RoomNumber room);
std::string place_of_person(std::int64_t person);

// The question to the index: lines that have every run of three characters of the words, up to
// kMaxTrigrams of them, and `place`, if that is not empty. Empty: the words are all too short.
std::string index_query(const std::vector<std::string>& words, std::string_view place);

}  // namespace hubbub::net::history
