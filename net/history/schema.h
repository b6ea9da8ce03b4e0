// The tables of a history database. Any thread that has the connection.
//
//   meta      numbers of the whole history, by name
//   keys      each key that has said something, or was told something, under a short number; 0:
//   none.
//             `last_n`: its last line is not kKeyGrain behind that one
//   rooms     `gone`: removed, its lines are being cleared away. `maker`: whose account made it,
//             `maker_place`: and where (see Maker)
//   runs      the last number of each room when a run of the host ended, under the run's random
//             number, in order; room 0: of private messages
//   ages      the first line (`n`) after a trusted time: what is before it was said before
//   lines     everything, in the order of its coming (`n`); room 0: private messages. Because new
//             lines come at the end only, writing one touches one page, and forgetting the oldest
//             frees whole pages
//   places    finds a room's lines: all of them lie within kStretch lines from one of its places
//   privates  finds a person's private messages
//   people, names, bans
//   parts     of the index of words: part i covers first_n to last_n and is the table words_i
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "net/history/sqlite.h"

namespace hubbub::net::history {

// "Hubb", so that `file` and others can tell whose database it is.
inline constexpr std::int64_t kApplicationId = 0x48756262;
inline constexpr std::int64_t kSchemaVersion = 2;

// Settings of a connection that writes. False: see failure().
bool configure_writer(Database& database);
bool configure_reader(Database& database);

// Makes the tables of a new history in an empty database; `epoch` is not 0.
bool create_tables(Database& database, std::uint64_t epoch);

// Brings the tables of an older version to this one.
bool update_tables(Database& database, std::int64_t version);

// Every table that the version has is there. None: it could not be read.
std::optional<bool> has_all_tables(Database& database, std::int64_t version);

// The table of a part of the index of words.
std::string words_table(std::int64_t part);
bool create_words_table(Database& database, std::int64_t part);

}  // namespace hubbub::net::history
