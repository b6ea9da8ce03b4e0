// Messages: those that come in, and our own on their way out and back.
#include <algorithm>
#include <utility>

#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {

// Where an own line was written, whatever the host calls the room or the person; else where it was
// said.
Room& State::room_of(const wire::MessageReceived& event) {
  Room* written_in = nullptr;
  if (event.own && find_outgoing(event.id, &written_in) != nullptr) {
    if (event.is_private) {
      identify(*written_in, event.other);
    }
    return *written_in;
  }
  if (!event.is_private) {
    return room(RoomKind::kRoom, event.room);
  }
  const std::string& name = event.own ? event.to : event.from;
  Room& with = conversation(name, event.other);
  note_name(with, name);
  return with;
}

// A room that was left and entered again has a new log, in which nothing was seen yet.
std::string_view State::seen_key(const Room& room, std::string_view from) {
  scratch_key_.assign(from);
  scratch_key_ += '\n';  // in no name
  scratch_key_ += std::to_string(static_cast<std::uint32_t>(room.id));
  return scratch_key_;
}

bool State::on(wire::MessageReceived& event) {
  if (event.replay && !event.is_private && is_our_other_name(event.from)) {
    event.own = false;
  }
  if (!event.own && is_ignored(event.who, event.from)) {
    return pass_over(event);
  }
  // A line is never dropped for want of a room: one that we know nothing of is made.
  Room& room = room_of(event);
  const bool seen = has_come(room, event);
  if (!seen) {
    NewLine line;
    line.kind = event.text.empty() ? LineKind::kRemoved : LineKind::kMessage;
    line.own = event.own;
    line.replay = event.replay;
    line.seq = event.seq;
    line.time = event.time;
    line.id = event.id;
    line.from = event.from;
    line.who = event.who;
    line.text = event.text.empty() ? kRemovedText : std::string_view(event.text);
    add_line(room, line);
  }
  if (event.own) {
    settle(room, event.id);
  }
  return !seen || event.own;
}

// What has been fetched from the history is known by its place: the ids of so many would push out
// those of the newest.
bool State::has_come(Room& room, const wire::MessageReceived& event) {
  if (event.id.is_none()) {
    return false;
  }
  if (event.seq != 0 && event.replay) {
    const auto known = room.log.find(event.seq, room.floor());
    if (known && room.log.line(*known).id == event.id) {
      return true;
    }
  }
  return seen_.insert(event.id, seen_key(room, event.from), {}).has_value();
}

// Its number counts all the same: what is older is asked for from here on.
bool State::pass_over(const wire::MessageReceived& event) {
  Room* const room = event.is_private ? nullptr : find(RoomKind::kRoom, event.room);
  if (room != nullptr && event.seq != 0) {
    room->newest = std::max(room->newest, std::pair(event.time, event.seq));
    room->oldest_seq = room->oldest_seq == 0 ? event.seq : room->oldest_seq;
  }
  return false;
}

// An own line has come back.
void State::settle(Room& room, const wire::MessageId& message) {
  Outgoing* outgoing = room.find_outgoing(message);
  if (outgoing == nullptr) {
    return;
  }
  outgoing->in_log = true;
  // What was given up has arrived all the same; nothing else will confirm it.
  if (outgoing->acknowledged || outgoing->state == Outgoing::State::kFailed) {
    room.outgoing.erase(room.outgoing.begin() + (outgoing - room.outgoing.data()));
    --outgoing_count_;
  }
  touch(room);
}

bool State::on(wire::MessageAcknowledged& event) {
  Room* room = nullptr;
  Outgoing* outgoing = find_outgoing(event.id, &room);
  if (outgoing == nullptr) {
    return false;
  }
  outgoing->acknowledged = true;
  outgoing->state = Outgoing::State::kPending;
  if (outgoing->in_log) {
    room->outgoing.erase(room->outgoing.begin() + (outgoing - room->outgoing.data()));
    --outgoing_count_;
  }
  touch(*room);
  return true;
}

bool State::on(wire::MessageFailed& event) {
  Room* room = nullptr;
  Outgoing* outgoing = find_outgoing(event.id, &room);
  if (outgoing == nullptr) {
    return false;
  }
  touch(*room);
  if (outgoing->in_log) {  // only the confirmation was lost
    room->outgoing.erase(room->outgoing.begin() + (outgoing - room->outgoing.data()));
    --outgoing_count_;
    return true;
  }
  outgoing->state = Outgoing::State::kFailed;
  outgoing->may_have_arrived = outgoing->may_have_arrived || event.may_have_arrived;
  outgoing->code = std::move(event.code);
  outgoing->reason = std::string(clean_text(event.reason, scratch_text_));
  return true;
}

Outgoing* State::find_outgoing(const wire::MessageId& message, Room** room) {
  for (const auto& candidate : rooms_) {
    if (Outgoing* found = candidate->find_outgoing(message)) {
      *room = candidate.get();
      return found;
    }
  }
  return nullptr;
}

wire::Command State::command_for(const Room& room, const Outgoing& outgoing) {
  if (room.kind == RoomKind::kPrivate) {
    return wire::SendPrivate{outgoing.id, room.name, outgoing.text, room.key,
                             outgoing.may_have_arrived};
  }
  return wire::SendMessage{outgoing.id, room.name, outgoing.text, outgoing.may_have_arrived};
}

std::optional<wire::Command> State::compose(RoomId id, std::string text) {
  Room* room = find(id);
  if (room == nullptr || text.empty() || outgoing_count_ >= kMaxOutgoing) {
    return std::nullopt;
  }
  Outgoing outgoing;
  outgoing.id = wire::MessageId::make();
  outgoing.text = std::move(text);
  outgoing.time = host_now();
  wire::Command command = command_for(*room, outgoing);
  room->outgoing.push_back(std::move(outgoing));
  room->first_unread.reset();  // who answers has read
  room->last_use = ++uses_;
  ++outgoing_count_;
  touch(*room);
  return command;
}

std::optional<wire::Command> State::retry(const wire::MessageId& message) {
  Room* room = nullptr;
  Outgoing* outgoing = find_outgoing(message, &room);
  if (outgoing == nullptr || outgoing->state != Outgoing::State::kFailed) {
    return std::nullopt;
  }
  outgoing->state = Outgoing::State::kPending;
  outgoing->code.clear();
  outgoing->reason.clear();
  touch(*room);
  return command_for(*room, *outgoing);
}

std::size_t State::unconfirmed() const {
  std::size_t count = 0;
  for (const auto& room : rooms_) {
    count += static_cast<std::size_t>(
        std::count_if(room->outgoing.begin(), room->outgoing.end(),
                      [](const Outgoing& outgoing) { return !outgoing.acknowledged; }));
  }
  return count;
}

std::size_t State::lost_at(std::string_view target) const {
  return session_target_.empty() || session_target_ == target ? 0 : unconfirmed();
}

bool State::discard(const wire::MessageId& message) {
  Room* room = nullptr;
  const Outgoing* outgoing = find_outgoing(message, &room);
  if (outgoing == nullptr || outgoing->state != Outgoing::State::kFailed) {
    return false;
  }
  room->outgoing.erase(room->outgoing.begin() + (outgoing - room->outgoing.data()));
  --outgoing_count_;
  touch(*room);
  return true;
}

}  // namespace hubbub::ui::model
