// What is selected of the log's text, and the text to copy for it.
//
// Places are an item and a byte of its displayed text. Main thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "ui/chat/content.h"

namespace hubbub::ui::chat {

struct Place {
  LineIndex line = 0;  // the item's first
  std::size_t byte = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

class Selection {
 public:
  void start(Place at) { anchor_ = head_ = at; }
  void extend_to(Place at) { head_ = at; }
  void set(Place from, Place to);
  void select_all(const Items& items);
  void clear() { *this = {}; }

  // Something is selected.
  [[nodiscard]] bool any() const { return anchor_ && head_ && *anchor_ != *head_; }
  [[nodiscard]] bool started() const { return anchor_.has_value(); }
  [[nodiscard]] Place begin() const { return std::min(*anchor_, *head_); }
  [[nodiscard]] Place end() const { return std::max(*anchor_, *head_); }

  // The selected bytes of an item whose displayed text has `size` bytes; empty range: none.
  [[nodiscard]] Range within(const Item& item, std::size_t size) const;

 private:
  std::optional<Place> anchor_;
  std::optional<Place> head_;
};

// At most about so much is copied at once; of more, the newest.
inline constexpr std::size_t kMaxCopyBytes = std::size_t{8} << 20;

// Part of one item gives that text alone; several items give a line each, "[09:05] ann: text".
[[nodiscard]] std::string copied_text(const Items& items, const Selection& selection,
                                      const std::string& own_nick);

// One item as a line of its own: "[2026-11-23 09:05] ann: text".
[[nodiscard]] std::string copied_line(const Items& items, const Item& item,
                                      const std::string& own_nick);

}  // namespace hubbub::ui::chat
