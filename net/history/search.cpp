#include "net/history/search.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "net/history/limits.h"
#include "net/history/meta.h"
#include "net/history/pages.h"
#include "net/history/schema.h"
#include "net/history/words.h"
#include "net/wire/limits.h"

namespace hubbub::net::history {
namespace {

const std::string kSearchColumns =
    "SELECT l.n, l.room, l.sender, l.addressee, l.seq, l.time, l.id, l.who, l.about, l.text,"
    " l.kind FROM ";
const std::string kEverywhere =
    kSearchColumns + "lines l WHERE l.n < ?1 AND l.n > ?2 ORDER BY l.n DESC";
// ?3: the room, ?4: kStretch.
const std::string kInRoom =
    kSearchColumns +
    "places p CROSS JOIN lines l ON l.n BETWEEN p.n AND p.n + ?4 - 1"
    " WHERE p.room = ?3 AND l.room = ?3 AND l.n < ?1 AND l.n > ?2 AND p.n < ?1 AND p.n + ?4 > ?2"
    " ORDER BY p.seq DESC, l.n DESC";
const std::string kOne = kSearchColumns + "lines l WHERE l.n = ?1";

// ?1: the question, ?2: below which line.
std::string candidates_of(const std::string& table) {
  std::string sql = "SELECT rowid FROM ";
  sql += table;
  sql += " WHERE ";
  sql += table;
  sql += " MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC";
  return sql;
}

std::int64_t begin_of(std::uint64_t before) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  return before == 0 || before > static_cast<std::uint64_t>(kMost)
             ? kMost
             : static_cast<std::int64_t>(before);
}

}  // namespace

Search::Search(Database& database, const SearchQuery& query)
    : database_(database),
      query_(query),
      words_(words_of(query.text)),
      person_(number_of(database, query.person)),
      before_(begin_of(query.before)) {}

SearchAnswer Search::run() {
  const std::int64_t indexed = Meta(database_).get("indexed").value_or(0);
  if (words_.empty() || (query_.room != 0 && name_of(query_.room) == nullptr))
    return {};
  const std::string question =
      index_query(words_, query_.room == 0 ? std::string{} : place_of_room(query_.room));
  scan(question.empty() ? 0 : indexed);
  if (!done_ && !question.empty())
    ask_index(question, indexed);
  return std::move(answer_);
}

void Search::scan(std::int64_t above) {
  std::size_t left = kMaxScannedLines;
  Statement statement(database_, query_.room == 0 ? kEverywhere : kInRoom);
  Rows rows = query_.room == 0 ? statement.rows(before_, above)
                               : statement.rows(before_, above, query_.room, kStretch);
  while (!done_ && rows.next()) {
    if (!spend(left, rows.number(0)))
      return;
    consider(rows);
  }
}

void Search::ask_index(const std::string& question, std::int64_t up_to) {
  std::size_t left = kMaxCandidates;
  Statement one(database_, kOne);
  Statement parts(database_, "SELECT number FROM parts WHERE first_n < ?1 ORDER BY number DESC");
  const std::int64_t begin = std::min(before_, up_to + 1);
  Rows part = parts.rows(begin);
  while (!done_ && part.next()) {
    Statement statement(database_, candidates_of(words_table(part.number(0))));
    Rows candidates = statement.rows(std::string_view(question), begin);
    while (!done_ && candidates.next()) {
      if (!spend(left, candidates.number(0)))
        return;
      Rows line = one.rows(candidates.number(0));
      if (line.next())
        consider(line);
    }
  }
}

bool Search::spend(std::size_t& left, std::int64_t n) {
  if (left == 0 || searched_bytes_ >= kMaxSearchedBytes) {
    answer_.next = static_cast<std::uint64_t>(before_);
    done_ = true;
    return false;
  }
  --left;
  before_ = n;
  return true;
}

void Search::consider(const Rows& line) {
  searched_bytes_ += line.view(9).size();  // read by now, whatever becomes of it
  const auto room = static_cast<RoomNumber>(line.number(1));
  const bool is_message = line.number(10) == static_cast<std::int64_t>(wire::EntryKind::kMessage);
  if (!is_message || (query_.room != 0 && room != query_.room))
    return;
  const bool is_private = room == kPrivateRoom;
  const bool own = person_ != 0 && (line.number(2) == person_ || line.number(3) == person_);
  if (is_private && !own)
    return;
  if (!contains_all(searchable(line.view(9)), words_))
    return;
  const std::string* name = is_private ? nullptr : name_of(room);
  if (!is_private && name == nullptr)
    return;
  const bool full =
      answer_.entries.size() >= wire::kMaxFoundEntries || bytes_ >= wire::kFullPageBytes;
  if (full) {
    answer_.next = static_cast<std::uint64_t>(line.number(0)) + 1;
    done_ = true;
    return;
  }
  wire::FoundEntry found;
  if (name != nullptr)
    found.room = *name;
  found.entry.seq = line.unsigned_number(4);
  found.entry.time = to_time(line.number(5));
  found.entry.kind = wire::EntryKind::kMessage;
  found.entry.id = line.id(6);
  found.entry.from = line.text(7);
  found.entry.about = line.text(8);
  found.entry.text = line.text(9);
  const std::int64_t sender = line.number(2);
  found.entry.own = person_ != 0 && sender == person_ ? 1 : 0;
  found.entry.who = wire::head_of(key_of(sender));
  if (is_private)
    found.other = key_of(sender == person_ ? line.number(3) : sender);
  bytes_ += found.entry.text.size();
  answer_.entries.push_back(std::move(found));
}

wire::KeyId Search::key_of(std::int64_t number) {
  if (number == 0)
    return {};
  Statement statement(database_, "SELECT key FROM keys WHERE number = ?1");
  Rows rows = statement.rows(number);
  return rows.next() ? rows.key(0) : wire::KeyId{};
}

const std::string* Search::name_of(RoomNumber room) {
  const auto known = rooms_.find(room);
  if (known != rooms_.end())
    return known->second ? &*known->second : nullptr;
  Statement statement(database_, "SELECT name FROM rooms WHERE number = ?1 AND gone = 0");
  Rows rows = statement.rows(room);
  std::optional<std::string>& name = rooms_[room];
  if (rows.next())
    name = rows.text(0);
  return name ? &*name : nullptr;
}

}  // namespace hubbub::net::history
