#include "net/history/opening.h"

#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <random>
#include <system_error>
#include <utility>

#include "net/history/limits.h"
#include "net/history/schema.h"
#include "net/history/wal.h"
#include "net/links.h"

namespace hubbub::net::history {
namespace {

constexpr const char* kFileName = "history.db";
constexpr const char* kLockName = "history.lock";
constexpr const char* kReserveName = "history.reserve";
// What SQLite keeps beside a database, the log first: without its database it must not stay, since
// a new database of that name would take it for its own.
constexpr std::array kCompanions = {"-wal", "-shm", "-journal"};

// Why a database is not used.
struct Rejection {
  std::string why;       // for the file's name
  std::string code;      // for the report
  std::string sentence;  // what is the matter, without the full stop
};

Rejection damaged(const std::string& how) {
  return {"damaged", "history-damaged", "The history is damaged (" + how + ")"};
}

// "2026-11-25T16-22-50Z"
std::string now_for_a_name() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H-%M-%SZ", &utc);
  return {text.data(), size};
}

std::filesystem::path with(const std::filesystem::path& file, const std::string& suffix) {
  return file.string() + suffix;
}

bool is_free(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, error)))
    return false;
  for (const char* companion : kCompanions) {
    if (std::filesystem::exists(std::filesystem::symlink_status(with(file, companion), error)))
      return false;
  }
  return true;
}

std::uint64_t random_epoch() {
  std::random_device entropy;
  const std::uint64_t epoch = (std::uint64_t{entropy()} << 32U) | entropy();
  return epoch == 0 ? 1 : epoch;
}

// Whose database it is, and of which version. None: it is ours and can be read.
std::optional<Rejection> look_at_version(Database& database) {
  const auto application = database.number("PRAGMA application_id");
  const auto version = database.number("PRAGMA user_version");
  const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!application || !version || !tables)
    return damaged(database.failure().text);
  if (*application == 0 && *version == 0 && *tables == 0)
    return std::nullopt;  // empty: made a moment ago, or when a host ended at once
  if (*application != kApplicationId)
    return Rejection{"foreign", "history-foreign", "The file history.db is no history of Hubbub"};
  if (*version > kSchemaVersion) {
    return Rejection{"newer", "history-newer",
                     "The history comes from a newer Hubbub (version " + std::to_string(*version) +
                         " of it; this one reads " + std::to_string(kSchemaVersion) + ")"};
  }
  const auto complete = has_all_tables(database, *version);
  if (!complete)
    return damaged(database.failure().text);
  if (!*complete)
    return damaged("tables are missing");
  return std::nullopt;
}

std::optional<Rejection> look_for_damage(Database& database) {
  Statement check(database, "PRAGMA quick_check(1)");
  Rows rows = check.rows();
  if (!rows.next())
    return damaged(database.failure().text);
  if (rows.view(0) != "ok")
    return damaged(rows.text(0));
  return std::nullopt;
}

bool is_soon_read(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  return !error && size <= kMaxCheckedBytes;
}

// A disk that cannot be read is not a damaged history; `trouble` says which.
struct Look {
  std::optional<Rejection> rejection;
  std::optional<Failure> disk;
};

Look look(const std::filesystem::path& file, bool log_is_damaged) {
  Database database;
  Look result;
  if (!database.open(file, Database::Mode::kProbe)) {
    result.disk = database.failure();
    return result;
  }
  result.rejection = look_at_version(database);
  // Some of the pages that the log does not have any more may have reached the database.
  if (!result.rejection && (log_is_damaged || is_soon_read(file)))
    result.rejection = look_for_damage(database);
  if (result.rejection && database.failure().trouble == Trouble::kDisk) {
    result.rejection.reset();
    result.disk = database.failure();
  }
  return result;
}

// An empty database becomes a new history.
bool make_ready(Database& database) {
  if (!configure_writer(database))
    return false;
  const auto version = database.number("PRAGMA user_version");
  if (!version)
    return false;
  return *version != 0 ? update_tables(database, *version)
                       : create_tables(database, random_epoch());
}

// A name for a database that says when it was set aside and why, and that nobody has.
std::filesystem::path name_aside(const std::filesystem::path& file, const std::string& why) {
  const std::string stem = file.stem().string() + "-" + now_for_a_name() + "-" + why;
  std::filesystem::path target;
  for (int attempt = 1; target.empty() || !is_free(target); ++attempt) {
    const std::string number = attempt == 1 ? "" : "-" + std::to_string(attempt);
    target = file.parent_path() / (stem + number + file.extension().string());
  }
  return target;
}

// Renames the database and its companions. Nothing has them open. The new name of the database;
// none: it could not be done.
std::optional<std::string> set_aside(const std::filesystem::path& file, const std::string& why) {
  const std::filesystem::path target = name_aside(file, why);
  std::error_code error;
  const auto move = [&error](const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code missing;
    if (!error && std::filesystem::exists(std::filesystem::symlink_status(from, missing)))
      std::filesystem::rename(from, to, error);
  };
  move(file, target);
  for (const char* companion : kCompanions)
    move(with(file, companion), with(target, companion));
  if (error)
    return std::nullopt;
  return target.filename().string();
}

// The log of a database that is gone, or empty: what it has is of no use to another one, and would
// be lost to it.
bool set_orphans_aside(OpenDatabase& opened) {
  const std::filesystem::path& file = opened.file;
  std::error_code error;
  const std::uintmax_t log = std::filesystem::file_size(with(file, kCompanions[0]), error);
  const bool has_log = !error && log > 0;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  const bool is_there = !error && (size > 0 || !has_log);
  if (is_there || is_free(file))
    return true;
  const auto name = set_aside(file, "orphan");
  if (name) {
    opened.reports.push_back({"history-damaged",
                              "The history's file is gone or empty. What is left "
                              "of it was set aside as " +
                                  *name + "; a new one begins."});
  }
  return name.has_value();
}

// The database is good without the end of its log, which it will overwrite. False: `problem` says
// why that can't be kept.
bool keep_damaged_log(OpenDatabase& opened) {
  const std::filesystem::path target = with(name_aside(opened.file, "damaged"), kCompanions[0]);
  std::error_code error;
  std::filesystem::copy_file(with(opened.file, kCompanions[0]), target, error);
  if (error) {
    std::error_code ignored;  // half a copy is of no use, wherever it is
    std::filesystem::remove(target, ignored);
    opened.problem =
        cannot_open(opened.file.parent_path(),
                    "the end of it is damaged, and can't be set aside (" + error.message() + ")");
    return false;
  }
  opened.reports.push_back(
      {"history-damaged",
       "The end of the history is damaged: what was said last before the host ended may be "
       "missing. What is left of it was set aside as " +
           target.filename().string() + "."});
  return true;
}

// The database gives way to an empty one. False: `problem` says why not.
bool reject(OpenDatabase& opened, const Rejection& rejection) {
  const auto name = set_aside(opened.file, rejection.why);
  if (!name || make_private_file(opened.file)) {
    opened.problem =
        cannot_open(opened.file.parent_path(), rejection.sentence + ", and it can't be set aside");
    return false;
  }
  opened.reports.push_back({rejection.code, rejection.sentence + ". It was set aside as " + *name +
                                                "; a new one begins. Whose names are whose, bans, "
                                                "moderators and a lock were in it: they are "
                                                "forgotten too."});
  return true;
}

// The folder, and where the file is without any symbolic link: SQLite takes none, and the lock, the
// log and what is set aside belong beside the file itself. False: `problem` says why not.
bool find_file(OpenDatabase& opened, const std::filesystem::path& folder) {
  const auto refuse = [&](const std::error_code& error) {
    opened.problem = cannot_open(folder, error.message());
    return false;
  };
  if (const auto error = make_private_folder(folder))
    return refuse(error);
  const std::filesystem::path file = behind_links(folder / kFileName);
  std::error_code error;
  const std::filesystem::path place = std::filesystem::canonical(file.parent_path(), error);
  if (error) {
    opened.problem = cannot_open(folder, std::string(kFileName) + " is a symbolic link to " +
                                             file.string() + ", whose folder is not there");
    return false;
  }
  opened.file = place / file.filename();
  if (std::filesystem::is_symlink(opened.file, error))
    return refuse(std::make_error_code(std::errc::too_many_symbolic_link_levels));
  return true;
}

// Its lock, and a file to open. False: `problem` says why not.
bool make_place(OpenDatabase& opened) {
  const std::filesystem::path folder = opened.file.parent_path();
  if (const auto error = opened.lock.take(folder / kLockName)) {
    opened.problem = error == std::errc::resource_unavailable_try_again
                         ? Report{"history-in-use", "The history in " + folder.string() +
                                                        " is in use by another host."}
                         : cannot_open(folder, error.message());
    return false;
  }
  if (!set_orphans_aside(opened)) {
    opened.problem = cannot_open(folder, "the log of an earlier history can't be set aside");
    return false;
  }
  if (const auto error = make_private_file(opened.file)) {
    opened.problem = cannot_open(folder, error.message());
    return false;
  }
  return true;
}

}  // namespace

OpenDatabase open_database(const std::filesystem::path& folder) {
  OpenDatabase result;
  ignore_file_size_signal();
  if (!find_file(result, folder))
    return result;
  if (!make_place(result))
    return result;
  const bool log_is_damaged = has_commits_past_damage(with(result.file, kCompanions[0]));
  const Look seen = look(result.file, log_is_damaged);
  if (seen.disk) {
    result.problem = cannot_open(folder, seen.disk->text);
    return result;
  }
  if (seen.rejection && !reject(result, *seen.rejection))
    return result;
  const bool cuts_log = log_is_damaged && !seen.rejection;
  if (cuts_log && !keep_damaged_log(result))
    return result;
  auto database = std::make_unique<Database>();
  if (!database->open(result.file, Database::Mode::kReadWrite) || !make_ready(*database)) {
    result.problem = cannot_open(folder, database->failure().text);
    return result;
  }
  // A new log, in which what is cut off can't be met again. Left for later it is only said twice.
  if (cuts_log)
    static_cast<void>(database->empty_log());
  result.database = std::move(database);
  return result;
}

bool set_damaged_aside(OpenDatabase& opened, const std::string& how) {
  return reject(opened, damaged(how));
}

bool use_reserve(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::remove(folder / kReserveName, error) && !error;
}

void keep_reserve(const std::filesystem::path& folder) {
  const std::filesystem::path reserve = folder / kReserveName;
  std::error_code error;
  if (std::filesystem::file_size(reserve, error) == kReserveBytes && !error)
    return;
  if (make_private_file(reserve))
    return;
  std::ofstream file(reserve, std::ios::binary | std::ios::trunc);
  const std::vector<char> zeros(kReserveBytes);
  file.write(zeros.data(), static_cast<std::streamsize>(zeros.size()));
  file.close();
  if (!file)
    std::filesystem::remove(reserve, error);
}

Report cannot_open(const std::filesystem::path& folder, const std::string& why) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(folder, error);
  const bool is_full = !error && space.available < kLeastFreeBytes;
  return {kNotOpened, "The history in " + folder.string() + " can't be opened: " +
                          (is_full ? "the disk is full (" + why + ")" : why) + "."};
}

}  // namespace hubbub::net::history
