// One slab of a log: records from the front, their text from the back, nothing ever moved.
//
// The writer holds the model's lock. A reader needs none for records that it learnt of under the
// lock: the writer touches only memory behind them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>

#include "ui/model/line.h"

namespace hubbub::ui::model {

class LogSlab {
 public:
  // 48 bytes, so that a million lines leave room for their text.
  struct Record {
    std::int64_t time_us;
    std::uint64_t seq;
    wire::MessageId id;
    std::uint32_t text_offset;
    std::uint32_t text_size;
    std::uint32_t from_offset;
    std::uint8_t from_size;
    LineKind kind;
    std::uint8_t flags;
    std::uint8_t run;
  };
  static_assert(sizeof(Record) == 48);

  enum Flag : std::uint8_t { kOwn = 1, kMention = 2, kReplay = 4, kCounted = 8, kUncleaned = 16 };

  // What a line says, see Line. Of most lines the two are the same, and `uncleaned` is empty.
  struct Text {
    std::string_view shown;
    std::string_view uncleaned;
  };

  // Whose line it is.
  struct From {
    std::string_view name;
    wire::KeyHead who = 0;
  };

  // What a line takes besides its record.
  static std::size_t bytes_of(const Text& text, std::string_view name) {
    const std::size_t uncleaned =
        text.uncleaned.empty() ? 0 : sizeof(std::uint32_t) + text.uncleaned.size();
    return text.shown.size() + uncleaned + sizeof(wire::KeyHead) + name.size();
  }

  // At least large enough for one record with `text_bytes` (bytes_of) besides.
  LogSlab(std::size_t bytes, std::size_t text_bytes);

  // A line with that many bytes (bytes_of) still fits.
  [[nodiscard]] bool fits(std::size_t text_bytes) const;
  // Must fit. `record`'s offsets and sizes, and kUncleaned, are filled in here.
  void push(Record record, const Text& text, const From& from);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t bytes() const { return size_; }

  // Whether a number is in the range of those stored; for the writer alone.
  [[nodiscard]] bool may_hold(std::uint64_t seq) const { return seq >= least_ && seq <= most_; }

  [[nodiscard]] const Record& record(std::size_t at) const;
  [[nodiscard]] Text text(const Record& record) const;
  [[nodiscard]] From from(const Record& record) const;

 private:
  struct Name {
    std::uint32_t offset = 0;  // 0: none
    std::uint8_t size = 0;
  };
  [[nodiscard]] std::string_view stored(std::uint32_t offset, std::uint32_t size) const;
  std::uint32_t store(std::string_view text);
  std::uint32_t store(const From& from);
  [[nodiscard]] From from(std::uint32_t offset, std::uint8_t size) const;

  const std::size_t size_;
  const std::unique_ptr<std::byte[]> bytes_;
  std::size_t count_ = 0;
  std::size_t text_begin_;
  std::uint64_t least_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t most_ = 0;
  // Names stored already, each behind its key, by a hash: most lines of a slab come from a few.
  std::array<Name, 16> names_{};
};

}  // namespace hubbub::ui::model
