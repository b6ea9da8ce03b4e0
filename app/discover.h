// hubbub --discover: the parties on the local networks, as JSON lines. Main thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "net/wire/events.h"

namespace hubbub::app {

// Prints `party`, `changed` and `gone` lines for as long as asked, or until told to stop. The code
// to exit with: kDone when any was found, else kFailure.
int discover(const Options& options);

// A line each for people, with what strangers wrote in it made harmless.
std::string list_of(const std::vector<net::wire::Party>& parties);

// The parties that answer within `patience`. As soon as it is over, or when told to stop.
std::vector<net::wire::Party> parties_around(std::chrono::milliseconds patience);

}  // namespace hubbub::app
