// What a host's frames mean to us; the rest of the dialogue is in hubbub_dialogue.cpp.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "net/client/hubbub_dialogue.h"
#include "net/client/limits.h"
#include "net/client/received.h"
#include "net/names.h"
#include "net/wire/history_messages.h"
#include "net/wire/host_messages.h"
#include "net/wire/moderation_messages.h"

namespace hubbub::net::client {

void HubbubDialogue::take(const wire::Welcome& welcome) {
  if (phase_ != Phase::kShakingHands) {
    return;  // Said twice, it changes nothing.
  }
  if (welcome.version != wire::kProtocolVersion) {
    return finish({"version",
                   "The host speaks version " + std::to_string(welcome.version) +
                       " of the protocol, this program version " +
                       std::to_string(wire::kProtocolVersion) + ". Update the older of the two.",
                   false});
  }
  if (!host_knows_password(welcome)) {
    return finish(
        {"impostor",
         "The host does not know the party's password, or does not ask for it: it may not "
         "be the party that you were told of. Nothing was said to it. If the party has no "
         "password, join without one.",
         false});
  }
  phase_ = Phase::kOnline;
  handshake_until_ = kNever;
  standing_.nick = welcome.nick;
  standing_.welcomed = true;
  max_text_bytes_ = std::min(welcome.max_text_bytes, wire::kMaxTextBytes);
  has_history_ = welcome.history != 0;
  privates_as_of_ = welcome.private_as_of;
  const bool another_history = standing_.private_epoch != welcome.epoch;
  const bool private_reset = another_history && standing_.private_epoch != 0;
  if (private_reset) {
    say_anew(nullptr);
  }
  if (another_history) {
    standing_.private_epoch = welcome.epoch;
    standing_.private_after = 0;
    standing_.private_run = 0;
    standing_.private_earlier.forget();
    // We have seen none of these, but they are no news.
    old_privates_to_ = welcome.private_as_of;
  }
  const bool private_retracted = take_private_position(welcome);
  settle_lobby(welcome.lobby);
  heartbeat_.start(std::chrono::milliseconds{welcome.heartbeat_ms}, now_);
  const Security security = line_.security();
  wire::Welcomed welcomed;
  welcomed.nick = welcome.nick;
  welcomed.title = welcome.title;
  welcomed.lobby = welcome.lobby;
  welcomed.max_text_bytes = max_text_bytes_;
  welcomed.history = welcome.history != 0;
  welcomed.encrypted = security.encrypted;
  welcomed.first_visit = security.first_visit;
  welcomed.host_key = security.host_key;
  welcomed.own_key = security.own_key;
  welcomed.role = welcome.role;
  welcomed.locked = welcome.locked != 0;
  line_.emit(std::move(welcomed));
  if (private_reset) {
    line_.emit(wire::HistoryReset{});
  }
  if (private_retracted) {
    line_.emit(wire::LinesRetracted{{}, welcome.private_kept});
  }
  for (RoomStanding& room : standing_.rooms) {
    if (!room.asked) {
      send_join(room);
    }
  }
  // What the last connection left unconfirmed goes again; the host knows the ids it has, as long as
  // we are who we were.
  give_up_other_names();
  post_waiting();
  for (const Request& request : std::exchange(once_online_, {})) {
    carry_out(request, now_);
  }
}

void HubbubDialogue::settle_lobby(const std::string& name) {
  const auto lobby = std::find_if(standing_.rooms.begin(), standing_.rooms.end(),
                                  [](const RoomStanding& room) { return room.lobby; });
  if (lobby == standing_.rooms.end()) {
    return;
  }
  if (lobby->room != name) {
    if (!lobby->room.empty()) {
      line_.emit(wire::RoomLeft{lobby->room});
      lobby->epoch = 0;
      lobby->earlier.forget();
      lobby->after = 0;
    }
    lobby->room = name;
  }
  // Asked for by name as well: it is one room.
  std::erase_if(standing_.rooms, [spelled = folded(name)](const RoomStanding& room) {
    return !room.lobby && folded(room.room) == spelled;
  });
  spell_waiting();
}

void HubbubDialogue::take(const wire::Roster& part) {
  if (partial_room_ != part.room) {
    partial_room_ = part.room;
    partial_members_.clear();
  }
  for (const wire::RosterMember& member : part.members) {
    if (partial_members_.size() < kMaxRosterMembers) {
      partial_members_.push_back({member.nick, member.person});
    }
  }
  if (part.more == 0) {
    partial_room_.clear();
    enter(part, std::exchange(partial_members_, {}));
  }
}

RoomStanding* HubbubDialogue::room_of(const wire::Roster& roster) {
  RoomStanding* const known = standing_.find(roster.room);
  if (known != nullptr && (!known->entered || known->rosters_asked > 0)) {
    return known;
  }
  // The host may know the room that we asked for by another spelling. It answers in order.
  const auto asked = std::find_if(
      standing_.rooms.begin(), standing_.rooms.end(),
      [&, name = known == nullptr ? std::string() : folded(roster.room)](const RoomStanding& room) {
        return room.asked && !room.entered && !room.lobby &&
               (known == nullptr || folded(room.room) == name);
      });
  if (asked == standing_.rooms.end()) {
    return known;
  }
  if (known == nullptr) {
    asked->room = roster.room;
  } else {
    standing_.rooms.erase(asked);  // we were in it
  }
  spell_waiting();
  return standing_.find(roster.room);
}

void HubbubDialogue::enter(const wire::Roster& roster, std::vector<wire::RosterEntry> members) {
  RoomStanding* const room = room_of(roster);
  if (room == nullptr) {
    return;
  }
  if (room->rosters_asked > 0) {
    --room->rosters_asked;
    if (!room->entered) {
      return;  // the answer to a question from before we left and asked to come in again
    }
  }
  room->roster_at = std::max(room->roster_at, roster.as_of);
  std::uint64_t missed = 0;
  if (!std::exchange(room->entered, true)) {
    room->own_nick = standing_.nick;
    room->came_at = roster.as_of;
    const bool same_history = room->epoch == roster.epoch;
    const bool been_here = room->epoch != 0;
    missed = take_position(*room, roster);
    if (been_here && !same_history) {
      say_anew(room);
    } else if (missed > 0 || !same_history) {
      lose_track(*room);
    }
  }
  line_.emit(wire::RosterReceived{room->room, std::move(members), missed, roster.topic});
  post_waiting();
}

// Where the host takes us up again. Returns how many lines are lost to us.
std::uint64_t HubbubDialogue::take_position(RoomStanding& room, const wire::Roster& roster) {
  const bool same_history = room.epoch == roster.epoch;
  const std::uint64_t seen = room.after;
  std::uint64_t missed = 0;
  if (same_history) {
    if (roster.kept < room.after) {
      line_.emit(wire::LinesRetracted{room.room, roster.kept});
      room.after = roster.kept;
      retract_own(&room, roster.kept);
    }
    if (roster.first > room.after + 1) {
      missed = roster.first - room.after - 1;
    }
  } else if (room.epoch != 0) {
    line_.emit(wire::HistoryReset{room.room});
  }
  if (!same_history || roster.first > room.after) {
    room.after = roster.first > 0 ? roster.first - 1 : 0;
  }
  if (!same_history) {
    room.earlier.forget();
  } else if (room.run != roster.run) {
    room.earlier.leave(room.run, seen, roster.kept);
  }
  room.epoch = roster.epoch;
  room.run = roster.run;
  return missed;
}

RoomStanding* HubbubDialogue::advance(std::string_view name, std::uint64_t seq) {
  RoomStanding* const room = standing_.find(name);
  if (room == nullptr || !room->entered || seq <= room->after) {
    return nullptr;
  }
  room->after = seq;
  return room;
}

// After the line itself was told.
void HubbubDialogue::advanced(std::string_view name) {
  RoomStanding* const room = standing_.find(name);
  if (room != nullptr && room->look_to != 0 && room->after >= room->look_to) {
    room->look_to = 0;
    post_waiting();
  }
}

void HubbubDialogue::take(const wire::Message& message) {
  if (const RoomStanding* room = advance(message.room, message.seq)) {
    wire::MessageReceived event = received(message);
    event.own = is_own(message, *room);
    event.replay = message.seq <= room->came_at;
    if (event.own) {
      standing_.unconfirmed.note_shown(message.id, message.seq);
    }
    line_.emit(std::move(event));
  }
  advanced(message.room);
}

void HubbubDialogue::take(const wire::Joined& joined) {
  if (const RoomStanding* room = advance(joined.room, joined.seq)) {
    line_.emit(wire::MemberJoined{joined.room,
                                  {joined.nick, joined.person},
                                  joined.seq,
                                  joined.time,
                                  joined.seq <= room->roster_at});
  }
  advanced(joined.room);
}

void HubbubDialogue::take(const wire::Left& left) {
  const RoomStanding* const room = advance(left.room, left.seq);
  if (room == nullptr) {
    return;
  }
  // Whoever was far behind may not have heard of the own new name there.
  const bool own = left.nick == room->own_nick || (!room->asked && left.nick == standing_.nick);
  if (own && !room->lobby && left.seq > room->came_at) {
    line_.emit(wire::RoomLeft{left.room});
    standing_.forget(left.room);
    return post_waiting();  // to be told that we are not there
  }
  line_.emit(wire::MemberLeft{left.room, left.nick, left.reason, left.seq, left.time,
                              left.seq <= room->roster_at});
  advanced(left.room);
}

void HubbubDialogue::take(const wire::Renamed& renamed) {
  RoomStanding* const room = advance(renamed.room, renamed.seq);
  if (room == nullptr) {
    return;
  }
  // It comes once for each room, and rooms run apart: in one we may still speak under the old name
  // when another has the new one already.
  const bool own = renamed.seq > room->came_at && renamed.old_nick == room->own_nick;
  if (own) {
    room->own_nick = renamed.new_nick;
    standing_.nick = renamed.new_nick;
    note_nick_answer(renamed.new_nick);
  }
  line_.emit(wire::MemberRenamed{renamed.room, renamed.old_nick, renamed.new_nick, own, renamed.seq,
                                 renamed.time, renamed.seq <= room->roster_at});
  advanced(renamed.room);
}

void HubbubDialogue::note_nick_answer(std::string_view nick) {
  if (nick == nick_asked_) {
    nick_asked_.clear();
  }
}

void HubbubDialogue::take(const wire::Private& whisper) {
  standing_.private_after = std::max(standing_.private_after, whisper.seq);
  if (whisper.own != 0 && !standing_.unconfirmed.note_shown(whisper.id, whisper.seq)) {
    return;
  }
  wire::MessageReceived event = received(whisper, line_.security().own_key);
  event.replay = whisper.seq != 0 && whisper.seq <= old_privates_to_;
  line_.emit(std::move(event));
}

void HubbubDialogue::take(const wire::Ack& ack) {
  const auto message = standing_.unconfirmed.take(ack.id);
  if (!message) {
    return;
  }
  // Our copy of it went with a connection that is lost, and a host brings nobody without a key, or
  // without a history, what was private before.
  const bool brought_on = has_history_ && !line_.security().own_key.is_none();
  if (message->is_private && !message->shown && !brought_on) {
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    line_.emit(wire::MessageReceived{
        {}, standing_.nick, message->to, message->text, ack.id, ack.seq, now, true, true, false});
  }
  line_.emit(wire::MessageAcknowledged{ack.id, ack.seq});
}

void HubbubDialogue::take(const wire::Refused& refused) {
  if (!refused.id.is_none()) {
    if (const auto message = standing_.unconfirmed.take(refused.id)) {
      // Of a room that we are not in the host knows only what it remembers.
      const bool may_have_arrived = message->sent && refused.code == "not-in-room";
      line_.emit(wire::MessageFailed{refused.id, refused.code, refused.text, may_have_arrived});
    }
    return;
  }
  note_nick_answer(refused.about);
  const RoomStanding* const room = standing_.find(refused.about);
  const bool in_room = room != nullptr && room->entered;
  if (room != nullptr && !room->entered && !room->lobby) {
    standing_.forget(refused.about);
    post_waiting();  // to be told that we are not there
  }
  line_.emit(wire::Notice{wire::Severity::kWarning, refused.code, refused.text,
                          in_room ? refused.about : std::string()});
}

void HubbubDialogue::take(const wire::Farewell& farewell) {
  // On the way back, the name may be held by our own lost connection until the host notices.
  const bool own_ghost = farewell.code == "nick-taken" && standing_.welcomed;
  finish({farewell.code.empty() ? "closed" : farewell.code,
          farewell.text.empty() ? "The host closed the connection." : farewell.text,
          farewell.retry != 0 || own_ghost});
}

void HubbubDialogue::take(const wire::Topic& topic) {
  if (const RoomStanding* room = advance(topic.room, topic.seq)) {
    line_.emit(wire::TopicChanged{topic.room, topic.by, topic.topic, topic.seq, topic.time,
                                  topic.seq <= room->came_at});
  }
  advanced(topic.room);
}
void HubbubDialogue::take(const wire::Moderated& moderated) {
  if (const RoomStanding* room = advance(moderated.room, moderated.seq)) {
    line_.emit(wire::ModerationReported{moderated.room, moderated.by, moderated.act, moderated.who,
                                        moderated.until, moderated.target, moderated.text,
                                        moderated.seq, moderated.time,
                                        moderated.seq <= room->came_at});
  }
  advanced(moderated.room);
}
void HubbubDialogue::take(const wire::Held& held) {
  line_.emit(wire::HeldBack{std::chrono::milliseconds{held.milliseconds}, held.text});
}
void HubbubDialogue::take(const wire::Rooms& rooms) {
  if (listed_rooms_.size() < kMaxListed) {
    listed_rooms_.insert(listed_rooms_.end(), rooms.rooms.begin(), rooms.rooms.end());
  }
  if (rooms.more == 0) {
    line_.emit(wire::RoomsListed{std::exchange(listed_rooms_, {})});
  }
}
void HubbubDialogue::take(const wire::Page& page) {
  if (!page.problem.empty()) {
    return line_.emit(
        wire::HistoryUnavailable{page.about, page.is_private != 0, page.problem, page.key});
  }
  line_.emit(
      wire::HistoryPage{page.about, page.is_private != 0, page.more != 0, page.entries, page.key});
}
void HubbubDialogue::take(const wire::Found& found) {
  line_.emit(wire::SearchFound{found.token, found.next, found.entries, found.problem});
}
void HubbubDialogue::take(const wire::Bans& bans) {
  if (listed_bans_.size() < kMaxListed) {
    listed_bans_.insert(listed_bans_.end(), bans.bans.begin(), bans.bans.end());
  }
  if (bans.more == 0) {
    line_.emit(wire::BansListed{std::exchange(listed_bans_, {})});
  }
}

}  // namespace hubbub::net::client
