// What a history holds when the host starts, and its runs. On the thread that opens the history.
#pragma once

#include <optional>

#include "net/history/history.h"
#include "net/history/meta.h"
#include "net/history/sqlite.h"
#include "net/trusted_time.h"

namespace hubbub::net::history {

// Trusted time as it was kept last; none: there is no history yet, or see failure().
std::optional<TrustedTime::Saved> load_time(Database& database);
bool keep_time(Meta& meta, const TrustedTime::Saved& saved);

// Draws the number of this run, notes with which numbers the one before ended, keeps trusted time
// and drops the bans that are over. It is on the disk when this returns true; false: see failure().
bool begin_run(Database& database, TrustedTime& time);

// Fills `contents`; false: see failure().
bool load_contents(Database& database, Contents& contents);

}  // namespace hubbub::net::history
