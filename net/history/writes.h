// What can be asked of the history's writer. Value types: made on the net worker, carried out and
// destroyed on the writer's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "net/history/history.h"

namespace hubbub::net::history {

struct AddRoom {
  RoomNumber number = 0;
  std::string name;
  std::uint64_t epoch = 0;
  Maker maker;
};
struct RemoveRoom {
  RoomNumber number = 0;
};
struct SetTopic {
  RoomNumber number = 0;
  std::string topic;
};
struct AppendLine {
  RoomNumber room = 0;
  Line line;
};
struct AppendPrivate {
  Line line;
  wire::KeyId to;
};
struct ClearText {
  RoomNumber room = 0;
  std::uint64_t seq = 0;
};
struct RemoveName {
  std::string nick;
};
struct RemoveBan {
  std::uint64_t number = 0;
};
struct SetLocked {
  bool locked = false;
};

using Write = std::variant<AppendLine, AppendPrivate, AddRoom, RemoveRoom, SetTopic, ClearText,
                           StoredPerson, StoredName, RemoveName, wire::Ban, RemoveBan, SetLocked>;

// Bytes of memory, near enough: with the texts that live outside of it.
inline std::size_t bytes_of(const Line& line) {
  return sizeof(Write) + line.entry.from.size() + line.entry.about.size() + line.entry.text.size();
}
inline std::size_t bytes_of(const Write& write) {
  if (const auto* line = std::get_if<AppendLine>(&write))
    return bytes_of(line->line);
  if (const auto* line = std::get_if<AppendPrivate>(&write))
    return bytes_of(line->line);
  return sizeof(Write);
}

// Writes that were handed over together; the first one has ticket `first`, the others follow.
struct Handed {
  Ticket first = 0;
  std::vector<Write> writes;
};

}  // namespace hubbub::net::history
