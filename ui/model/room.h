// One room or private conversation as the model keeps it. Belongs to whoever holds the model's
// lock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/model/log.h"
#include "ui/model/view.h"

namespace hubbub::ui::model {

struct Room {
  Room(RoomId room_id, RoomKind room_kind, std::string_view room_name)
      : id(room_id), kind(room_kind), name(room_name) {}

  [[nodiscard]] bool has(std::string_view nick) const;
  // With `unique`, somebody who is there already is not added again.
  void add_member(wire::RosterEntry member, bool unique);
  bool remove_member(std::string_view nick);
  [[nodiscard]] const wire::RosterEntry* member(std::string_view nick) const;
  bool set_role(std::string_view nick, wire::Role role);
  bool rename_member(std::string_view old_nick, std::string_view new_nick);
  void set_roster(std::vector<wire::RosterEntry> members);

  [[nodiscard]] Outgoing* find_outgoing(const wire::MessageId& message);

  // Where lines of the present numbering may stand.
  [[nodiscard]] LineIndex floor() const { return numbering_begin.value_or(log.first()); }
  // Sets `oldest_seq` and `newest` by what the log holds after lines went.
  void find_oldest();
  void find_newest();
  void ask_no_more();  // the answer to a fetch will not come, or would not fit any more

  const RoomId id;
  const RoomKind kind;
  std::string name;
  // Of a conversation: whom it is with; none: somebody without a key, known by the name. Until it
  // is `identified` only the name is known that it was opened under.
  wire::KeyId key{};
  bool identified = false;
  bool ours = false;       // a conversation that we opened or said something in
  bool has_draft = false;  // something is written in the window and not sent
  bool lobby = false;
  bool present = false;
  bool was_lost = false;   // the connection was lost since we were here last
  bool returning = false;  // we came back, so what is replayed was missed by us
  std::string topic;
  // By and to whom something was done as the room was told last (ModerationReported).
  std::string order_by;
  std::string order_who;
  Log log;
  std::pair<wire::HostTime, std::uint64_t>
      newest;  // time and number of the newest line of the host
  // Where the present numbering begins in the log; what stands before belongs to an older history.
  std::optional<LineIndex> numbering_begin;
  std::uint64_t oldest_seq = 0;  // of the host's lines in it; 0: there is none
  // Of what lies above the oldest line.
  bool fetching = false;
  std::uint64_t fetching_before = 0;
  wire::KeyId fetching_key{};
  bool at_beginning = false;
  bool unavailable = false;
  std::string unavailable_reason;
  std::vector<wire::RosterEntry> roster;
  std::uint64_t roster_revision = 1;
  std::vector<Outgoing> outgoing;
  std::uint32_t unread = 0;
  std::uint32_t mentions = 0;
  std::optional<LineIndex> first_unread;
  LineIndex read_up_to = 0;    // `unread` are the counted lines from here on
  std::uint64_t last_use = 0;  // for which conversation was silent for longest
  std::uint64_t revision = 1;
};

}  // namespace hubbub::ui::model
