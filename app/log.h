// The program's log on standard error. Any thread after set_up_log().
#pragma once

#include <string>

#include "net/wire/events.h"

namespace hubbub::app {

// `level`: trace, debug, info, warning, error, critical or off.
void set_up_log(const std::string& level);

// For whoever started the program.
void log_warning(const std::string& sentence);

// A line about what happened to the connection or the host; nothing for what belongs in a chat.
void log_event(const net::wire::Event& event);

}  // namespace hubbub::app
