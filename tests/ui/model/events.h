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
  event.history = true;
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

// Said by whoever has that key.
template <class Line>
Line by(Line line, const wire::KeyId& key) {
  line.who = wire::head_of(key);
  return line;
}

// An entry of a room's history, as message() would have brought it.
inline wire::Entry entry(std::string from, std::string text, std::uint32_t number) {
  wire::Entry result;
  result.seq = number;
  result.time = kNoon + std::chrono::seconds(number);
  result.id = id(number);
  result.from = std::move(from);
  result.text = std::move(text);
  return result;
}

// Of the lobby: messages numbered `first` to `last`, by ann, that say their number.
inline wire::HistoryPage page(std::uint32_t first, std::uint32_t last, bool more) {
  wire::HistoryPage event;
  event.about = "lobby";
  event.more = more;
  for (std::uint32_t number = first; number <= last; ++number) {
    event.entries.push_back(entry("ann", std::to_string(number), number));
  }
  return event;
}

// A key that differs by its number; 0: none.
inline wire::KeyId key(std::uint8_t number) {
  wire::KeyId result;
  result.bytes[0] = number;
  return result;
}

// What brings a model online in the lobby among `nicks`.
inline wire::EventBatch online(std::vector<std::string> nicks = {"me"}) {
  return {connection(wire::ConnectionState::kOnline), welcomed(), roster(std::move(nicks))};
}

}  // namespace hubbub::tests
