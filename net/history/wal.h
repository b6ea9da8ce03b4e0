// What SQLite does not say of a write-ahead log that it finds after a crash: it reads the log up to
// the first frame whose checksum is wrong and takes that for the end, also where disk or hand have
// damaged it in the middle of what was committed. The format is in "Database File Format" of the
// SQLite documentation, section 4.
//
// Any thread. Reads the file once.
#pragma once

#include <filesystem>

namespace hubbub::net::history {

// Behind the place where SQLite will stop reading there is a transaction that was committed. Not so
// after a crash of the process at any moment: what is unfinished then has no commit behind it. A
// power failure may leave such a log; what it cuts off there was never said to be on the disk.
// A log that is not there, or can't be read, has none.
bool has_commits_past_damage(const std::filesystem::path& log);

}  // namespace hubbub::net::history
