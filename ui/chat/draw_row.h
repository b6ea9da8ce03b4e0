// Paints one row of text: what is selected, what a search found, the text with its addresses and
// mentions in their colours. Main thread.
#pragma once

#include <imgui.h>

#include "ui/chat/draw_item.h"

namespace hubbub::ui::chat {

class RowPainter {
 public:
  // `origin` of the item's text column on the screen; `tint` of its plain text.
  RowPainter(ImDrawList& draw, const Paint& paint, const Layout& layout, ImVec2 origin, ImU32 tint);

  void draw(const Row& row, const Range& selected) const;

 private:
  void fill(const Row& row, std::size_t begin, std::size_t end, ImU32 tint) const;
  void hits(const Row& row) const;
  void piece(const Row& row, float x, std::size_t begin, std::size_t end, ImU32 tint) const;
  [[nodiscard]] float width(const Row& row, std::size_t begin, std::size_t end) const;
  [[nodiscard]] float x_of(const Row& row, std::size_t byte) const;

  ImDrawList& draw_;
  const Paint& paint_;
  const Layout& layout_;
  ImVec2 origin_;
  ImU32 tint_;
};

}  // namespace hubbub::ui::chat
