// --serve: a host without a window. Main thread.
#pragma once

#include "app/options.h"
#include "net/wire/commands.h"

namespace hubbub::app {

// Hosts as `start` says, until a signal of StopOrder, or until the host ends by itself. JSON lines
// go to standard output: first {"event":"listening",…}, then joins, leaves and errors. Returns the
// exit code.
int serve(const Options& options, const net::wire::StartHost& start);

}  // namespace hubbub::app
