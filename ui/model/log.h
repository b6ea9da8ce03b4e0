// A room's log: append-only slabs that the writer and its readers share without copying.
//
// A slab holds line records growing up from its front and their text growing down from its back;
// it is full when they meet. What is written once never changes and never moves, so a reader that
// learnt under the model's lock how many lines there are may read them without it while the writer
// appends behind them.
//
// Log belongs to whoever holds the model's lock; a LogView to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "ui/model/limits.h"
#include "ui/model/line.h"

namespace hubbub::ui::model {

class LogSlab;

// What to append. Texts are copied; they must be valid UTF-8.
struct NewLine {
  LineKind kind = LineKind::kMessage;
  bool own = false;
  bool mention = false;
  bool replay = false;
  std::uint64_t seq = 0;
  wire::HostTime time{};
  wire::MessageId id;
  std::string_view from;
  std::string_view text;
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

  // first() <= index < end(). Logarithmic in the number of slabs; constant near the last use.
  [[nodiscard]] Line line(LineIndex index) const;

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

  // Forgets the oldest slab; does nothing when there is only one.
  void drop_oldest();

  [[nodiscard]] LineIndex end() const { return end_; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - first_); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of all slabs
  [[nodiscard]] std::size_t slab_count() const { return parts_.size(); }

  // Brings `view` up to date: O(slabs that are new or gone), copies no line.
  void pull(LogView& view) const;

 private:
  struct Part {
    LineIndex first = 0;
    std::shared_ptr<LogSlab> slab;
  };
  static_assert(kMaxRunLines <= 256, "an ordinal takes one byte");
  LogSlab& slab_for(std::size_t text_bytes);
  std::uint8_t run_of(const NewLine& line);

  std::deque<Part> parts_;
  LineIndex first_ = 0;
  LineIndex end_ = 0;
  std::uint64_t dropped_ = 0;
  std::size_t bytes_ = 0;
  std::size_t run_length_ = 0;  // of the foldable run at the end
  wire::HostTime run_time_{};   // of its last line
};

}  // namespace hubbub::ui::model
