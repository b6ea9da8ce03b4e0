#include "ui/chat/scroll.h"

#include <algorithm>
#include <cmath>

namespace hubbub::ui::chat {

void Scroll::by(float pixels) {
  if (pixels < 0.0F) {
    follows_ = false;
  }
  offset_ += pixels;
}

void Scroll::to_oldest(const Items& items) {
  follows_ = false;
  line_ = items.first();
  offset_ = 0.0F;
  fraction_ = 0.0;
}

void Scroll::to_line(LineIndex line, float share) {
  follows_ = false;
  line_ = line;
  offset_ = 0.0F;
  fraction_ = 0.0;
  share_ = share;
}

void Scroll::to_position(double line) {
  follows_ = false;
  line_ = static_cast<LineIndex>(std::floor(line));
  offset_ = 0.0F;
  fraction_ = line - std::floor(line);
}

void Scroll::place(const Items& items, float view_height, const Height& height,
                   std::vector<Placed>& placed) {
  placed.clear();
  if (items.empty() || view_height <= 0.0F) {
    return;
  }
  if (follows_ || !place_from_anchor(items, view_height, height, placed)) {
    follows_ = true;
    placed.clear();
    place_from_bottom(items, view_height, height, placed);
  }
  settle(placed, view_height);
}

void Scroll::place_from_bottom(const Items& items, float view_height, const Height& height,
                               std::vector<Placed>& placed) {
  float y = view_height;
  for (LineIndex next = items.end(); next > items.first() && y > 0.0F;) {
    const Item item = items.containing(next - 1);
    const float item_height = height(item);
    y -= item_height;
    placed.push_back({item, y, item_height});
    next = item.begin;
  }
  std::reverse(placed.begin(), placed.end());
}

// False when what follows the anchor does not fill the view: then the bottom is the better anchor.
bool Scroll::place_from_anchor(const Items& items, float view_height, const Height& height,
                               std::vector<Placed>& placed) {
  const LineIndex line = std::clamp(line_, items.first(), items.end() - 1);
  if (line != line_) {
    offset_ = 0.0F;
    fraction_ = 0.0;
  }
  Item item = items.containing(line);
  float item_height = height(item);
  offset_ += static_cast<float>(fraction_) * item_height - share_ * view_height;
  fraction_ = 0.0;
  share_ = 0.0F;
  while (offset_ < 0.0F && item.begin > items.first()) {
    item = items.containing(item.begin - 1);
    item_height = height(item);
    offset_ += item_height;
  }
  offset_ = std::max(offset_, 0.0F);
  while (offset_ >= item_height && item.end < items.end()) {
    offset_ -= item_height;
    item = items.containing(item.end);
    item_height = height(item);
  }
  float y = -offset_;
  for (;;) {
    placed.push_back({item, y, item_height});
    y += item_height;
    if (y >= view_height) {
      return item.end < items.end() || y > view_height;
    }
    if (item.end >= items.end()) {
      return false;
    }
    item = items.containing(item.end);
    item_height = height(item);
  }
}

void Scroll::settle(const std::vector<Placed>& placed, float view_height) {
  const Placed& top = placed.front();
  line_ = top.item.begin;
  offset_ = -top.y;
  const auto lines = [](const Placed& item) {
    return static_cast<double>(item.item.end - item.item.begin);
  };
  const double above = std::max(0.0, -static_cast<double>(top.y) / static_cast<double>(top.height));
  position_ = static_cast<double>(top.item.begin) + above * lines(top);
  lines_in_sight_ = 0.0;
  for (const Placed& item : placed) {
    const float shown = std::min(item.y + item.height, view_height) - std::max(item.y, 0.0F);
    lines_in_sight_ += lines(item) * static_cast<double>(std::max(shown, 0.0F) / item.height);
  }
}

}  // namespace hubbub::ui::chat
