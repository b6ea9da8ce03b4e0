// Lets go what is too old or too much, and what is left of rooms that were removed, in small steps.
//
// Of what is too much, lines that only say who came and went go before anything that was said.
// Writer's thread; each step is within a transaction of its caller.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "net/history/history.h"
#include "net/history/meta.h"
#include "net/history/sqlite.h"
#include "net/history/word_index.h"
#include "net/wire/commands.h"

namespace hubbub::net::history {

// A room whose oldest lines went: `first_seq` is the oldest one now.
struct Forgotten {
  RoomNumber room = 0;
  std::uint64_t first_seq = 0;
};

class Retention {
 public:
  using Clock = std::chrono::steady_clock;

  Retention(Database& database, WordIndex& index, const wire::Retention& bounds);

  // The bytes that the database may have, not less than kMinBytes.
  static std::uint64_t bytes_of(const wire::Retention& bounds);

  enum class Fill : std::uint8_t { kRoomy, kFull, kOver };
  // What is in use of the file, beside its bound; pages that are free count for nothing.
  [[nodiscard]] Fill fill();

  // Forgets the oldest lines until `end`, or until nothing has to go at `now`, by trusted time: how
  // old a line is the table of ages tells, and not the time that it shows. `more`: something has.
  // False: see Database::failure().
  bool forget_some(Clock::time_point end, wire::HostTime now, std::vector<Forgotten>& forgotten,
                   bool& more);

  // Clears away lines of removed rooms until `end`; `more` as above.
  bool remove_some(Clock::time_point end, bool& more);

 private:
  struct Oldest {
    StoredLine line;
    std::uint64_t seq = 0;
  };

  // The first line that is not surely older than `time`; none: see Database::failure().
  std::optional<std::int64_t> first_since(wire::HostTime time);
  // Lets the oldest go of those lines that only say who came and went; `found`: it looked at some.
  bool thin(bool& found);
  // Up to kLinesPerLook of the oldest lines that have to go, all before line `end`.
  bool take_oldest(std::int64_t end, std::vector<Oldest>& oldest);
  bool forget(const std::vector<Oldest>& oldest, std::vector<Forgotten>& forgotten);
  bool move_first(RoomNumber room, std::uint64_t first_seq);
  bool remove_place(RoomNumber room, bool& found);

  Database& database_;
  WordIndex& index_;
  Meta meta_;
  const std::chrono::days age_;
  const std::uint64_t bytes_;
  Statement pages_;
  Statement free_pages_;
  Statement thinned_to_;
  Statement thin_;
  Statement oldest_;
  Statement delete_to_;
  Statement delete_private_;
  Statement move_first_;
  Statement delete_places_;
  Statement first_since_;
  Statement delete_ages_;
};

}  // namespace hubbub::net::history
