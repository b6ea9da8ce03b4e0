// Messages to bytes. Any thread.
//
// Senders keep texts within the limits of their declarations; the encoder cuts what is longer at a
// code point, so that no peer ever gets a frame that it has to refuse.
//
// `M` is a message of messages_forward.h. encoder.cpp has the functions for all of them, so a
// source that only encodes needs no more than the *_messages.h of what it sends.
#pragma once

#include "net/wire/frame.h"

namespace hubbub::net::wire {

// Appends `message` to `out` as one frame.
template <class M>
void encode(const M& message, Bytes& out);

template <class M>
Bytes encoded(const M& message);

}  // namespace hubbub::net::wire
