// The raised card in the middle of the window that the connection dialog is drawn on. Main thread.
#pragma once

namespace hubbub::ui::dialog {

// Opens the modal if it is not open and begins it; false when nothing of it is to be drawn. After
// true, end_card() must follow.
bool begin_card();
void end_card();

// The program's mark and name, and a cross if `closable`. True when the cross was clicked.
bool draw_card_header(bool closable);

}  // namespace hubbub::ui::dialog
