// A room: its log, who is in it, and what it has taken of late. Net worker only.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "net/server/room_log.h"
#include "net/wire/encoder.h"
#include "net/wire/recent_ids.h"

namespace hubbub::net::server {

class Session;

struct Room {
  Room(std::string room_name, std::uint64_t room_epoch, std::size_t log_bytes)
      : name(std::move(room_name)), epoch(room_epoch), log(log_bytes) {}

  std::string name;
  std::uint64_t epoch;  // of its numbering; never 0
  RoomLog log;
  // The numbers of the messages taken of late: the same again is not said again.
  wire::RecentIds<RoomLog::Seq> recent{kRecentIds};
  std::vector<Session*> members;     // in the order of coming; the server owns them
  RoomLog::Position flushed_to = 0;  // up to where sessions were last told to flush
  bool has_unsent = false;           // its log grew since the last flush; the server's to reset

  // Numbers `message` and appends it; returns the number.
  template <class M>
  std::uint64_t append(M message) {
    message.seq = log.next_seq();
    message.room = name;
    scratch_.clear();
    wire::encode(message, scratch_);
    log.append(scratch_);
    return message.seq;
  }

 private:
  wire::Bytes scratch_;
};

}  // namespace hubbub::net::server
