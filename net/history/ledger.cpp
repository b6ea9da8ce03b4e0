#include "net/history/ledger.h"

#include <algorithm>
#include <string>
#include <variant>

#include "net/history/contents.h"
#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

constexpr const char* kInsertLine =
    "INSERT INTO lines(n, room, seq, time, kind, id, sender, addressee, who, about, text)"
    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr const char* kFindLine =
    "SELECT l.n, l.sender, l.addressee, l.text FROM lines l, (SELECT n FROM places"
    " WHERE room = ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT 1) p"
    " WHERE l.n BETWEEN p.n AND p.n + ?3 - 1 AND l.room = ?1 AND l.seq = ?2 AND l.kind = 0";

}  // namespace

Ledger::Ledger(Database& database, WordIndex& index, TrustedTime& time)
    : database_(database),
      index_(index),
      time_(time),
      meta_(database),
      insert_line_(database, kInsertLine),
      insert_place_(database, "INSERT INTO places(room, seq, n) VALUES(?1, ?2, ?3)"),
      insert_private_(database,
                      "INSERT INTO privates(person, seq, other, n) VALUES(?1, ?2, ?3, ?4)"),
      find_key_(database, "SELECT number, last_n FROM keys WHERE key = ?1"),
      insert_key_(database, "INSERT INTO keys(key, last_n) VALUES(?1, ?2)"),
      use_key_(database, "UPDATE keys SET last_n = ?2 WHERE number = ?1"),
      forget_keys_(database, "DELETE FROM keys WHERE last_n <= ?1"),
      update_room_(database, "UPDATE rooms SET next_seq = ?2, last_time = ?3 WHERE number = ?1"),
      insert_age_(database, "INSERT OR REPLACE INTO ages VALUES(?1, ?2)"),
      kept_at_(time.now()) {}

bool Ledger::load() {
  database_.forget_failure();
  loaded_ = index_.load() && load_rooms();
  return loaded_;
}

bool Ledger::load_rooms() {
  rooms_.clear();
  keys_.clear();
  keys_looked_at_ = 0;
  private_moved_ = false;
  const auto next_n = meta_.get("next_n");
  const auto next_private = meta_.get("next_private");
  if (!next_n || !next_private)
    return false;
  next_n_ = *next_n;
  const auto newest_age = database_.number("SELECT max(time) FROM ages");
  newest_age_ = to_time(newest_age.value_or(0));
  rooms_[kPrivateRoom].next_seq = static_cast<std::uint64_t>(*next_private);
  Statement statement(database_, "SELECT number, next_seq, last_time FROM rooms WHERE gone = 0");
  Rows rows = statement.rows();
  while (rows.next()) {
    Room& room = rooms_[static_cast<RoomNumber>(rows.number(0))];
    room.next_seq = rows.unsigned_number(1);
    room.last_time = to_time(rows.number(2));
  }
  Statement newest(database_, "SELECT n FROM places WHERE room = ?1 ORDER BY seq DESC LIMIT 1");
  for (auto& [number, room] : rooms_) {
    Rows place = newest.rows(number);
    if (place.next())
      room.last_place = place.number(0);
  }
  return !database_.failed();
}

bool Ledger::begin() {
  now_ = time_.now();
  return (loaded_ || load()) && database_.begin();
}

bool Ledger::apply(const Write& write) {
  return std::visit([this](const auto& each) { return this->write(each); }, write);
}

bool Ledger::commit() {
  return store_numbers() && (!time_is_due(kTimeKept) || keep_time()) && database_.commit();
}

bool Ledger::time_is_due(std::chrono::seconds after) {
  return time_.now() - kept_at_ >= after;
}

bool Ledger::keep_time() {
  const TrustedTime::Saved saved = time_.saved();
  kept_at_ = saved.now;
  return history::keep_time(meta_, saved);
}

void Ledger::roll_back() {
  database_.roll_back();
  load();  // should that fail, begin() tries again
}

bool Ledger::store_numbers() {
  for (auto& [number, room] : rooms_) {
    if (!room.moved || number == kPrivateRoom)
      continue;
    if (!update_room_.run(number, room.next_seq, to_number(room.last_time)))
      return false;
    room.moved = false;
  }
  if (private_moved_ && !meta_.set("next_private", to_number(rooms_[kPrivateRoom].next_seq)))
    return false;
  private_moved_ = false;
  return meta_.set("next_n", next_n_);
}

// ---- Lines --------------------------------------------------------------------------------------

bool Ledger::write(const AppendLine& append) {
  // Keys cost nothing: one that only came and went gets no place.
  const std::int64_t sender =
      number_of(append.line.key, !wire::is_coming_or_going(append.line.entry.kind));
  return sender >= 0 && insert_line(append.room, append.line, sender, 0);
}

bool Ledger::write(const AppendPrivate& append) {
  const std::int64_t sender = number_of(append.line.key, true);
  const std::int64_t addressee = number_of(append.to, true);
  if (sender < 0 || addressee < 0)
    return false;
  private_moved_ = true;
  const std::uint64_t seq = append.line.entry.seq;
  return (sender == 0 || insert_private(sender, addressee, seq)) &&
         (addressee == 0 || addressee == sender || insert_private(addressee, sender, seq)) &&
         insert_line(kPrivateRoom, append.line, sender, addressee);
}

bool Ledger::insert_private(std::int64_t person, std::int64_t other, std::uint64_t seq) {
  return insert_private_.run(person, seq, other, next_n_);
}

bool Ledger::insert_line(RoomNumber number, const Line& line, std::int64_t sender,
                         std::int64_t addressee) {
  const auto found = rooms_.find(number);
  if (found == rooms_.end())
    return true;  // the room was removed before
  Room& room = found->second;
  const wire::Entry& entry = line.entry;
  if (!note_age())
    return false;
  if (room.last_place < 0 || next_n_ - room.last_place >= kStretch) {
    if (!insert_place_.run(number, entry.seq, next_n_))
      return false;
    room.last_place = next_n_;
  }
  room.next_seq = entry.seq + 1;
  room.last_time = entry.time;
  room.moved = true;
  return insert_line_.run(next_n_++, number, entry.seq, to_number(entry.time),
                          static_cast<std::int64_t>(entry.kind), entry.id, sender, addressee,
                          entry.from, entry.about, entry.text);
}

// An empty table answers 0 as its newest: the first line is noted in any case.
bool Ledger::note_age() {
  if (newest_age_ != wire::HostTime{} && now_ - newest_age_ < kAgeGrain)
    return true;
  newest_age_ = now_;
  return insert_age_.run(next_n_, to_number(now_));
}

bool Ledger::write(const ClearText& clear) {
  StoredLine line;
  line.room = clear.room;
  std::string text;
  {
    Statement find(database_, kFindLine);
    Rows rows = find.rows(clear.room, clear.seq, kStretch);
    if (!rows.next())
      return !database_.failed();  // it is forgotten already
    line.n = rows.number(0);
    line.sender = rows.number(1);
    line.addressee = rows.number(2);
    text = rows.text(3);
  }
  // A long text lies on pages of its own: what is given back is overwritten too.
  const bool removed = database_.execute("PRAGMA secure_delete=ON") && index_.remove(line, text) &&
                       Statement(database_, "UPDATE lines SET text = '' WHERE n = ?1").run(line.n);
  return database_.execute("PRAGMA secure_delete=FAST") && removed;
}

std::int64_t Ledger::number_of(const wire::KeyId& key, bool make) {
  if (key.is_none())
    return 0;
  Key* known = nullptr;
  if (!find_key(key, known))
    return -1;
  if (known == nullptr) {
    if (!make)
      return 0;
    if (!insert_key_.run(key, next_n_))
      return -1;
    return keys_.emplace(key, Key{database_.last_inserted(), next_n_}).first->second.number;
  }
  if (next_n_ - known->last_n >= kKeyGrain) {
    known->last_n = next_n_;
    if (!use_key_.run(known->number, next_n_))
      return -1;
  }
  return known->number;
}

bool Ledger::find_key(const wire::KeyId& key, Key*& found) {
  found = nullptr;
  if (const auto known = keys_.find(key); known != keys_.end()) {
    found = &known->second;
    return true;
  }
  if (keys_.size() >= kMaxCachedKeys)
    keys_.clear();
  Rows rows = find_key_.rows(key);
  if (rows.next())
    found = &keys_.emplace(key, Key{rows.number(0), rows.number(1)}).first->second;
  return !database_.failed();
}

bool Ledger::forget_keys() {
  const auto oldest = database_.number("SELECT coalesce((SELECT min(n) FROM lines), " +
                                       std::to_string(next_n_) + ")");
  if (!oldest)
    return false;
  if (*oldest - keys_looked_at_ < kKeyGrain)
    return true;
  keys_looked_at_ = *oldest;
  keys_.clear();
  return forget_keys_.run(*oldest - kKeyGrain);
}

// ---- Rooms --------------------------------------------------------------------------------------

bool Ledger::write(const AddRoom& add) {
  rooms_.emplace(add.number, Room{});
  return meta_.set("next_room", std::int64_t{add.number} + 1) &&
         Statement(database_, "INSERT INTO rooms VALUES(?1, ?2, ?3, '', 1, 1, 0, 0, ?4, ?5)")
             .run(add.number, add.name, add.epoch, add.maker.account, add.maker.place);
}

bool Ledger::write(const RemoveRoom& remove) {
  rooms_.erase(remove.number);
  return Statement(database_, "UPDATE rooms SET gone = 1, topic = '' WHERE number = ?1")
             .run(remove.number) &&
         Statement(database_, "DELETE FROM runs WHERE room = ?1").run(remove.number);
}

bool Ledger::write(const SetTopic& set) {
  return Statement(database_, "UPDATE rooms SET topic = ?2 WHERE number = ?1 AND gone = 0")
      .run(set.number, set.topic);
}

// ---- People -------------------------------------------------------------------------------------

bool Ledger::write(const StoredPerson& person) {
  return Statement(database_, "INSERT OR REPLACE INTO people VALUES(?1, ?2, ?3)")
      .run(person.key, static_cast<std::int64_t>(person.role), to_number(person.muted_until));
}

bool Ledger::write(const StoredName& name) {
  return Statement(database_, "INSERT OR REPLACE INTO names VALUES(?1, ?2, ?3)")
      .run(name.nick, name.key, to_number(name.last_used));
}

bool Ledger::write(const RemoveName& remove) {
  return Statement(database_, "DELETE FROM names WHERE nick = ?1").run(remove.nick);
}

bool Ledger::write(const wire::Ban& ban) {
  return Statement(database_, "INSERT OR REPLACE INTO bans VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")
             .run(ban.number, ban.nick, ban.key, ban.address, to_number(ban.until), ban.by,
                  ban.reason) &&
         Statement(database_, "UPDATE meta SET value = max(value, ?1 + 1) WHERE name = 'next_ban'")
             .run(ban.number);
}

bool Ledger::write(const RemoveBan& remove) {
  return Statement(database_, "DELETE FROM bans WHERE number = ?1").run(remove.number);
}

bool Ledger::write(const SetLocked& set) {
  return meta_.set("locked", set.locked ? 1 : 0);
}

}  // namespace hubbub::net::history
