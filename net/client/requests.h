// Checks of what a person wants to send, the same with and without a connection. Net worker only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/client/dialogue.h"
#include "net/client/unconfirmed.h"

namespace hubbub::net::client {

// The message that a request holds; nothing for other requests.
std::optional<UnconfirmedMessage> message_of(const Request& request);

// Why `text` can't be a message on this connection; nothing when it can.
std::optional<wire::MessageFailed> refusal_of(const wire::MessageId& id, std::string_view text,
                                              std::uint32_t max_text_bytes);

// The same on a server of 2006, which has one room and nothing private.
std::optional<wire::MessageFailed> refusal_in_2006(const UnconfirmedMessage& message);

// Why the name in a request can't be one; nothing when it can, or when there is none in it.
std::optional<wire::Notice> name_refusal(const Request& request);

// The failure of a message that found no room in the queue.
wire::MessageFailed queue_full(const wire::MessageId& id);

// The answer to wanting more rooms than a client may be in.
wire::Notice too_many_rooms(const std::string& room);

}  // namespace hubbub::net::client
