#include "net/history/contents.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "net/history/limits.h"
#include "net/history/meta.h"

namespace hubbub::net::history {
namespace {

// ?1: the room; 0: private messages.
constexpr const char* kNewestLines =
    "SELECT l.kind, l.id, k.key, l.who, l.seq, length(CAST(l.text AS BLOB)) FROM places p CROSS "
    "JOIN lines l"
    " ON l.n BETWEEN p.n AND p.n + ?2 - 1 AND l.room = p.room"
    " LEFT JOIN keys k ON k.number = l.sender"
    " WHERE p.room = ?1 ORDER BY p.seq DESC, l.n DESC";

// The newest messages, the oldest of them first. `after`: those up to that number may be missing.
std::vector<RecentMessage> load_recent(Statement& newest, RoomNumber room, std::size_t count,
                                       std::uint64_t next_seq, std::uint64_t& after) {
  std::vector<RecentMessage> recent;
  std::size_t looked_at = 0;
  after = next_seq - 1;
  Rows rows = newest.rows(room, kStretch);
  while (recent.size() < count && looked_at++ < count * kLinesPerRecent && rows.next()) {
    const wire::MessageId id = rows.id(1);
    after = rows.unsigned_number(4) - 1;
    if (rows.number(0) == static_cast<std::int64_t>(wire::EntryKind::kMessage) && !id.is_none())
      recent.push_back({id, rows.key(2), rows.text(3), rows.unsigned_number(4),
                        static_cast<std::size_t>(rows.number(5))});
  }
  std::reverse(recent.begin(), recent.end());
  return recent;
}

void load_rooms(Database& database, Contents& contents) {
  Statement statement(database,
                      "SELECT number, name, epoch, topic, first_seq, next_seq, last_time,"
                      " (SELECT time FROM ages WHERE n <= (SELECT n FROM places"
                      " WHERE room = number ORDER BY seq DESC LIMIT 1) ORDER BY n DESC LIMIT 1)"
                      ", maker, maker_place FROM rooms WHERE gone = 0 ORDER BY number");
  Rows rows = statement.rows();
  while (rows.next()) {
    StoredRoom room;
    room.number = static_cast<RoomNumber>(rows.number(0));
    room.name = rows.text(1);
    room.epoch = rows.unsigned_number(2);
    room.topic = rows.text(3);
    room.first_seq = rows.unsigned_number(4);
    room.next_seq = rows.unsigned_number(5);
    room.last_time = to_time(rows.number(6));
    room.last_used = to_time(rows.number(7));
    room.maker = {rows.text(8), rows.text(9)};
    contents.rooms.push_back(std::move(room));
  }
}

void load_details(Database& database, Contents& contents) {
  Statement runs(database, "SELECT run, last_seq FROM runs WHERE room = ?1 ORDER BY place");
  const auto load_runs = [&runs](RoomNumber room, std::vector<RunEnd>& ends) {
    Rows rows = runs.rows(room);
    while (rows.next())
      ends.push_back({rows.unsigned_number(0), rows.unsigned_number(1)});
  };
  Statement newest(database, kNewestLines);
  std::size_t count = kRecentOfLobby;
  for (StoredRoom& room : contents.rooms) {
    load_runs(room.number, room.runs);
    room.recent = load_recent(newest, room.number, count, room.next_seq, room.recent_after);
    count = kRecentOfRoom;
  }
  load_runs(kPrivateRoom, contents.private_runs);
  contents.recent_private = load_recent(newest, kPrivateRoom, kRecentPrivate,
                                        contents.next_private_seq, contents.recent_private_after);
}

void load_people(Database& database, Contents& contents) {
  Statement people(database, "SELECT key, role, muted_until FROM people");
  Rows person = people.rows();
  while (person.next()) {
    const auto role = static_cast<wire::Role>(person.number(1));
    contents.people.push_back({person.key(0), wire::is_value(role) ? role : wire::Role::kGuest,
                               to_time(person.number(2))});
  }
  Statement names(database, "SELECT nick, key, last_used FROM names");
  Rows name = names.rows();
  while (name.next())
    contents.names.push_back({name.text(0), name.key(1), to_time(name.number(2))});
}

void load_bans(Database& database, Contents& contents) {
  Statement bans(database,
                 "SELECT number, nick, key, address, until, by, reason FROM bans ORDER BY number");
  Rows rows = bans.rows();
  while (rows.next()) {
    contents.bans.push_back({rows.unsigned_number(0), rows.text(1), rows.key(2), rows.text(3),
                             to_time(rows.number(4)), rows.text(5), rows.text(6)});
  }
}

// Never 0, which is a client's for "none".
std::uint64_t random_run() {
  std::random_device entropy;
  return (std::uint64_t{entropy()} << 32U) | entropy() | 1U;
}

}  // namespace

std::optional<TrustedTime::Saved> load_time(Database& database) {
  Meta meta(database);
  if (!meta.get("time_now")) {
    const auto newest = database.number("SELECT max(last_time) FROM rooms");
    if (!newest || *newest == 0)
      return std::nullopt;
    return TrustedTime::saved_from(to_time(*newest));
  }
  const auto number = [&meta](const char* name) { return meta.get(name).value_or(0); };
  TrustedTime::Saved saved;
  saved.now = to_time(number("time_now"));
  saved.wall = to_time(number("time_wall"));
  saved.counted_to = to_time(number("time_counted_to"));
  saved.doubted = TrustedTime::Duration{number("time_doubted")};
  saved.waited = TrustedTime::Duration{number("time_waited")};
  saved.behind = TrustedTime::Duration{number("time_behind")};
  return saved;
}

bool keep_time(Meta& meta, const TrustedTime::Saved& saved) {
  return meta.set("time_now", to_number(saved.now)) &&
         meta.set("time_wall", to_number(saved.wall)) &&
         meta.set("time_counted_to", to_number(saved.counted_to)) &&
         meta.set("time_doubted", saved.doubted.count()) &&
         meta.set("time_waited", saved.waited.count()) &&
         meta.set("time_behind", saved.behind.count());
}

bool begin_run(Database& database, TrustedTime& time) {
  Meta meta(database);
  if (!database.begin())
    return false;
  const auto before = meta.get("run");
  const auto count = meta.get("runs");
  const std::int64_t now = to_number(time.now());
  const bool done =
      before && count && meta.set("run", to_number(random_run())) && meta.set("runs", *count + 1) &&
      (*count == 0 || Statement(database,
                                "INSERT INTO runs(room, place, run, last_seq)"
                                " SELECT number, ?1, ?2, next_seq - 1 FROM rooms WHERE gone = 0"
                                " UNION ALL SELECT 0, ?1, ?2, value - 1 FROM meta"
                                " WHERE name = 'next_private'")
                          .run(*count, *before)) &&
      Statement(database, "DELETE FROM runs WHERE place <= ?1")
          .run(*count - std::int64_t{kMaxRuns}) &&
      // Lines of which it is not known how old they are are new.
      Statement(database,
                "INSERT INTO ages SELECT 0, ?1 WHERE NOT EXISTS (SELECT 1 FROM ages)"
                " AND EXISTS (SELECT 1 FROM lines)")
          .run(now) &&
      Statement(database, "DELETE FROM bans WHERE until <> 0 AND until <= ?1").run(now) &&
      keep_time(meta, time.saved());
  if (done && database.commit())
    return true;
  database.roll_back();
  return false;
}

bool load_contents(Database& database, Contents& contents) {
  Meta meta(database);
  const auto number = [&meta](const char* name) {
    return static_cast<std::uint64_t>(meta.get(name).value_or(0));
  };
  contents.epoch = number("epoch");
  contents.run = number("run");
  contents.next_private_seq = number("next_private");
  contents.next_ban_number = number("next_ban");
  contents.locked = number("locked") != 0;
  load_rooms(database, contents);
  load_details(database, contents);
  load_people(database, contents);
  load_bans(database, contents);
  return !database.failed();
}

}  // namespace hubbub::net::history
