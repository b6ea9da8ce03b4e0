// A room: its log, who is in it, and what it has taken of late. Net worker only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "net/history/history.h"
#include "net/server/recall.h"
#include "net/server/room_log.h"
#include "net/wire/encoder.h"
#include "net/wire/messages_forward.h"
#include "net/wire/recent_ids.h"

namespace hubbub::net::server {

class Session;

// For a numbering that begins; never 0.
std::uint64_t random_epoch();

struct Room {
  struct Member {
    Session* session = nullptr;  // the server owns it
    // Sent to after the others, until it is heard of: a flush does not look at it.
    bool idle = false;
  };

  Room(std::string room_name, std::uint64_t room_epoch, std::size_t log_bytes)
      : name(std::move(room_name)), epoch(room_epoch), log(log_bytes) {}
  // One that the history knows.
  Room(const history::StoredRoom& stored, std::size_t log_bytes);

  // Messages up to that number may not be known again.
  [[nodiscard]] RoomLog::Seq forgotten() const {
    return std::max(recent_after, recent.forgotten());
  }
  void remove_member(const Session& session);
  // It was heard of: it is sent to with the others again.
  void wake_member(const Session& session);

  std::string name;
  std::uint64_t epoch;             // of its numbering; never 0
  history::RoomNumber number = 0;  // in the history; 0: not kept
  std::string topic;
  RoomLog::Seq first_kept = 1;                // the oldest that the history has
  std::vector<history::RunEnd> earlier_runs;  // of the host, the oldest first
  wire::HostTime last_time{};                 // of the newest frame, as it is shown
  wire::HostTime last_used{};                 // the same by trusted time, near enough
  history::Maker maker;
  RoomLog log;
  Recall recall;
  // The numbers of the messages taken of late: the same again is not said again.
  wire::RecentIds<RoomLog::Seq> recent{kRecentIds};
  RoomLog::Seq recent_after = 0;       // messages up to that number may be missing there
  std::vector<Member> members;         // in the order of coming
  RoomLog::Position flushed_to = 0;    // up to where sessions were last told to flush
  RoomLog::Position idle_sent_to = 0;  // and all that are idle
  bool has_unsent = false;             // its log grew since the last flush; the server's to reset
  bool idle_wait = false;              // those that are idle are to be sent to in the next round

  // The text of message `seq` is gone from the log, if it is there.
  void clear_text(RoomLog::Seq seq);

  // Numbers `message` and appends it.
  template <class M>
  void append(M& message) {
    message.seq = log.next_seq();
    message.room = name;
    last_time = message.time;
    scratch_.clear();
    wire::encode(message, scratch_);
    log.append(scratch_);
    if constexpr (std::is_same_v<M, wire::Message>)
      recall.add(message.seq, scratch_.size());
  }

 private:
  wire::Bytes scratch_;
};

}  // namespace hubbub::net::server
