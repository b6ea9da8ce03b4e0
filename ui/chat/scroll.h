// Where a log is scrolled to, and what of it is in sight.
//
// The position is an item and how many pixels of it are above the upper edge: it needs no sum of
// heights, so a million lines cost what a screenful costs, and lines that come below or a new width
// move nothing that is being read. Knows no ImGui. One thread.
#pragma once

#include <functional>
#include <vector>

#include "ui/chat/items.h"

namespace hubbub::ui::chat {

// An item in sight; `y` is its upper edge, in pixels from the upper edge of the view.
struct Placed {
  Item item;
  float y = 0.0F;
  float height = 0.0F;
};

class Scroll {
 public:
  // The height of an item in pixels, above 0. Asked only for items in sight or scrolled past.
  using Height = std::function<float(const Item&)>;

  // Down is positive.
  void by(float pixels);
  // The item at the upper edge has grown by so much above what is seen of it: what is seen stays.
  void grown_above(float pixels) { offset_ += pixels; }
  // What is at the upper edge stays there, whatever grows below it.
  void stay() { follows_ = false; }
  void to_newest() { follows_ = true; }
  void to_oldest(const Items& items);
  // The line at `share` (0 top, 1 bottom) of the view's height.
  void to_line(LineIndex line, float share);
  // The line at the upper edge; the fraction counts into its item. What a scrollbar asks for.
  void to_position(double line);

  // Lays what is in sight into `placed`, upper first, and settles the position on it.
  void place(const Items& items, float view_height, const Height& height,
             std::vector<Placed>& placed);

  // The newest line is in sight and stays so when others come.
  [[nodiscard]] bool follows() const { return follows_; }
  // What to_position() takes, as of the last place().
  [[nodiscard]] double position() const { return position_; }
  // Lines in sight, as of the last place().
  [[nodiscard]] double lines_in_sight() const { return lines_in_sight_; }

 private:
  void place_from_bottom(const Items& items, float view_height, const Height& height,
                         std::vector<Placed>& placed);
  bool place_from_anchor(const Items& items, float view_height, const Height& height,
                         std::vector<Placed>& placed);
  void settle(const std::vector<Placed>& placed, float view_height);

  bool follows_ = true;
  LineIndex line_ = 0;     // in the item at the upper edge
  float offset_ = 0.0F;    // pixels of that item above the edge
  double fraction_ = 0.0;  // of that item's height, still to be added to the offset
  float share_ = 0.0F;     // of the view's height, still to be taken from the offset
  double position_ = 0.0;
  double lines_in_sight_ = 0.0;
};

}  // namespace hubbub::ui::chat
