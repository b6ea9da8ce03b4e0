// The program with its window: model, engine and shell wired together. Main thread.
#pragma once

#include "app/options.h"
#include "app/settings_file.h"

namespace hubbub::app {

// Until the window is closed. Returns the exit code. `settings` are what `file` held, with the
// command line's values in them; a problem with the file is shown in the window.
int run_window(const Options& options, SettingsFile& file, ReadSettings read);

}  // namespace hubbub::app
