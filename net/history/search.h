// Looks for words in the history: in the index where there is one, else in the lines themselves.
// Reader's thread; one object for each question.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/history/history.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

class Search {
 public:
  Search(Database& database, const SearchQuery& query);

  // What fails is in Database::failure(), and the answer is not to be used then.
  SearchAnswer run();

 private:
  // Lines from below `before_` down to those above `above`, which are not in the index.
  void scan(std::int64_t above);
  // Those that the parts of the index offer, the newest part first.
  void ask_index(const std::string& question, std::int64_t up_to);
  // Takes the line if it suits; the answer is complete when there is no room for it.
  void consider(const Rows& line);
  // Whether line `n` may be looked at: `left` more lines can be, and more bytes; the first one
  // always may. If not, the answer is complete.
  bool spend(std::size_t& left, std::int64_t n);
  // The name of a room that may be searched; null: there is none.
  const std::string* name_of(RoomNumber room);
  wire::KeyId key_of(std::int64_t number);

  Database& database_;
  const SearchQuery& query_;
  const std::vector<std::string> words_;
  const std::int64_t person_;
  std::int64_t before_ = 0;  // everything from this line on has been looked at
  bool done_ = false;        // the answer is complete
  std::size_t bytes_ = 0;    // of the texts in it
  std::size_t searched_bytes_ = 0;
  SearchAnswer answer_;
  // None: the room is gone.
  std::unordered_map<RoomNumber, std::optional<std::string>> rooms_;
};

}  // namespace hubbub::net::history
