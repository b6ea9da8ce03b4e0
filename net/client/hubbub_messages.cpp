// What we say: sent in order, again after a loss, and once; the rest of the dialogue is in
// hubbub_dialogue.cpp.
#include <algorithm>
#include <utility>

#include "net/client/hubbub_dialogue.h"
#include "net/client/requests.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::client {

// Rooms are called what the host calls them, so that what is said in one is found with it.
void HubbubDialogue::spell(UnconfirmedMessage& message) {
  if (message.is_private || message.to.empty()) {
    return;
  }
  if (const RoomStanding* const room = standing_.find_alike(message.to)) {
    message.to = room->room;
  }
}

void HubbubDialogue::spell_waiting() {
  for (UnconfirmedMessage& message : standing_.unconfirmed.messages()) {
    spell(message);
  }
}

void HubbubDialogue::say(UnconfirmedMessage message) {
  if (auto refusal = refusal_of(message.id, message.text, max_text_bytes_)) {
    return line_.emit(std::move(*refusal));
  }
  spell(message);
  const wire::MessageId id = message.id;
  switch (standing_.unconfirmed.add(std::move(message))) {
    case Unconfirmed::Added::kKnown:
      return;
    case Unconfirmed::Added::kFull:
      return line_.emit(queue_full(id));
    case Unconfirmed::Added::kYes:
      break;
  }
  if (phase_ == Phase::kOnline) {
    post_waiting();
  }
}

RoomStanding* HubbubDialogue::room_of(const UnconfirmedMessage& message) {
  if (message.is_private) {
    return nullptr;
  }
  const auto found =
      std::find_if(standing_.rooms.begin(), standing_.rooms.end(), [&](const RoomStanding& room) {
        return room.room == message.to || (room.lobby && message.to.empty());
      });
  return found == standing_.rooms.end() ? nullptr : &*found;
}

// In the order in which they were said; those for a room that we are still coming into, or where
// one of them has to be looked for, wait.
void HubbubDialogue::post_waiting() {
  for (UnconfirmedMessage& message : standing_.unconfirmed.messages()) {
    const RoomStanding* const room = room_of(message);
    const bool waits =
        room != nullptr && room->asked && (!room->entered || room->after < room->look_to);
    if (!message.posted && !waits) {
      post(message);
    }
  }
}

void HubbubDialogue::post(UnconfirmedMessage& message) {
  if (message.is_private && !message.sent) {
    message.at = std::max(privates_as_of_, standing_.private_after);
  } else if (const RoomStanding* const room = room_of(message)) {
    if (!message.shown && !message.lost_track) {
      message.at = room->after;  // all of which we have got since it was sent
    }
  }
  std::uint64_t from = 0;
  if (message.sent) {
    from = message.shown ? message.at : message.at + 1;
  }
  message.posted = true;
  message.nick = standing_.nick;
  message.renaming = !nick_asked_.empty();
  if (message.is_private) {
    send(wire::Whisper{message.to, message.id, message.text, from, message.key});
  } else {
    send(wire::Post{message.to, message.id, message.text, from});
  }
}

// The host has lost what was above that number, in the room or, without one, of what is private.
void HubbubDialogue::retract_own(const RoomStanding* room, std::uint64_t kept) {
  for (UnconfirmedMessage& message : standing_.unconfirmed.messages()) {
    const bool concerned = room == nullptr ? message.is_private : room_of(message) == room;
    if (message.at > kept && concerned) {
      message.at = kept;
      message.shown = false;
    }
  }
}

// Where the host takes us up again. Whether it has lost private messages that we have seen.
bool HubbubDialogue::take_private_position(const wire::Welcome& welcome) {
  const std::uint64_t kept = welcome.private_kept;
  const std::uint64_t seen = standing_.private_after;
  if (standing_.private_run != welcome.run) {
    standing_.private_earlier.leave(standing_.private_run, seen, kept);
    standing_.private_run = welcome.run;
  }
  // It brings nobody without a key, or without a history, what was private before.
  if (!has_history_ || line_.security().own_key.is_none() || kept >= seen) {
    return false;
  }
  standing_.private_after = kept;
  retract_own(nullptr, kept);
  return true;
}

// The host knows a message by its id and its sender: without a key, it could be said twice under
// another name.
void HubbubDialogue::give_up_other_names() {
  if (!line_.security().own_key.is_none()) {
    return;
  }
  for (const UnconfirmedMessage& message :
       standing_.unconfirmed.take_sent_as_another(standing_.nick)) {
    line_.emit(wire::MessageFailed{message.id, "unconfirmed",
                                   "You changed your name before the host confirmed it: it may "
                                   "have arrived.",
                                   true});
  }
}

// The room's lines do not follow on those that we have: what was sent there may be among the
// missing.
void HubbubDialogue::lose_track(const RoomStanding& room) {
  for (UnconfirmedMessage& message : standing_.unconfirmed.messages()) {
    if (message.sent && !message.shown && room_of(message) == &room) {
      message.lost_track = true;
    }
  }
}

// In a new history there is none of it, not even of what was shown; `room` is null for the private
// ones.
void HubbubDialogue::say_anew(const RoomStanding* room) {
  for (UnconfirmedMessage& message : standing_.unconfirmed.messages()) {
    if (message.is_private == (room == nullptr) && room_of(message) == room) {
      message.sent = message.shown = message.lost_track = false;
      message.at = 0;
    }
  }
}

// The host answers all that is behind this one in the room the same way.
void HubbubDialogue::look_again(UnconfirmedMessage& message, std::uint64_t up_to) {
  RoomStanding* const room = room_of(message);
  room->look_to = up_to;
  bool is_behind = false;
  for (UnconfirmedMessage& each : standing_.unconfirmed.messages()) {
    is_behind = is_behind || &each == &message;
    if (is_behind && each.posted && room_of(each) == room) {
      each.sent = true;
      each.posted = false;
      each.look_to = up_to;
    }
  }
  post_waiting();
}

void HubbubDialogue::take(const wire::Unsure& unsure) {
  UnconfirmedMessage* const message = standing_.unconfirmed.find(unsure.id);
  if (message == nullptr) {
    return;
  }
  if (message->shown) {
    // So many lines ago that it is on the host's disk.
    const std::uint64_t seq = message->at;
    standing_.unconfirmed.take(unsure.id);
    line_.emit(wire::MessageAcknowledged{unsure.id, seq});
    return;
  }
  const RoomStanding* const room = room_of(*message);
  // Of a room that we are leaving the lines do not come any more.
  const bool can_look = room != nullptr && room->asked && room->entered;
  if (message->is_private || message->lost_track || !can_look) {
    standing_.unconfirmed.take(unsure.id);
    line_.emit(wire::MessageFailed{unsure.id, "unconfirmed",
                                   "The host does not remember whether it has it: it may have "
                                   "arrived.",
                                   true});
    return;
  }
  if (message->look_to < unsure.up_to) {
    look_again(*message, unsure.up_to);
  }
}

}  // namespace hubbub::net::client
