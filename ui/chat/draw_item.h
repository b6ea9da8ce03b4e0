// Paints one laid-out item of the log. Reads nothing but its arguments and the theme. Main thread.
#pragma once

#include <imgui.h>

#include "ui/chat/layout.h"
#include "ui/chat/layout_cache.h"
#include "ui/model/fold.h"

namespace hubbub::ui::chat {

struct Paint {
  const Metrics& metrics;
  const Fonts& fonts;
  const model::Needle& needle;  // what a search looks for; empty: none
  float width = 0.0F;           // of the log
  float top = 0.0F;             // of the view on the screen: rows outside are left out
  float bottom = 0.0F;
};

struct ItemLook {
  ImVec2 at;       // its upper left corner on the screen
  Range selected;  // bytes
  Sending sending = Sending::kNone;
  bool hovered = false;
  bool present_hit = false;  // the search stands here
};

void draw_item(ImDrawList& draw, const Paint& paint, const Layout& layout, const ItemLook& look);

}  // namespace hubbub::ui::chat
