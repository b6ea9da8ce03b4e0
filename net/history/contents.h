// What a history holds when the host starts, and the count of its runs. On the thread that opens
// the history.
#pragma once

#include "net/history/history.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

// Counts this run, notes with which numbers the one before ended, and drops the bans that are over
// at `now`. It is on the disk when this returns true; false: see failure().
bool begin_run(Database& database, wire::HostTime now);

// Fills `contents`; false: see failure().
bool load_contents(Database& database, Contents& contents);

}  // namespace hubbub::net::history
