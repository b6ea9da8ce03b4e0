// How a room's log falls into the things that are drawn: a line is one, a run of joins and leaves
// is one, an own message that is not in the log yet is one. Values over a view; one thread.
#pragma once

#include "ui/model/view.h"

namespace hubbub::ui::chat {

namespace wire = net::wire;

using model::LineIndex;

// The lines [begin, end) of the log. Own messages that have not come back count on from the log's
// end, in the order in which they were written.
struct Item {
  LineIndex begin = 0;
  LineIndex end = 0;
  friend bool operator==(const Item&, const Item&) = default;
};

// Items are found from any of their lines in constant time, whatever the log's length.
class Items {
 public:
  explicit Items(const model::RoomView& room);

  [[nodiscard]] LineIndex first() const { return room_->log.first(); }
  [[nodiscard]] LineIndex end() const { return end_; }
  [[nodiscard]] bool empty() const { return first() == end(); }

  // first() <= line < end().
  [[nodiscard]] Item containing(LineIndex line) const;

  // Whether the item is an own message that is not in the log.
  [[nodiscard]] bool is_outgoing(const Item& item) const { return item.begin >= room_->log.end(); }
  [[nodiscard]] const model::Outgoing& outgoing(const Item& item) const;

  [[nodiscard]] const model::RoomView& room() const { return *room_; }

 private:
  const model::RoomView* room_;
  LineIndex end_;
};

}  // namespace hubbub::ui::chat
