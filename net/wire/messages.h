// Every message of our dialect, declared once: in the *_messages.h beside this file.
//
// A message is a plain struct with one describe(self, visitor) that names its fields in wire order.
// The encoder, the decoder and its trace, the sampler that feeds tests and fuzzers, and the
// reference in docs/protocol.md all derive from it; adding a message is adding a struct and naming
// it in one of the lists in messages_forward.h. Each of them is one source that goes through
// the lists (encoder.cpp, decoder.cpp, trace.cpp, sampler.cpp, reference.cpp); others call it
// through a function that its header only declares.
//
// This header is for what deals with all messages; others include the one file that they need.
//
// What a visitor is called with, and how it stands on the wire:
//   name(n, s, limit, doc)    the frame's name field
//   text(n, s, limit, doc)    u32 byte count, then UTF-8; at most `limit` bytes
//   number(n, v, doc)         u8, u16, u32, u64: little-endian
//   time(n, t, doc)           i64: microseconds since 1970-01-01 00:00 UTC
//   id(n, id, doc)            16 bytes (MessageId) or 32 (Digest)
//   secret(n, digest, doc)    32 bytes, which the inspector does not show
//   choice(n, e, doc)         u8: an enumeration
//   list(n, v, limit, doc)    u32 count, then the elements' fields
//   magic(n, bytes, doc)      exactly these bytes
//   rest(n, s, limit, doc)    UTF-8 to the end of the frame
// Everything but name() stands in the frame's message field, one after the other. Bytes after the
// last field a reader knows belong to a later revision and are skipped.
#pragma once

#include "net/wire/client_messages.h"
#include "net/wire/discovery_messages.h"
#include "net/wire/history_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/messages_forward.h"
#include "net/wire/moderation_messages.h"
#include "net/wire/password_messages.h"
