// What the command line asks of the network. Pure functions; any thread.
#pragma once

#include "app/options.h"
#include "net/wire/commands.h"

namespace hubbub::app {

// Host as asked, on the port and under the title of the options.
net::wire::StartHost wish_to_host(const Options& options);

// Join as asked.
net::wire::Connect wish_to_join(const Options& options, const std::string& nick);

}  // namespace hubbub::app
