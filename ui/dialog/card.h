// A raised card in the middle of the window: what a modal is drawn on. Main thread.
#pragma once

namespace hubbub::ui::dialog {

// Opens the modal `id` if it is not open and begins it, `width` density-independent pixels wide,
// less in a small window; false when nothing of it is to be drawn. After true, end_card() must
// follow.
bool begin_card(const char* id, float width);
void end_card();

// The program's mark and name, and a cross if `closable`. True when the cross was clicked.
bool draw_card_header(bool closable);

}  // namespace hubbub::ui::dialog
