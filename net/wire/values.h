// What both events and messages are made of: values that travel as they are. Any thread.
//
// Each but the time has a describe(), see messages.h, which stands beside the messages that carry
// it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "net/wire/digest.h"
#include "net/wire/enums.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

// The host's clock: microseconds since 1970-01-01 00:00 UTC.
using HostTime = std::chrono::sys_time<std::chrono::microseconds>;

// A person, apart from the name.
struct Person {
  Dialect dialect = Dialect::kHubbub;
  Role role = Role::kGuest;
  std::uint8_t encrypted = 0;  // 1: the connection between that person and the host is
  KeyId key{};                 // none: came without one

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v);
  friend bool operator==(const Person&, const Person&) = default;
};

// Something that happened in a room or private conversation.
struct Entry {
  std::uint64_t seq = 0;
  HostTime time{};
  EntryKind kind = EntryKind::kMessage;
  std::uint8_t own = 0;  // 1: by whoever asked
  MessageId id;          // of a message; moderated: see history_messages.h
  std::string from;      // who
  std::string about;     // private: to whom; renamed: the new name; moderated: whom
  std::string text;
  KeyHead who = 0;  // of `from`, whatever the name; 0: came without a key

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v);
  friend bool operator==(const Entry&, const Entry&) = default;
};

struct FoundEntry {
  std::string room;  // empty: a private message
  Entry entry;
  KeyId other{};  // private: the other person; none: in a room, or without a key

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v);
  friend bool operator==(const FoundEntry&, const FoundEntry&) = default;
};

struct RoomInfo {
  std::string room;
  std::string topic;
  std::uint32_t people = 0;
  HostTime time{};  // of the last thing that happened there; 0: unknown

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v);
  friend bool operator==(const RoomInfo&, const RoomInfo&) = default;
};

struct Ban {
  std::uint64_t number = 0;
  std::string nick;  // as the person was called then
  KeyId key{};       // none: only the address is banned
  std::string address;
  HostTime until{};  // 0: until undone
  std::string by;
  std::string reason;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v);
  friend bool operator==(const Ban&, const Ban&) = default;
};

}  // namespace hubbub::net::wire
