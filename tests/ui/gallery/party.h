// Events as a real party would send them, for looking at the window and for its tests. One thread.
#pragma once

#include <cstddef>
#include <string>

#include "net/wire/events.h"

namespace hubbub::tests::ui {

// Online at a party with people of many scripts, who have been talking for a while.
net::wire::EventBatch party(std::size_t extra_lines = 0);
// A second room and a private conversation with unread messages.
net::wire::EventBatch side_conversations();
// We host it.
net::wire::EventBatch hosting();
// The capture of that, `count` frames long, with two that are malformed.
net::wire::EventBatch capture(std::size_t count);
// A connection in this state with this reason.
net::wire::EventBatch connection(net::wire::ConnectionState state, std::string reason = "");

}  // namespace hubbub::tests::ui
