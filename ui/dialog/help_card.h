// The card with all slash commands, over the window until it is closed. Main thread.
#pragma once

namespace hubbub::ui::dialog {

// Draws it while it is open. True in the frame in which it is closed: by Esc, its cross, or a click
// beside it.
bool draw_help_card();

}  // namespace hubbub::ui::dialog
