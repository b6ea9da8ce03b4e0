// --join … --pipe: a client without a window. Main thread.
#pragma once

#include "app/options.h"

namespace hubbub::app {

// Joins, sends a message for each line of standard input and prints a JSON object a line for each
// event, until the input ends or the connection does. Returns the exit code.
int pipe(const Options& options, const std::string& nick);

}  // namespace hubbub::app
