// Numbers of the whole history, by name. On the thread that has the connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "net/history/history.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

// Under which private messages are kept among the lines of rooms.
inline constexpr RoomNumber kPrivateRoom = 0;

class Meta {
 public:
  explicit Meta(Database& database)
      : get_(database, "SELECT value FROM meta WHERE name = ?1"),
        set_(database,
             "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2") {}

  // None: see failure(), or there is no such number.
  std::optional<std::int64_t> get(std::string_view name) {
    Rows rows = get_.rows(name);
    if (!rows.next())
      return std::nullopt;
    return rows.number(0);
  }
  bool set(std::string_view name, std::int64_t value) { return set_.run(name, value); }

 private:
  Statement get_;
  Statement set_;
};

}  // namespace hubbub::net::history
