// Reads lines of rooms and of private conversations in the order of their numbers. Reader's thread.
//
// What fails is in Database::failure(), and the lines are not to be used then.
#pragma once

#include <cstdint>

#include "net/history/history.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

// See History for what these mean.
Lines read_from(Database& database, RoomNumber room, std::uint64_t first, Limit limit);
Lines read_before(Database& database, RoomNumber room, std::uint64_t before, Limit limit);
Lines read_private_after(Database& database, const wire::KeyId& person, std::uint64_t after,
                         Limit limit);
Lines read_private_before(Database& database, const wire::KeyId& person, const wire::KeyId& other,
                          std::uint64_t before, Limit limit);

// The number of a key in the database; 0: it has none, and so has said nothing.
std::int64_t number_of(Database& database, const wire::KeyId& key);

}  // namespace hubbub::net::history
