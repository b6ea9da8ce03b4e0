// Every message of our dialect, declared once: in the *_messages.h beside this file.
//
// A message is a plain struct with one describe(self, visitor) that names its fields in wire order.
// The encoder, the decoder and its trace, the sampler that feeds tests and fuzzers, and the
// reference in docs/protocol.md all derive from it; adding a message is adding a struct and naming
// it in one of the two lists below.
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
#include "net/wire/history_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/moderation_messages.h"
#include "net/wire/password_messages.h"

namespace hubbub::net::wire {

template <class... Messages>
struct MessageList {
  // Calls f.template operator()<M>() for each.
  template <class F>
  static void for_each(F&& f) {
    (f.template operator()<Messages>(), ...);
  }
};

using ClientMessages =
    MessageList<Login, Proof, Logout, Post, Whisper, Join, Leave, SetTopic, ChangeNick, Who,
                ListRooms, Fetch, Search, Moderate, ListBans, Ping>;
using HostMessages =
    MessageList<Welcome, Challenge, Roster, Message, Joined, Left, Renamed, Topic, Moderated,
                Private, Ack, Refused, Unsure, Held, Rooms, Page, Found, Bans, Farewell, Pong>;

}  // namespace hubbub::net::wire
