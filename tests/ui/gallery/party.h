// Events as a real party would send them, for looking at the window and for its tests. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "net/wire/commands.h"
#include "net/wire/events.h"

namespace hubbub::tests::ui {

// Online at a party with people of many scripts, who have been talking for a while.
net::wire::EventBatch party(std::size_t extra_lines = 0);
// A second room and a private conversation with unread messages.
net::wire::EventBatch side_conversations();
// That party, encrypted, with a topic, roles and people who are not; `earlier` lines are known to
// the host before those that are here.
net::wire::EventBatch guarded_party(std::uint32_t earlier);
// What the host answers to a FetchHistory of that party's lobby.
net::wire::EventBatch earlier_lines(const net::wire::FetchHistory& asked);
// What it answers to a search.
net::wire::EventBatch found_lines(const net::wire::SearchHistory& asked);
// It has another key than the one it had.
net::wire::EventBatch other_host_key();
// We host it.
net::wire::EventBatch hosting();
// The capture of that, `count` frames long, with two that are malformed.
net::wire::EventBatch capture(std::size_t count);
// A connection in this state with this reason.
net::wire::EventBatch connection(net::wire::ConnectionState state, std::string reason = "");

}  // namespace hubbub::tests::ui
