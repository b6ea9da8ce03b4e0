// The scrollbar of a log: the thumb's place and length are in lines, which are known, instead of
// pixels, which for a million lines are not. Main thread, inside a window.
#pragma once

#include <imgui.h>

#include "ui/chat/items.h"
#include "ui/chat/scroll.h"

namespace hubbub::ui::chat {

// Draws it at `at` in `size` pixels and scrolls as it is dragged or clicked. Nothing is drawn when
// all is in sight. `grab` keeps where in the thumb it was taken, from 0 to 1.
void scrollbar(const Items& items, Scroll& scroll, ImVec2 at, ImVec2 size, float& grab);

}  // namespace hubbub::ui::chat
