#include "net/history/retention.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

constexpr std::uint64_t kEighths = 8;

constexpr const char* kOldest =
    "SELECT n, room, sender, addressee, seq FROM lines WHERE n < ?2 ORDER BY n LIMIT ?1";
// The last of the next lines after one, without the newest.
constexpr const char* kThinnedTo =
    "SELECT max(n) FROM (SELECT n FROM lines WHERE n > ?1"
    " AND n <= (SELECT max(n) FROM lines) - ?2 ORDER BY n LIMIT ?3)";
// By kind: joined, left, renamed.
static_assert(!wire::is_coming_or_going(wire::EntryKind{0}) &&
              wire::is_coming_or_going(wire::EntryKind{1}) &&
              wire::is_coming_or_going(wire::EntryKind{2}) &&
              wire::is_coming_or_going(wire::EntryKind{3}) &&
              !wire::is_coming_or_going(wire::EntryKind{4}));
constexpr const char* kThin = "DELETE FROM lines WHERE n > ?1 AND n <= ?2 AND kind BETWEEN 1 AND 3";
// The place that the first line lies behind stays.
constexpr const char* kDeletePlaces =
    "DELETE FROM places WHERE room = ?1 AND seq < (SELECT max(seq) FROM places"
    " WHERE room = ?1 AND seq <= ?2)";

// The age that the first line has stays, and the newest one: the next is not noted before its time.
constexpr const char* kDeleteAges =
    "DELETE FROM ages WHERE n < (SELECT max(n) FROM ages WHERE n <= ?1)";
constexpr std::int64_t kAllLines = std::numeric_limits<std::int64_t>::max();

}  // namespace

Retention::Retention(Database& database, WordIndex& index, const wire::Retention& bounds)
    : database_(database),
      index_(index),
      meta_(database),
      age_(bounds.age),
      bytes_(bytes_of(bounds)),
      pages_(database, "PRAGMA page_count"),
      free_pages_(database, "PRAGMA freelist_count"),
      thinned_to_(database, kThinnedTo),
      thin_(database, kThin),
      oldest_(database, kOldest),
      delete_to_(database, "DELETE FROM lines WHERE n <= ?1"),
      delete_private_(database, "DELETE FROM privates WHERE person = ?1 AND seq = ?2"),
      move_first_(database, "UPDATE rooms SET first_seq = ?2 WHERE number = ?1"),
      delete_places_(database, kDeletePlaces),
      first_since_(database, "SELECT min(n), count(*) FROM ages WHERE time > ?1"),
      delete_ages_(database, kDeleteAges) {}

std::uint64_t Retention::bytes_of(const wire::Retention& bounds) {
  return std::max(bounds.bytes, kMinBytes);
}

Retention::Fill Retention::fill() {
  Rows pages = pages_.rows();
  Rows free_pages = free_pages_.rows();
  if (!pages.next() || !free_pages.next())
    return Fill::kRoomy;  // the next write tells why they could not be counted
  const std::uint64_t used =
      (pages.unsigned_number(0) - free_pages.unsigned_number(0)) * kPageBytes;
  if (used > bytes_)
    return Fill::kOver;
  return used > bytes_ / kEighths * kFullEighths ? Fill::kFull : Fill::kRoomy;
}

bool Retention::forget_some(Clock::time_point end, wire::HostTime now,
                            std::vector<Forgotten>& forgotten, bool& more) {
  more = true;
  std::vector<Oldest> oldest;
  do {
    const bool full = fill() != Fill::kRoomy;
    bool thinned = false;
    if (full && !thin(thinned))
      return false;
    if (thinned)
      continue;
    const auto keep_from = full ? std::optional(kAllLines) : first_since(now - age_);
    if (!keep_from || !take_oldest(*keep_from, oldest))
      return false;
    if (oldest.empty()) {
      more = false;
      return true;
    }
    if (!forget(oldest, forgotten))
      return false;
  } while (Clock::now() < end);
  return true;
}

bool Retention::thin(bool& found) {
  const std::int64_t from = meta_.get("thinned").value_or(0);
  std::int64_t to = 0;
  {
    Rows rows = thinned_to_.rows(from, kComingsKept, kLinesPerThinning);
    if (rows.next())
      to = rows.number(0);
  }
  found = to > from;
  return !database_.failed() && (!found || (thin_.run(from, to) && meta_.set("thinned", to)));
}

std::optional<std::int64_t> Retention::first_since(wire::HostTime time) {
  Rows rows = first_since_.rows(to_number(time - kAgeGrain));
  if (!rows.next())
    return std::nullopt;
  return rows.number(1) == 0 ? kAllLines : rows.number(0);
}

bool Retention::take_oldest(std::int64_t end, std::vector<Oldest>& oldest) {
  oldest.clear();
  Rows rows = oldest_.rows(std::int64_t{kLinesPerLook}, end);
  while (rows.next()) {
    oldest.push_back(
        {{rows.number(0), static_cast<RoomNumber>(rows.number(1)), rows.number(2), rows.number(3)},
         rows.unsigned_number(4)});
  }
  return !database_.failed();
}

bool Retention::forget(const std::vector<Oldest>& oldest, std::vector<Forgotten>& forgotten) {
  std::unordered_map<RoomNumber, std::uint64_t> firsts;
  for (const Oldest& each : oldest) {
    firsts[each.line.room] = each.seq + 1;
    if (each.line.room != kPrivateRoom)
      continue;
    for (const std::int64_t person : {each.line.sender, each.line.addressee}) {
      if (person != 0 && !delete_private_.run(person, each.seq))
        return false;
    }
  }
  for (const auto& [room, first_seq] : firsts) {
    if (!move_first(room, first_seq))
      return false;
    if (room == kPrivateRoom)
      continue;
    const auto known =
        std::find_if(forgotten.begin(), forgotten.end(),
                     [number = room](const Forgotten& each) { return each.room == number; });
    if (known == forgotten.end())
      forgotten.push_back({room, first_seq});
    else
      known->first_seq = first_seq;
  }
  const std::int64_t last = oldest.back().line.n;
  return delete_to_.run(last) && delete_ages_.run(last + 1) && index_.forget_below(last + 1);
}

bool Retention::move_first(RoomNumber room, std::uint64_t first_seq) {
  return move_first_.run(room, first_seq) && delete_places_.run(room, first_seq);
}

// ---- Removed rooms ------------------------------------------------------------------------------

bool Retention::remove_some(Clock::time_point end, bool& more) {
  more = false;
  for (;;) {
    const auto room = database_.number("SELECT number FROM rooms WHERE gone = 1 LIMIT 1");
    if (!room)
      return !database_.failed();
    more = true;
    const auto number = static_cast<RoomNumber>(*room);
    for (bool found = true; found;) {
      if (!remove_place(number, found))
        return false;
      if (Clock::now() >= end)
        return true;
    }
    if (!Statement(database_, "DELETE FROM rooms WHERE number = ?1").run(*room))
      return false;
    more = false;
  }
}

// The lines behind the room's first place, and that place.
bool Retention::remove_place(RoomNumber room, bool& found) {
  struct Doomed {
    StoredLine line;
    std::string text;
  };
  std::vector<Doomed> lines;
  std::int64_t seq = 0;
  found = false;
  {
    Statement statement(
        database_,
        "SELECT p.seq, l.n, iif(l.kind = 0, l.text, '') FROM (SELECT seq, n FROM places WHERE room "
        "= ?1"
        " ORDER BY seq LIMIT 1) p LEFT JOIN lines l ON l.n BETWEEN p.n AND p.n + ?2 - 1"
        " AND l.room = ?1");
    Rows rows = statement.rows(room, kStretch);
    while (rows.next()) {
      found = true;
      seq = rows.number(0);
      if (rows.number(1) != 0)
        lines.push_back({{rows.number(1), room, 0, 0}, rows.text(2)});
    }
  }
  if (database_.failed() || !found)
    return !database_.failed();
  for (const Doomed& each : lines) {
    if (!index_.remove(each.line, each.text) ||
        !Statement(database_, "DELETE FROM lines WHERE n = ?1").run(each.line.n))
      return false;
  }
  return Statement(database_, "DELETE FROM places WHERE room = ?1 AND seq = ?2").run(room, seq);
}

}  // namespace hubbub::net::history
