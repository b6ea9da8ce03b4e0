#include "net/history/schema.h"

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

// The text comes last, so that reading the other columns never follows a long one.
constexpr const char* kTables = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keys(number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,
  last_n INTEGER NOT NULL DEFAULT 0);
CREATE TABLE rooms(number INTEGER PRIMARY KEY, name TEXT NOT NULL, epoch INTEGER NOT NULL,
  topic TEXT NOT NULL, first_seq INTEGER NOT NULL, next_seq INTEGER NOT NULL,
  last_time INTEGER NOT NULL, gone INTEGER NOT NULL, maker TEXT NOT NULL DEFAULT '',
  maker_place TEXT NOT NULL DEFAULT '');
CREATE TABLE runs(room INTEGER NOT NULL, place INTEGER NOT NULL, last_seq INTEGER NOT NULL,
  run INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(room, place)) WITHOUT ROWID;
CREATE TABLE ages(n INTEGER PRIMARY KEY, time INTEGER NOT NULL);
CREATE TABLE lines(n INTEGER PRIMARY KEY, room INTEGER NOT NULL, seq INTEGER NOT NULL,
  time INTEGER NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL, sender INTEGER NOT NULL,
  addressee INTEGER NOT NULL, who TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE places(room INTEGER NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY(room, seq)) WITHOUT ROWID;
CREATE TABLE privates(person INTEGER NOT NULL, seq INTEGER NOT NULL, other INTEGER NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY(person, seq)) WITHOUT ROWID;
CREATE INDEX privates_with ON privates(person, other, seq);
CREATE TABLE people(key BLOB PRIMARY KEY, role INTEGER NOT NULL,
  muted_until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names(nick TEXT PRIMARY KEY, key BLOB NOT NULL,
  last_used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bans(number INTEGER PRIMARY KEY, nick TEXT NOT NULL, key BLOB NOT NULL,
  address TEXT NOT NULL, until INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE parts(number INTEGER PRIMARY KEY, first_n INTEGER NOT NULL, last_n INTEGER NOT NULL,
  bytes INTEGER NOT NULL);
)";
constexpr std::int64_t kTableCount = 12;
constexpr std::int64_t kTableCountOf1 = 11;
constexpr const char* kTableNames =
    "'meta','keys','rooms','runs','lines','places','privates','people','names','bans','parts',"
    "'ages'";
// Runs were counted; what was said before is as old as the update.
constexpr const char* kUpdateFrom1 = R"(
ALTER TABLE runs RENAME COLUMN run TO place;
ALTER TABLE runs ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
UPDATE runs SET run = place;
CREATE TABLE ages(n INTEGER PRIMARY KEY, time INTEGER NOT NULL);
INSERT INTO meta SELECT 'runs', value FROM meta WHERE name = 'run';
ALTER TABLE keys ADD COLUMN last_n INTEGER NOT NULL DEFAULT 0;
UPDATE keys SET last_n = (SELECT value FROM meta WHERE name = 'next_n');
ALTER TABLE rooms ADD COLUMN maker TEXT NOT NULL DEFAULT '';
ALTER TABLE rooms ADD COLUMN maker_place TEXT NOT NULL DEFAULT '';
)";

}  // namespace

bool configure_writer(Database& database) {
  // Checkpoints are made when there is time: the hook that counts the log's pages takes the place
  // of the library's own (so does setting wal_autocheckpoint, which would take it away again). What
  // is overwritten is overwritten with zeros where that costs no more pages: a text that was
  // cleared shall not lie about in the file.
  return database.execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "PRAGMA secure_delete=FAST;"
      "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=" +
      std::to_string(kMaxIdleLogBytes) + ";PRAGMA cell_size_check=ON; PRAGMA cache_size=-" +
      std::to_string(kCacheKibibytes));
}

bool configure_reader(Database& database) {
  return database.execute(
      "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY;"
      "PRAGMA cell_size_check=ON; PRAGMA cache_size=-" +
      std::to_string(kCacheKibibytes));
}

bool create_tables(Database& database, std::uint64_t epoch) {
  return database.begin() && database.execute(kTables) &&
         database.execute("PRAGMA application_id=" + std::to_string(kApplicationId)) &&
         database.execute("PRAGMA user_version=" + std::to_string(kSchemaVersion)) &&
         Statement(database,
                   "INSERT INTO meta "
                   "VALUES('epoch',?1),('run',0),('runs',0),('next_room',1),('next_n',1),"
                   "('next_private',1),('next_ban',1),('locked',0),('indexed',0),('next_part',1)")
             .run(epoch) &&
         database.commit();
}

bool update_tables(Database& database, std::int64_t version) {
  if (version >= kSchemaVersion)
    return true;
  return database.begin() && database.execute(kUpdateFrom1) &&
         database.execute("PRAGMA user_version=" + std::to_string(kSchemaVersion)) &&
         database.commit();
}

std::optional<bool> has_all_tables(Database& database, std::int64_t version) {
  const auto count = database.number(
      std::string("SELECT count(*) FROM sqlite_schema WHERE type='table' AND name IN (") +
      kTableNames + ")");
  if (!count)
    return std::nullopt;
  return *count == (version < kSchemaVersion ? kTableCountOf1 : kTableCount);
}

std::string words_table(std::int64_t part) {
  return "words_" + std::to_string(part);
}

bool create_words_table(Database& database, std::int64_t part) {
  // No copy of the text, and no places within it: the index names lines that may contain a word,
  // and the text itself decides. Half the size, and cheaper to write.
  return database.execute("CREATE VIRTUAL TABLE " + words_table(part) +
                          " USING fts5(text, place, content='', columnsize=0, detail=none,"
                          " tokenize='trigram case_sensitive 1')");
}

}  // namespace hubbub::net::history
