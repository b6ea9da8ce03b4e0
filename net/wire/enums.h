// The enumerations that travel on the wire as one byte, with the names of their values.
//
// An enumeration counts from 0 without gaps; names_of() lists its values in order, and a byte
// beyond the list is no value of it. Value types; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hubbub::net::wire {

// Which protocol a connection speaks: ours, or that of 2006 (docs/protocol.md).
enum class Dialect : std::uint8_t { kHubbub, k2006 };
constexpr auto names_of(Dialect) {
  return std::array<std::string_view, 2>{"hubbub", "2006"};
}

// What somebody may do on a host, each more than the one before.
enum class Role : std::uint8_t {
  kGuest,
  kModerator,  // mutes, kicks, bans, clears
  kHost,       // promotes, locks
};
constexpr auto names_of(Role) {
  return std::array<std::string_view, 3>{"guest", "moderator", "host"};
}

// What an entry of a room's history is.
enum class EntryKind : std::uint8_t { kMessage, kJoined, kLeft, kRenamed, kTopic, kModerated };
constexpr auto names_of(EntryKind) {
  return std::array<std::string_view, 6>{"message", "joined", "left",
                                         "renamed", "topic",  "moderated"};
}

// Says who came, went or changed a name, and nothing that anybody said.
constexpr bool is_coming_or_going(EntryKind kind) {
  return kind == EntryKind::kJoined || kind == EntryKind::kLeft || kind == EntryKind::kRenamed;
}

// What people with a role do to others.
enum class Act : std::uint8_t {
  kMute,
  kUnmute,
  kKick,
  kBan,
  kUnban,
  kPromote,
  kDemote,
  kLock,  // the party: nobody new comes in
  kUnlock,
  kClear,  // a message: its text is gone
  kNote,   // something of the above, told again later: nothing is to be done
};
constexpr auto names_of(Act) {
  return std::array<std::string_view, 11>{"mute",   "unmute", "kick",   "ban",   "unban", "promote",
                                          "demote", "lock",   "unlock", "clear", "note"};
}

template <class Enum>
constexpr std::size_t value_count(Enum value) {
  return names_of(value).size();
}
template <class Enum>
constexpr bool is_value(Enum value) {
  return static_cast<std::size_t>(value) < value_count(value);
}
// "hubbub", "moderator", …; "?" for what is no value.
template <class Enum>
constexpr std::string_view name_of(Enum value) {
  const auto names = names_of(value);
  return is_value(value) ? names[static_cast<std::size_t>(value)] : std::string_view("?");
}

}  // namespace hubbub::net::wire
