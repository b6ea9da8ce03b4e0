// Events as the model's tests write them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "net/wire/events.h"
#include "net/wire/message_id.h"

namespace hubbub::tests {

namespace wire = net::wire;

inline constexpr wire::HostTime kNoon{std::chrono::hours(24 * 365 * 50 + 12)};

// A different id for each number but 0.
inline wire::MessageId id(std::uint32_t number) {
  wire::MessageId result;
  for (std::size_t i = 0; i < sizeof(number); ++i) {
    result.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return result;
}

inline wire::ConnectionChanged connection(wire::ConnectionState state, std::string reason = {}) {
  wire::ConnectionChanged event;
  event.state = state;
  event.target = "party";
  event.reason = std::move(reason);
  return event;
}

inline wire::Welcomed welcomed(std::string nick = "me") {
  wire::Welcomed event;
  event.nick = std::move(nick);
  event.lobby = "lobby";
  event.max_text_bytes = 1000;
  return event;
}

inline wire::RosterReceived roster(std::vector<std::string> nicks, std::string room = "lobby") {
  wire::RosterReceived event;
  event.room = std::move(room);
  for (std::string& nick : nicks) {
    event.members.push_back({std::move(nick), {}});
  }
  return event;
}

inline wire::MessageReceived message(std::string from, std::string text, std::uint32_t number = 0) {
  wire::MessageReceived event;
  event.room = "lobby";
  event.from = std::move(from);
  event.text = std::move(text);
  event.id = id(number);
  event.seq = number;
  event.time = kNoon + std::chrono::seconds(number);
  return event;
}

inline wire::MessageReceived private_message(std::string from, std::string to, std::string text,
                                             bool own = false) {
  wire::MessageReceived event = message(std::move(from), std::move(text));
  event.room.clear();
  event.to = std::move(to);
  event.is_private = true;
  event.own = own;
  return event;
}

inline wire::MemberJoined joined(std::string nick, bool replay = false) {
  wire::MemberJoined event;
  event.room = "lobby";
  event.member.nick = std::move(nick);
  event.time = kNoon;
  event.replay = replay;
  return event;
}

inline wire::MemberLeft left(std::string nick, std::string reason = {}) {
  wire::MemberLeft event;
  event.room = "lobby";
  event.nick = std::move(nick);
  event.reason = std::move(reason);
  event.time = kNoon;
  return event;
}

inline wire::MemberRenamed renamed(std::string from, std::string to, bool own = false) {
  wire::MemberRenamed event;
  event.room = "lobby";
  event.old_nick = std::move(from);
  event.new_nick = std::move(to);
  event.own = own;
  event.time = kNoon;
  return event;
}

// What brings a model online in the lobby among `nicks`.
inline wire::EventBatch online(std::vector<std::string> nicks = {"me"}) {
  return {connection(wire::ConnectionState::kOnline), welcomed(), roster(std::move(nicks))};
}

}  // namespace hubbub::tests
