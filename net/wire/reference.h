// Names of commands and values, and the protocol reference that docs/protocol.md holds.
//
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/wire/events.h"

namespace hubbub::net::wire {

// "message", "welcome", …; "?" for a command that our dialect does not have.
std::string_view name_of_command(std::int32_t command);
// "Login", "Message", …; "?" for a command that the 2006 protocol does not have.
std::string_view name_of_2006_command(std::int32_t command);

// The Markdown of docs/protocol.md, made of the declarations.
std::string protocol_reference();

}  // namespace hubbub::net::wire
