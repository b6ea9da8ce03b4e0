// The measures of the log's drawing at the present theme and scale, in pixels. Main thread.
#pragma once

#include <imgui.h>

namespace hubbub::ui::chat {

struct Metrics {
  static Metrics now();

  float body = 0.0F;   // font size of text
  float small = 0.0F;  // of times and labels
  float mono = 0.0F;   // of code
  float row = 0.0F;    // height of a row of text
  float code_row = 0.0F;
  float small_row = 0.0F;
  float gutter = 0.0F;  // from the left edge to the text
  float right = 0.0F;   // room to the right of the text: the sent mark
  float avatar = 0.0F;  // diameter
  float head = 0.0F;    // height of the name row
  float group_gap = 0.0F;
  float line_gap = 0.0F;  // above and below the text of a line
  float code_pad = 0.0F;  // around code
  float divider = 0.0F;   // height of a line across with its label
  ImFont* text_font = nullptr;
  ImFont* strong_font = nullptr;
  ImFont* mono_font = nullptr;

  friend bool operator==(const Metrics&, const Metrics&) = default;
};

}  // namespace hubbub::ui::chat
