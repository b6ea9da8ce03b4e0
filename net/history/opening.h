// Opens the database of a history: alone, checked, and what is no good set aside.
//
// On the thread that opens the history; may take a moment.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/history/history.h"
#include "net/history/sqlite.h"
#include "net/posix_file.h"

namespace hubbub::net::history {

struct OpenDatabase {
  FileLock lock;
  std::filesystem::path file;
  std::unique_ptr<Database> database;  // none: see `problem`
  Report problem;
  std::vector<Report> reports;
};

// Makes the folder and the database where there are none. A database that is damaged, from a newer
// program, or no history at all is renamed, and a new one begins.
OpenDatabase open_database(const std::filesystem::path& folder);

// Puts a database aside that turned out to be damaged only when it was read, and makes room for
// another; nothing has it open any more, `opened` still has its lock. False: it could not be done,
// and `problem` says so.
bool set_damaged_aside(OpenDatabase& opened, const std::string& how);

// Opening a history writes a little, too: on a full disk a host begins with what it had put by.
// False: there is nothing, or not any more.
bool use_reserve(const std::filesystem::path& folder);

// Puts something by for that. Without room there is nothing.
void keep_reserve(const std::filesystem::path& folder);

// The code of that.
inline constexpr const char* kNotOpened = "history-not-opened";
// "The history in … can't be opened: why."
Report cannot_open(const std::filesystem::path& folder, const std::string& why);

}  // namespace hubbub::net::history
