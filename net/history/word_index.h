// The index of words, as the writer sees it: lines come in after a while, cleared ones leave, old
// parts are forgotten whole. Writer's thread, within its transactions; after a failed one, load()
// again.
//
// It may name lines that no longer have a word, or are gone: whoever asks looks at the text.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/history/history.h"
#include "net/history/meta.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

// A line as it is in the table `lines`.
struct StoredLine {
  std::int64_t n = 0;
  RoomNumber room = 0;
  std::int64_t sender = 0;     // numbers of keys
  std::int64_t addressee = 0;  // of a private one
};

class WordIndex {
 public:
  using Clock = std::chrono::steady_clock;

  // `bound`: bytes of the database, see Retention.
  WordIndex(Database& database, std::uint64_t bound);

  // What the database says. False: see failure().
  bool load();

  // The line up to which all have come in.
  [[nodiscard]] std::int64_t indexed() const { return indexed_; }

  // Takes lines in until `end`. `more`: there are others.
  bool add_some(Clock::time_point end, bool& more);

  // Takes a message out that has `text`; does nothing when it has not come in yet, or was cleared
  // (an empty text never comes in).
  bool remove(const StoredLine& line, std::string_view text);

  // All lines below `n` are gone.
  bool forget_below(std::int64_t n);

 private:
  struct Part {
    std::int64_t number = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;  // none yet: first - 1
    std::uint64_t bytes = 0;
  };

  bool open_part(std::int64_t first);
  bool add(const StoredLine& line, std::string_view text);
  bool note_end(std::int64_t last);
  bool drop(const Part& part);

  Database& database_;
  const std::uint64_t part_bytes_;
  Meta meta_;
  Statement next_lines_;
  Statement update_part_;
  Statement insert_;              // into the last part
  std::int64_t insert_part_ = 0;  // which that is for `insert_`; 0: none
  std::int64_t indexed_ = 0;      // every line up to this one has come in
  std::vector<Part> parts_;       // the oldest first
};

}  // namespace hubbub::net::history
