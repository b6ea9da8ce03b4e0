// The datagrams by which parties are found, to bytes and back. Pure functions; any thread.
#pragma once

#include <optional>

#include "net/tls/identity.h"
#include "net/wire/discovery_messages.h"
#include "net/wire/frame.h"

namespace hubbub::net::discovery {

// kQueryBytes bytes.
wire::Bytes query_datagram(const wire::MessageId& nonce);

// Nothing for anything else, and for a query without its padding.
std::optional<wire::Query> read_query(wire::ByteView datagram);

// Fills in key and signature; at most kQueryBytes bytes. Empty when OpenSSL can't.
wire::Bytes announcement_datagram(wire::Announcement announcement, const tls::Identity& identity);

// Not verified: who says so is not known yet. Nothing for anything else, and for one that nobody
// could join (no port, no key).
std::optional<wire::Announcement> read_announcement(wire::ByteView datagram);

// Whether `datagram`, which was read as `announcement`, was made by whoever has its key. Takes 0.1
// ms.
bool is_genuine(wire::ByteView datagram, const wire::Announcement& announcement);

}  // namespace hubbub::net::discovery
