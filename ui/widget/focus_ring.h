// The ring that shows where the keyboard is. Main thread, right after the item.
#pragma once

namespace hubbub::ui::widget {

// Draws it around the last item while that has the keyboard: an active text field, or what
// keyboard navigation is at (not what was merely clicked).
void focus_ring();

}  // namespace hubbub::ui::widget
