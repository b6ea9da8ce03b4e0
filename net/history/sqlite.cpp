#include "net/history/sqlite.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <sqlite3.h>

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

Trouble trouble_of(int code) {
  constexpr int kPrimary = 0xff;  // the rest of an extended code tells kinds of the same
  switch (code & kPrimary) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return Trouble::kNone;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
      return Trouble::kDisk;
    default:
      return Trouble::kDamage;
  }
}

int note_log_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

template <class Bytes>
Bytes bytes_of(sqlite3_stmt* row, int column) {
  Bytes value;
  const void* bytes = sqlite3_column_blob(row, column);
  if (bytes != nullptr && sqlite3_column_bytes(row, column) == int{Bytes::kBytes})
    std::memcpy(value.bytes.data(), bytes, Bytes::kBytes);
  return value;
}

}  // namespace

// ---- Database -----------------------------------------------------------------------------------

Database::~Database() {
  close();
}

bool Database::open(const std::filesystem::path& file, Mode mode) {
  const int access = mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(file.string().c_str(), &handle_,
                                   access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
  if (!succeeded(code))
    return false;
  sqlite3_extended_result_codes(handle_, 1);
  if (mode == Mode::kProbe)
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_wal_hook(handle_, note_log_pages, &log_pages_);
  return true;
}

void Database::close() {
  sqlite3_close_v2(handle_);
  handle_ = nullptr;
}

bool Database::execute(const std::string& sql) {
  return succeeded(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

std::optional<std::int64_t> Database::number(const std::string& sql) {
  Statement statement(*this, sql);
  Rows rows = statement.rows();
  if (!rows.next())
    return std::nullopt;
  return rows.number(0);
}

std::int64_t Database::last_inserted() const {
  return sqlite3_last_insert_rowid(handle_);
}

void Database::roll_back() {
  // A failure may have ended the transaction by itself; a failing ROLLBACK leaves none either.
  if (sqlite3_get_autocommit(handle_) == 0)
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Database::wait_for_disk(bool wait) {
  return execute(wait ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
}

bool Database::checkpoint() {
  log_pages_ = 0;
  return succeeded(
      sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

bool Database::empty_log() {
  if (sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) !=
      SQLITE_OK)
    return false;
  log_pages_ = 0;
  return true;
}

void Database::interrupt() {
  sqlite3_interrupt(handle_);
}

bool Database::succeeded(int code) {
  const Trouble trouble = trouble_of(code);
  if (trouble == Trouble::kNone)
    return true;
  failure_ = {trouble, handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)};
  return false;
}

// ---- Rows ---------------------------------------------------------------------------------------

Rows::~Rows() {
  statement_.reset();
}

bool Rows::next() {
  return statement_.step();
}

std::int64_t Rows::number(int column) const {
  return sqlite3_column_int64(statement_.handle_, column);
}

std::uint64_t Rows::unsigned_number(int column) const {
  return static_cast<std::uint64_t>(number(column));
}

std::string_view Rows::view(int column) const {
  const auto* text = sqlite3_column_blob(statement_.handle_, column);
  const int bytes = sqlite3_column_bytes(statement_.handle_, column);
  if (text == nullptr)
    return {};
  return {static_cast<const char*>(text), static_cast<std::size_t>(bytes)};
}

wire::MessageId Rows::id(int column) const {
  return bytes_of<wire::MessageId>(statement_.handle_, column);
}

wire::KeyId Rows::key(int column) const {
  return bytes_of<wire::KeyId>(statement_.handle_, column);
}

// ---- Statement ----------------------------------------------------------------------------------

Statement::Statement(Database& database, const std::string& sql) : database_(&database) {
  database.succeeded(sqlite3_prepare_v3(database.handle_, sql.c_str(), -1,
                                        SQLITE_PREPARE_PERSISTENT, &handle_, nullptr));
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement::Statement(Statement&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      handle_(std::exchange(other.handle_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(handle_, other.handle_);
  return *this;
}

// A value that does not fit fails the step, not the binding: the parameter is then null, and no
// column that is bound here may be.
void Statement::bind(int index, std::int64_t number) {
  sqlite3_bind_int64(handle_, index, number);
}

void Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL.
  sqlite3_bind_text64(handle_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}

void Statement::bind(int index, const wire::MessageId& id) {
  bind_bytes(index, id.is_none() ? std::span<const std::uint8_t>{} : std::span(id.bytes));
}

void Statement::bind(int index, const wire::KeyId& key) {
  bind_bytes(index, key.is_none() ? std::span<const std::uint8_t>{} : std::span(key.bytes));
}

void Statement::bind_bytes(int index, std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) {
    sqlite3_bind_zeroblob(handle_, index, 0);
    return;
  }
  sqlite3_bind_blob64(handle_, index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

bool Statement::finish() {
  const int code = handle_ == nullptr ? SQLITE_ERROR : sqlite3_step(handle_);
  const bool done = code == SQLITE_DONE || code == SQLITE_ROW;
  // What went wrong is asked for before the reset, which would say it again.
  if (!done && database_ != nullptr && !(handle_ == nullptr && database_->failed()))
    database_->succeeded(code);
  reset();
  return done;
}

bool Statement::step() {
  if (handle_ == nullptr)
    return false;  // the failure was noted when it was prepared
  const int code = sqlite3_step(handle_);
  return code == SQLITE_ROW || (code != SQLITE_DONE && database_->succeeded(code));
}

void Statement::reset() {
  if (handle_ != nullptr)
    sqlite3_reset(handle_);
}

}  // namespace hubbub::net::history
