// One item of the log laid out for a width: rows of text and how high it all is. Main thread,
// inside a frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ui/chat/content.h"
#include "ui/chat/metrics.h"

namespace hubbub::ui::chat {

// A row of text; `x` and `y` from the item's text column and upper edge. [begin, end) covers all
// bytes up to the next row, `drawn_end` leaves out the blanks and the line end behind what is seen.
struct Row {
  std::uint32_t begin = 0;
  std::uint32_t drawn_end = 0;
  std::uint32_t end = 0;
  float x = 0.0F;
  float y = 0.0F;
  float height = 0.0F;
  bool code = false;
};

// The background of a code block.
struct CodeBox {
  float y = 0.0F;
  float height = 0.0F;
};

// A message of more rows than this is cut after kRowsOfATall, so that it does not bury what others
// say; a click shows it whole.
inline constexpr std::size_t kTallRows = 60;
inline constexpr std::size_t kRowsOfATall = 40;

struct Layout {
  Content content;
  std::vector<Row> rows;
  std::vector<CodeBox> code;
  float top_y = -1.0F;     // upper edge of the row that tells what is above; below 0: none
  float day_y = -1.0F;     // of the date's line across
  float unread_y = -1.0F;  // of the "new" line across
  float gap_y = -1.0F;     // of the line across that tells of missing lines
  float body_y = 0.0F;     // where the hover background begins
  float head_y = 0.0F;     // of the name row, if content.head
  float more_y = -1.0F;    // of the row that tells how much was cut off
  float end_y = 0.0F;      // where the text ends, that row included
  float height = 0.0F;     // extra below included
  std::size_t all_rows = 0;

  // The row at height `y` from the item's upper edge, or the nearest; rows.size() if there is none.
  [[nodiscard]] std::size_t row_at(float y) const;
};

// The fonts that a layout or a drawing measures with; good for one frame.
struct Fonts {
  explicit Fonts(const Metrics& metrics);
  ImFontBaked& of(const Row& row) const { return row.code ? mono : text; }
  ImFontBaked& text;
  ImFontBaked& mono;
};

// `width` of the whole log in pixels; `unread`: the "new" line stands above; `extra` pixels are
// left below, for what is drawn there. `whole`: nothing is cut off.
[[nodiscard]] Layout make_layout(Content content, const Metrics& metrics, const Fonts& fonts,
                                 float width, bool unread, float extra, bool whole);

}  // namespace hubbub::ui::chat
