#include "net/client/hubbub_dialogue.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "net/client/limits.h"
#include "net/client/requests.h"
#include "net/names.h"
#include "net/overloaded.h"
#include "net/version.h"
#include "net/wire/decoder.h"
#include "net/wire/messages.h"

namespace hubbub::net::client {
namespace {

bool is_2006(std::int32_t command) {
  return command >= static_cast<std::int32_t>(wire::Command2006::kLogin) &&
         command <= static_cast<std::int32_t>(wire::Command2006::kNull);
}

}  // namespace

HubbubDialogue::HubbubDialogue(Line& line, Standing& standing) : line_(line), standing_(standing) {}

void HubbubDialogue::open(TimePoint now) {
  now_ = now;
  handshake_until_ = now + kHandshakeTimeout;
  for (const std::string& room : standing_.take_left()) {
    line_.emit(wire::RoomLeft{room});
  }
  standing_.restart();
  standing_.unconfirmed.mark_sent();
  wire::Login login;
  login.nick = standing_.nick;
  login.software = kSoftware;
  for (RoomStanding& room : standing_.rooms) {
    login.rooms.push_back(position_in(room));
    room.asked = true;
  }
  login.private_epoch = standing_.private_epoch;
  login.private_after = standing_.private_after;
  login.private_run = standing_.private_run;
  login.private_earlier = standing_.private_earlier.all();
  login.private_backlog = kPrivateBacklogLines;
  send(login);
}

void HubbubDialogue::feed(wire::ByteView bytes, TimePoint now) {
  now_ = now;
  if (phase_ == Phase::kOver) {
    return;
  }
  heartbeat_.heard(now);
  std::size_t read_boundary = splitter_.pending().size();
  const auto error = splitter_.feed(bytes, [&](const wire::FrameView& frame) {
    line_.heard(frame.bytes, std::exchange(read_boundary, 0));
    return take_frame(frame);
  });
  if (!error || phase_ == Phase::kOver) {
    return;
  }
  line_.garbled(splitter_.pending(), wire::sentence_for(*error));
  if (phase_ == Phase::kShakingHands) {
    return end_as_other_protocol("What answers there is not a Hubbub host.");
  }
  finish({std::string(wire::word_for(error->code)),
          "The host sent something that can't be read: " + wire::sentence_for(*error) + ".", true});
}

bool HubbubDialogue::take_frame(const wire::FrameView& frame) {
  heard_anything_ = true;
  if (phase_ == Phase::kShakingHands &&
      frame.command != static_cast<std::int32_t>(wire::CommandWord::kWelcome) &&
      frame.command != static_cast<std::int32_t>(wire::CommandWord::kChallenge) &&
      frame.command != static_cast<std::int32_t>(wire::CommandWord::kFarewell)) {
    end_as_other_protocol(is_2006(frame.command) ? "The host there speaks the protocol of 2006."
                                                 : "What answers there is not a Hubbub host.");
    return false;
  }
  const auto error =
      wire::dispatch(wire::HostMessages{}, frame, [this](const auto& message) { take(message); });
  // A command that we don't know belongs to a later revision: skip it.
  if (error && error->code != wire::ErrorCode::kUnknownCommand) {
    line_.garbled(frame.bytes, wire::sentence_for(*error));
    finish({std::string(wire::word_for(error->code)),
            "The host sent something that can't be read: " + wire::sentence_for(*error) + ".",
            true});
  }
  return phase_ != Phase::kOver;
}

TimePoint HubbubDialogue::deadline() const {
  switch (phase_) {
    case Phase::kShakingHands:
      return handshake_until_;
    case Phase::kOnline:
      return heartbeat_.deadline();
    case Phase::kLeaving:
    case Phase::kOver:
      break;
  }
  return kNever;
}

void HubbubDialogue::tick(TimePoint now) {
  now_ = now;
  if (phase_ == Phase::kShakingHands && now >= handshake_until_ && standing_.welcomed) {
    return finish(
        {"timed-out", standing_.target + " takes the connection but does not answer.", true});
  }
  if (phase_ == Phase::kShakingHands && now >= handshake_until_) {
    return end_as_other_protocol(standing_.target +
                                 " takes connections but does not answer a Hubbub hello.");
  }
  if (phase_ != Phase::kOnline) {
    return;
  }
  if (heartbeat_.lost(now)) {
    return finish({"timed-out",
                   standing_.target + " has been silent for " +
                       std::to_string(heartbeat_.silence_until_lost().count() / 1000) +
                       " seconds: the connection is dead.",
                   true});
  }
  if (const auto token = heartbeat_.due_ping(now)) {
    send(wire::Ping{*token});
  }
}

wire::RoomPosition HubbubDialogue::position_in(const RoomStanding& room) {
  return {room.lobby ? std::string() : room.room,
          room.epoch,
          room.run,
          room.after,
          kBacklogLines,
          room.earlier.all()};
}

// ---- Requests ---------------------------------------------------------------------------------

void HubbubDialogue::carry_out(const Request& request, TimePoint now) {
  now_ = now;
  if (auto message = message_of(request)) {
    return say(std::move(*message));
  }
  if (phase_ == Phase::kShakingHands && !std::holds_alternative<wire::JoinRoom>(request)) {
    if (once_online_.size() < kMaxKeptRequests) {
      once_online_.push_back(request);
    }
    return;
  }
  std::visit(Overloaded{
                 [this](const wire::Rename& rename) { ask_rename(rename.nick); },
                 [this](const wire::JoinRoom& join) { ask_join(join.room); },
                 [this](const wire::LeaveRoom& leave) { ask_leave(leave.room); },
                 [this](const wire::RequestRoster& roster) { ask_who(roster.room); },
                 [this](const wire::ChangeTopic& topic) {
                   ask(wire::SetTopic{topic.room, topic.topic});
                 },
                 [this](const wire::RequestRooms&) { ask(wire::ListRooms{}); },
                 [this](const wire::RequestBans&) { ask(wire::ListBans{}); },
                 [this](const wire::FetchHistory& fetch) { ask_history(fetch); },
                 [this](const wire::SearchHistory& search) { ask_search(search); },
                 [this](const wire::KeepOrder& order) { ask_order(order); },
                 [](const auto&) {},
             },
             request);
}

// Names are unique among those who are there; of what was said before we came only the key tells.
// An id tells nothing of that: others can give theirs one of ours.
bool HubbubDialogue::is_own(const wire::Message& message, const RoomStanding& room) const {
  const wire::KeyHead own = wire::head_of(line_.security().own_key);
  const UnconfirmedMessage* const waiting = standing_.unconfirmed.find(message.id);
  const bool same_name = message.from == room.own_nick ||
                         (own == 0 && waiting != nullptr && message.from == waiting->nick);
  const bool by_us = message.who == own && (own != 0 || same_name);
  return by_us && (same_name || waiting != nullptr || message.seq <= room.came_at);
}

void HubbubDialogue::ask_rename(const std::string& nick) {
  if (phase_ == Phase::kOnline) {
    nick_asked_ = trimmed(nick);
    send(wire::ChangeNick{nick});
  }
}

void HubbubDialogue::ask_who(const std::string& name) {
  if (phase_ == Phase::kOnline) {
    if (RoomStanding* const room = standing_.find_alike(name);
        room != nullptr && room->asked && room->entered) {
      ++room->rosters_asked;
    }
    send(wire::Who{name});
  }
}

void HubbubDialogue::ask_join(const std::string& name) {
  RoomStanding* const room = standing_.want(name);
  if (room == nullptr) {
    return line_.emit(too_many_rooms(name));
  }
  if (phase_ == Phase::kOnline && !room->asked) {
    send_join(*room);
  }
}

void HubbubDialogue::send_join(RoomStanding& room) {
  room.asked = true;
  room.leaving = false;
  room.entered = false;  // where it was left just now: what comes from that stay comes again
  send(wire::Join{position_in(room)});
}

void HubbubDialogue::ask_leave(const std::string& name) {
  if (phase_ == Phase::kOnline) {
    if (RoomStanding* const room = standing_.find_alike(name); room != nullptr && !room->lobby) {
      room->asked = false;
      room->leaving = true;
    }
    post_waiting();  // what was said before goes before
    send(wire::Leave{name});
  }
}

void HubbubDialogue::ask_history(const wire::FetchHistory& fetch) {
  if (!has_history_) {
    return line_.emit(wire::HistoryUnavailable{fetch.about, fetch.is_private,
                                               "This host keeps no history.", fetch.key});
  }
  ask(wire::Fetch{fetch.about, 0, static_cast<std::uint8_t>(fetch.is_private ? 1 : 0), fetch.before,
                  fetch.count, fetch.key});
}

void HubbubDialogue::ask_search(const wire::SearchHistory& search) {
  if (!has_history_) {
    return line_.emit(wire::SearchFound{search.token, 0, {}, "This host keeps no history."});
  }
  ask(wire::Search{search.room, search.token, search.before, search.text});
}

void HubbubDialogue::ask_order(const wire::KeepOrder& order) {
  constexpr std::int64_t kLongest = std::numeric_limits<std::uint32_t>::max();
  const auto seconds = std::clamp<std::int64_t>(order.duration.count(), 0, kLongest);
  ask(wire::Moderate{order.who, order.act, order.room, order.target,
                     static_cast<std::uint32_t>(seconds), order.reason});
}

// ---- The end ----------------------------------------------------------------------------------

void HubbubDialogue::leave() {
  if (phase_ == Phase::kShakingHands || phase_ == Phase::kOnline) {
    phase_ = Phase::kLeaving;
    send(wire::Logout{standing_.nick, {}});
  }
}

void HubbubDialogue::broke(const Ending& broken) {
  if (phase_ == Phase::kLeaving) {
    return finish({});
  }
  // A server that closes with our hello unread resets the connection.
  const bool closed = broken.code == "closed" || broken.code == "reset";
  if (phase_ == Phase::kShakingHands && !heard_anything_ && closed && !standing_.welcomed) {
    Ending ending = other_protocol(standing_.target + " closed the connection before it answered.");
    return finish({"closed", std::move(ending.reason), true});
  }
  finish(broken);
}

void HubbubDialogue::end_as_other_protocol(const std::string& what) {
  // A server of 2006 has us in its list by now, and must not lose a client without a Logout.
  send(wire::Logout{standing_.nick, {}});
  finish(other_protocol(what));
}

void HubbubDialogue::finish(Ending ending) {
  if (phase_ != Phase::kOver) {
    phase_ = Phase::kOver;
    line_.end(std::move(ending));
  }
}

void HubbubDialogue::take(const wire::Pong& pong) {
  if (const auto round_trip = heartbeat_.pong(pong.token, now_)) {
    line_.emit(wire::RoundTripMeasured{*round_trip});
  }
}

}  // namespace hubbub::net::client
