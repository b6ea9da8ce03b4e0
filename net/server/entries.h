// What stands in a room's log, as the history keeps it, and back again.
//
// Pure functions; any thread.
#pragma once

#include <string>

#include "net/history/history.h"
#include "net/wire/frame.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::server {

wire::Entry entry_of(const wire::Message& message);
wire::Entry entry_of(const wire::Joined& joined);
wire::Entry entry_of(const wire::Left& left);
wire::Entry entry_of(const wire::Renamed& renamed);
wire::Entry entry_of(const wire::Topic& topic);
wire::Entry entry_of(const wire::Moderated& moderated);

// Appends the frame that told of `line` in `room` when it happened. What the history does not keep
// (the dialect of who joined, say) is as it is for most.
void append_frame_of(const history::Line& line, const std::string& room, wire::Bytes& out);

// The private message that `line` is.
wire::Private private_of(const history::Line& line);

}  // namespace hubbub::net::server
