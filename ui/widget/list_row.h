// A clickable row of a list, and the line that unfolds what is beneath it. Main thread.
#pragma once

#include <string_view>

namespace hubbub::ui::widget {

struct ListRow {
  const char* icon = nullptr;
  std::string_view text;              // any text, ready to draw (theme::displayable)
  std::string_view detail;            // to its right, quieter
  const char* action_icon = nullptr;  // a small button at the right end, shown under the pointer
  const char* action_label = "";      // its ID and tooltip
  bool selected = false;
};

struct ListRowResult {
  bool pressed = false;
  bool action = false;
};

// As wide as is available. `id` is ours, never a peer's text.
ListRowResult list_row(const char* id, const ListRow& row);
float list_row_height();

// An arrow and a label; a click turns `open` over.
void disclosure(const char* label, bool& open);

}  // namespace hubbub::ui::widget
