// Which captured frames are shown: a text looked for in what the list says of a frame.
//
// Grows by the frames that are new; only another text or a clear starts over. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "ui/model/frames.h"

namespace hubbub::ui::inspector {

class FrameFilter {
 public:
  // Of the text; what goes beyond is not looked for. Each word is looked for in each frame.
  static constexpr std::size_t kMaxTextBytes = 256;

  // Every word of `text` has to occur, folded as everywhere else (net/text/fold.h), in a frame's
  // type, peer, summary, direction ("received", "sent"), side ("client", "host") or what is
  // malformed about it.
  void set_text(std::string_view text);
  [[nodiscard]] bool active() const { return !words_.empty(); }

  // Brings the result up to date with what is kept.
  void update(const model::FrameView& frames);

  // Of the frames shown, oldest first. `index` < size().
  [[nodiscard]] std::size_t size() const;
  // Rows at the front that went with the last update(), as their frames are no longer kept.
  [[nodiscard]] std::size_t rows_gone() const { return rows_gone_; }
  [[nodiscard]] std::uint64_t ordinal(std::size_t index) const;
  // Where the frame stands, or the next later one that is shown; size() if none.
  [[nodiscard]] std::size_t index_of(std::uint64_t ordinal) const;

 private:
  [[nodiscard]] bool matches(const net::wire::CapturedFrame& frame) const;

  std::string text_;
  std::deque<std::string> words_;  // folded
  std::deque<std::uint64_t> found_;
  std::uint64_t first_ = 0;  // of the frames kept
  std::uint64_t next_ = 0;   // not looked at yet
  std::uint64_t end_ = 0;
  std::uint64_t clears_ = 0;
  std::size_t rows_gone_ = 0;
};

}  // namespace hubbub::ui::inspector
