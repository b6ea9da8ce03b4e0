// How the server says something to everybody in a room: the one place where lines get their
// numbers. Included by the server's own sources; see server.h for the contract.
#pragma once

#include <memory>

#include "net/server/entries.h"
#include "net/server/server.h"

namespace hubbub::net::server {

template <class M>
std::uint64_t Server::broadcast(const std::shared_ptr<Room>& room, M message,
                                const wire::KeyId& key) {
  if (!room->has_unsent) {
    room->has_unsent = true;
    unsent_rooms_.push_back(room);
    request_flush();
  }
  room->append(message);
  room->last_used = time_->now();
  if (archive_.keeps())
    archive_.keep(*room, entry_of(message), key);
  // However much comes in within one turn, it goes out before it can fall off the log.
  if (room->log.end() - room->flushed_to > room->log.max_bytes() / 4)
    flush_room(room);
  return message.seq;
}

}  // namespace hubbub::net::server
