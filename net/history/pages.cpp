#include "net/history/pages.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

const std::string kPageColumns =
    "SELECT l.seq, l.time, l.kind, l.id, l.who, l.about, l.text, k.key, ";
const std::string kKeys = " LEFT JOIN keys k ON k.number = l.sender ";
// A room's lines, place by place. ?1: the room, ?2: kStretch.
const std::string kLinesOfRoom =
    kPageColumns + "NULL FROM places p CROSS JOIN lines l ON l.n BETWEEN p.n AND p.n + ?2 - 1" +
    kKeys +
    "WHERE p.room = ?1 AND l.room = ?1"
    " AND EXISTS (SELECT 1 FROM rooms r WHERE r.number = ?1 AND r.gone = 0)";
const std::string kForward =
    " AND p.seq >= (SELECT coalesce(max(seq), 0) FROM places WHERE room = ?1 AND seq <= ?3)"
    " AND l.seq >= ?3 ORDER BY p.seq, l.n";
const std::string kBackward = " AND p.seq < ?3 AND l.seq < ?3 ORDER BY p.seq DESC, l.n DESC";
// A person's private messages.
const std::string kPrivate = kPageColumns +
                             "o.key FROM privates p CROSS JOIN lines l ON l.n = p.n" + kKeys +
                             "LEFT JOIN keys o ON o.number = p.other WHERE p.person = ?1 ";

Line line_of(const Rows& row) {
  Line line;
  line.entry.seq = row.unsigned_number(0);
  line.entry.time = to_time(row.number(1));
  line.entry.kind = static_cast<wire::EntryKind>(row.number(2));
  line.entry.id = row.id(3);
  line.entry.from = row.text(4);
  line.entry.about = row.text(5);
  line.entry.text = row.text(6);
  line.key = row.key(7);
  line.other = row.key(8);
  line.entry.who = wire::head_of(line.key);
  return line;
}

// Rows up to the limit.
Lines take(Rows& rows, Limit limit) {
  Lines answer;
  std::size_t bytes = 0;
  while (rows.next()) {
    Line line = line_of(rows);
    if (!wire::is_value(line.entry.kind))
      continue;  // of a kind that this program does not know
    bytes += line.entry.text.size();
    const bool full = answer.lines.size() >= limit.lines || bytes > limit.bytes;
    if (full && !answer.lines.empty()) {
      answer.more = true;
      break;
    }
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

Lines reversed(Lines answer) {
  std::reverse(answer.lines.begin(), answer.lines.end());
  return answer;
}

// 0 is "below the next one"; SQLite's numbers have a sign.
std::int64_t bound_of(std::uint64_t before) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  return before == 0 || before > static_cast<std::uint64_t>(kMost)
             ? kMost
             : static_cast<std::int64_t>(before);
}

}  // namespace

Lines read_from(Database& database, RoomNumber room, std::uint64_t first, Limit limit) {
  Statement statement(database, kLinesOfRoom + kForward);
  Rows rows = statement.rows(room, kStretch, bound_of(std::max<std::uint64_t>(first, 1)));
  return take(rows, limit);
}

Lines read_before(Database& database, RoomNumber room, std::uint64_t before, Limit limit) {
  Statement statement(database, kLinesOfRoom + kBackward);
  Rows rows = statement.rows(room, kStretch, bound_of(before));
  return reversed(take(rows, limit));
}

Lines read_private_after(Database& database, const wire::KeyId& person, std::uint64_t after,
                         Limit limit) {
  const std::int64_t number = number_of(database, person);
  if (number == 0)
    return {};
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  Statement statement(database, kPrivate + "AND p.seq > ?2 ORDER BY p.seq");
  Rows rows = statement.rows(number, std::min(after, most));
  return take(rows, limit);
}

Lines read_private_before(Database& database, const wire::KeyId& person, const wire::KeyId& other,
                          std::uint64_t before, Limit limit) {
  const std::int64_t number = number_of(database, person);
  const std::int64_t with = number_of(database, other);
  if (number == 0 || (!other.is_none() && with == 0))
    return {};
  Statement statement(database, kPrivate + "AND p.seq < ?2 AND " +
                                    (with == 0 ? "?3 = 0" : "p.other = ?3") +
                                    " ORDER BY p.seq DESC");
  Rows rows = statement.rows(number, bound_of(before), with);
  return reversed(take(rows, limit));
}

std::int64_t number_of(Database& database, const wire::KeyId& key) {
  if (key.is_none())
    return 0;
  Statement statement(database, "SELECT number FROM keys WHERE key = ?1");
  Rows rows = statement.rows(key);
  return rows.next() ? rows.number(0) : 0;
}

}  // namespace hubbub::net::history
