#include "net/history/word_index.h"

#include <algorithm>

#include "net/history/limits.h"
#include "net/history/schema.h"
#include "net/history/words.h"

namespace hubbub::net::history {
namespace {

constexpr const char* kNextLines =
    "SELECT n, room, sender, addressee, kind, text FROM lines WHERE n > ?1 ORDER BY n";

std::string place_of(const StoredLine& line) {
  if (line.room != kPrivateRoom)
    return place_of_room(line.room);
  return place_of_person(line.sender) + place_of_person(line.addressee);
}

}  // namespace

WordIndex::WordIndex(Database& database, std::uint64_t bound)
    : database_(database),
      part_bytes_(std::clamp(bound / kPartsOfBound, kMinPartBytes, kMaxPartBytes)),
      meta_(database),
      next_lines_(database, kNextLines),
      update_part_(database, "UPDATE parts SET last_n = ?2, bytes = ?3 WHERE number = ?1") {}

bool WordIndex::load() {
  parts_.clear();
  insert_ = {};
  insert_part_ = 0;
  const auto indexed = meta_.get("indexed");
  if (!indexed)
    return false;
  indexed_ = *indexed;
  Statement statement(database_,
                      "SELECT number, first_n, last_n, bytes FROM parts ORDER BY number");
  Rows rows = statement.rows();
  while (rows.next())
    parts_.push_back({rows.number(0), rows.number(1), rows.number(2), rows.unsigned_number(3)});
  return !database_.failed();
}

bool WordIndex::add_some(Clock::time_point end, bool& more) {
  more = false;
  const bool full = parts_.empty() || parts_.back().bytes >= part_bytes_;
  if (full && !open_part(indexed_ + 1))
    return false;
  int lines = 0;  // since the last look at the clock
  std::size_t bytes = 0;
  std::int64_t last = indexed_;
  {
    Rows rows = next_lines_.rows(indexed_);
    while (rows.next()) {
      if (lines >= kLinesPerLook || bytes >= kBytesPerLook) {
        if (Clock::now() >= end) {
          more = true;
          break;
        }
        lines = 0;
        bytes = 0;
      }
      last = rows.number(0);
      const StoredLine line{last, static_cast<RoomNumber>(rows.number(1)), rows.number(2),
                            rows.number(3)};
      const bool is_message =
          rows.number(4) == static_cast<std::int64_t>(wire::EntryKind::kMessage);
      if (is_message && !rows.view(5).empty() && !add(line, rows.view(5)))
        return false;
      ++lines;
      bytes += rows.view(5).size();
    }
    if (database_.failed())
      return false;
  }
  return last == indexed_ || note_end(last);
}

bool WordIndex::add(const StoredLine& line, std::string_view text) {
  Part& part = parts_.back();
  if (insert_part_ != part.number) {
    insert_ = Statement(database_, "INSERT INTO " + words_table(part.number) +
                                       "(rowid, text, place) VALUES(?1, ?2, ?3)");
    insert_part_ = part.number;
  }
  part.last = line.n;
  part.bytes += text.size();
  return insert_.run(line.n, searchable(text), place_of(line));
}

bool WordIndex::open_part(std::int64_t first) {
  const auto number = meta_.get("next_part");
  if (!number)
    return false;
  parts_.push_back({*number, first, first - 1, 0});
  return meta_.set("next_part", *number + 1) && create_words_table(database_, *number) &&
         Statement(database_, "INSERT INTO parts VALUES(?1, ?2, ?3, 0)")
             .run(*number, first, first - 1);
}

bool WordIndex::note_end(std::int64_t last) {
  indexed_ = last;
  const Part& part = parts_.back();
  return meta_.set("indexed", indexed_) && update_part_.run(part.number, part.last, part.bytes);
}

bool WordIndex::remove(const StoredLine& line, std::string_view text) {
  const auto part = std::find_if(parts_.begin(), parts_.end(), [&line](const Part& candidate) {
    return candidate.first <= line.n && line.n <= candidate.last;
  });
  if (text.empty() || line.n > indexed_ || part == parts_.end())
    return true;
  // The index has no copy of the text: it is told what to take out.
  const std::string table = words_table(part->number);
  return Statement(database_, "INSERT INTO " + table + "(" + table +
                                  ", rowid, text, place) VALUES('delete', ?1, ?2, ?3)")
      .run(line.n, searchable(text), place_of(line));
}

bool WordIndex::forget_below(std::int64_t n) {
  while (!parts_.empty() && parts_.front().last < n) {
    if (!drop(parts_.front()))
      return false;
    parts_.erase(parts_.begin());
  }
  if (indexed_ >= n - 1)
    return true;
  indexed_ = n - 1;
  return meta_.set("indexed", indexed_);
}

bool WordIndex::drop(const Part& part) {
  if (insert_part_ == part.number) {
    insert_ = {};
    insert_part_ = 0;
  }
  return database_.execute("DROP TABLE " + words_table(part.number)) &&
         Statement(database_, "DELETE FROM parts WHERE number = ?1").run(part.number);
}

}  // namespace hubbub::net::history
