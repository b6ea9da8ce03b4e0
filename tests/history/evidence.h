// What the guests of a host were told, as far as it has to agree: the input of the verdict. Plain
// values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "net/wire/message_id.h"

namespace hubbub::history {

// Something with a number in a room's order, or a private message.
struct LogEntry {
  std::uint64_t seq = 0;
  net::wire::MessageId id;  // none: no message, but somebody who came, left, …
  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};
using Log = std::vector<LogEntry>;

// One that a guest said.
struct OwnMessage {
  std::uint32_t number = 0;  // counts what the guest said
  std::string room;          // empty: private
  std::string to;            // private: to whom
  std::uint32_t acknowledged = 0;
  std::uint64_t seq = 0;              // as acknowledged
  std::optional<std::string> failed;  // the reason
  std::string code;                   // of that
};

// What happened, for whoever looks into a failure.
struct Incident {
  std::int64_t at_ms = 0;   // since the start
  net::wire::MessageId id;  // none: about the connection
  std::string what;
};

struct GuestEvidence {
  std::string nick;
  bool history = false;  // the host keeps one
  std::map<std::string, Log> rooms;
  Log privates;
  std::map<net::wire::MessageId, OwnMessage> own;
  std::vector<std::string> troubles;  // what must not happen to a guest at all
  std::vector<Incident> incidents;
};

struct Evidence {
  std::vector<GuestEvidence> guests;
  // The whole history as a newcomer fetched it, if there is one.
  std::map<std::string, Log> fetched;
};

}  // namespace hubbub::history
