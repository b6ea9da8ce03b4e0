// A room's log: slabs of lines that the writer and its readers share without copying.
//
// A slab holds line records growing up from its front and their text growing down from its back;
// it is full when they meet. What is written once never changes and never moves, so a reader that
// learnt under the model's lock how many lines there are may read them without it while the writer
// appends behind them. What has to change all the same (a message that was removed, lines that the
// host has lost) changes in a new slab that takes the old one's place; a reader keeps the old one
// until it pulls.
//
// Log belongs to whoever holds the model's lock; a LogView to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ui/model/limits.h"
#include "ui/model/line.h"

namespace hubbub::ui::model {

class LogSlab;

// What to append. Texts are copied; all but `uncleaned` must be valid UTF-8.
struct NewLine {
  LineKind kind = LineKind::kMessage;
  bool own = false;
  bool mention = false;
  bool replay = false;
  bool counted = false;  // as unread
  std::uint64_t seq = 0;
  wire::HostTime time{};
  wire::MessageId id;
  std::string_view from;
  wire::KeyHead who = 0;
  std::string_view text;
  std::string_view uncleaned{};  // what `text` was made of; empty: it is the same
};

// The lines from first() to end() of a log as it was when pulled. Copying it shares the slabs.
class LogView {
 public:
  [[nodiscard]] LineIndex first() const { return first_; }
  [[nodiscard]] LineIndex end() const { return end_; }  // one past the last
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - first_); }
  [[nodiscard]] bool empty() const { return first_ == end_; }
  // Lines that were dropped from the front because of kMaxRoomLines or kMaxLogBytes.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
  // Moves when a line that was there is another one now, or an index names another line: whoever
  // remembers something by index forgets it then. New lines at either end do not move it.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

  // first() <= index < end(). Logarithmic in the number of slabs; constant near the last use.
  [[nodiscard]] Line line(LineIndex index) const;
  // The last line with this number before `before`. Linear in the lines.
  [[nodiscard]] std::optional<LineIndex> find(std::uint64_t seq, LineIndex before) const;

 private:
  friend class Log;
  struct Part {
    LineIndex first = 0;
    std::shared_ptr<const LogSlab> slab;
  };
  std::deque<Part> parts_;
  LineIndex first_ = 0;
  LineIndex end_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t changes_ = 0;
  std::uint64_t shape_ = 0;
  mutable std::size_t near_ = 0;  // the part of the last look-up
};

class Log {
 public:
  Log();
  ~Log();
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;

  // Appends and returns the line's index. Texts past the named limits are cut.
  LineIndex append(const NewLine& line);

  // Puts `lines` (oldest first) before the first one. Texts past the named limits are cut.
  void prepend(std::span<const NewLine> lines);

  // Takes away the host's lines numbered above `kept` at the end of the log, not looking before
  // `floor`; the program's own among and behind them stay and move up. `gone` is told of each, the
  // newest first. Returns how many went.
  std::size_t retract(LineIndex floor, std::uint64_t kept,
                      const std::function<void(const Line&)>& gone);

  // The line with this number, at `floor` or after it. Linear in the slabs, not in the lines.
  [[nodiscard]] std::optional<LineIndex> find(std::uint64_t seq, LineIndex floor) const;

  // Gives a line another kind and text.
  void replace(LineIndex index, LineKind kind, std::string_view text);

  // Forgets the oldest slab; does nothing when there is only one.
  void drop_oldest();

  // first() <= index < end().
  [[nodiscard]] Line line(LineIndex index) const;
  [[nodiscard]] LineIndex first() const { return first_; }
  [[nodiscard]] LineIndex end() const { return end_; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - first_); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of all slabs
  [[nodiscard]] std::size_t slab_count() const { return parts_.size(); }

  // Brings `view` up to date: O(slabs that are new or gone), after anything but append() and
  // drop_oldest() O(slabs). Copies no line.
  void pull(LogView& view) const;

 private:
  struct Part {
    LineIndex first = 0;
    std::shared_ptr<LogSlab> slab;
  };
  static_assert(kMaxRunLines <= 256, "an ordinal takes one byte");
  // Numbers the lines of each foldable run from 0.
  class Runs {
   public:
    std::uint8_t next(const NewLine& line);

   private:
    std::size_t length_ = 0;  // of the run at the end
    wire::HostTime time_{};   // of its last line
  };
  LogSlab& slab_for(std::size_t text_bytes);
  [[nodiscard]] std::size_t part_of(LineIndex index) const;
  [[nodiscard]] LineIndex end_of(std::size_t part) const;
  void truncate(LineIndex cut);

  std::deque<Part> parts_;
  LineIndex first_ = 0;
  LineIndex end_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t changes_ = 0;
  std::uint64_t shape_ = 0;  // moves when the slabs are others than before and new ones at the end
  std::size_t bytes_ = 0;
  bool sealed_ = false;  // the last slab holds lines that were retracted: nothing goes behind them
  Runs runs_;
};

}  // namespace hubbub::ui::model
