// A connection to a SQLite database and its prepared statements, closed with their objects.
//
// No call throws: whatever fails returns false and leaves its reason in Database::failure(). One
// thread at a time for a connection and all its statements; the connection lives longest.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "net/wire/digest.h"
#include "net/wire/events.h"
#include "net/wire/message_id.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hubbub::net::history {

enum class Trouble : std::uint8_t {
  kNone,
  kDisk,    // full, not writable, not readable: it may get better by itself
  kDamage,  // what is in the file is not what should be there
};

struct Failure {
  Trouble trouble = Trouble::kNone;
  std::string text;  // in the words of SQLite
};

inline std::int64_t to_number(wire::HostTime time) {
  return time.time_since_epoch().count();
}
inline wire::HostTime to_time(std::int64_t microseconds) {
  return wire::HostTime{std::chrono::microseconds{microseconds}};
}
// SQLite's numbers have a sign; every bit comes back.
inline std::int64_t to_number(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

class Database {
 public:
  enum class Mode : std::uint8_t {
    kProbe,  // reads and writes, but leaves the write-ahead log alone when it is closed
    kReadWrite,
    kReadOnly,
  };

  Database() = default;
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The file exists. Once in an object's life.
  bool open(const std::filesystem::path& file, Mode mode);
  // Closes early; its statements are gone by then.
  void close();

  // One or several statements without parameters; rows are dropped.
  bool execute(const std::string& sql);
  // The first column of the first row. None: it failed, or there is no row.
  std::optional<std::int64_t> number(const std::string& sql);

  // The key of the last row that was inserted.
  [[nodiscard]] std::int64_t last_inserted() const;

  bool begin() { return execute("BEGIN"); }
  bool commit() { return execute("COMMIT"); }
  // Does nothing outside a transaction.
  void roll_back();
  // Whether a commit waits until the disk has it.
  bool wait_for_disk(bool wait);

  // Pages in the write-ahead log when the last commit ended.
  [[nodiscard]] int log_pages() const { return log_pages_; }
  // Moves what it can of the log into the database, without waiting for readers.
  bool checkpoint();
  // Brings the log into the file and cuts it off, so that nothing of what was said before is left
  // in it. False: somebody reads, or the disk does not take it; to be tried again.
  bool empty_log();
  // Ends what another thread runs on this connection. Any thread, while the connection is open.
  void interrupt();

  // Why the last call that failed did.
  [[nodiscard]] const Failure& failure() const { return failure_; }
  [[nodiscard]] bool failed() const { return failure_.trouble != Trouble::kNone; }
  void forget_failure() { failure_ = {}; }
  // What another connection to the same file met.
  void note_failure(const Failure& failure) { failure_ = failure; }

 private:
  friend class Statement;
  // Whether `code` is one of success; else notes the failure.
  bool succeeded(int code);

  sqlite3* handle_ = nullptr;
  int log_pages_ = 0;
  Failure failure_;
};

// Rows of a statement; the end of the object ends the reading.
class Rows {
 public:
  explicit Rows(class Statement& statement) : statement_(statement) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // False: no more, or a failure, which the database knows.
  bool next();

  // Columns of the present row, counted from 0. Views hold until next().
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::uint64_t unsigned_number(int column) const;
  [[nodiscard]] std::string_view view(int column) const;
  [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
  // The zero id when the column holds no 16 bytes, none when it holds no 32.
  [[nodiscard]] wire::MessageId id(int column) const;
  [[nodiscard]] wire::KeyId key(int column) const;

 private:
  Statement& statement_;
};

class Statement {
 public:
  Statement() = default;
  // A statement that cannot be prepared fails whenever it is run.
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  // Fills in ?1, ?2, … and runs to the end. What is passed is not copied.
  template <class... Values>
  bool run(const Values&... values) {
    bind_all(values...);
    return finish();
  }
  // The same for a statement that gives rows.
  template <class... Values>
  [[nodiscard]] Rows rows(const Values&... values) {
    bind_all(values...);
    return Rows(*this);
  }

 private:
  friend class Rows;
  template <class... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
  }
  void bind(int index, std::int64_t number);
  void bind(int index, std::uint64_t number) { bind(index, to_number(number)); }
  void bind(int index, std::uint32_t number) { bind(index, std::int64_t{number}); }
  void bind(int index, std::string_view text);
  void bind(int index, const wire::MessageId& id);
  void bind(int index, const wire::KeyId& key);
  void bind_bytes(int index, std::span<const std::uint8_t> bytes);
  bool finish();
  bool step();
  void reset();

  Database* database_ = nullptr;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace hubbub::net::history
