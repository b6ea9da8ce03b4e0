// The client's side of a protocol, apart from any socket and clock.
//
// A dialogue takes bytes, requests and the time, and answers through its Line: bytes to send,
// events, and the end. The link (link.h) gives it a socket and a timer, tests give it memory and a
// manual clock. Net worker only; none of the calls throws because of what a peer sent.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "net/client/ending.h"
#include "net/wire/commands.h"
#include "net/wire/events.h"
#include "net/wire/frame.h"

namespace hubbub::net::client {

using TimePoint = std::chrono::steady_clock::time_point;
inline constexpr TimePoint kNever = TimePoint::max();

// What a person can ask of an established connection.
using Request =
    std::variant<wire::SendMessage, wire::SendPrivate, wire::Rename, wire::JoinRoom,
                 wire::LeaveRoom, wire::RequestRoster, wire::ChangeTopic, wire::RequestRooms,
                 wire::FetchHistory, wire::SearchHistory, wire::KeepOrder, wire::RequestBans>;

// Who can read along, and who is at the other end.
struct Security {
  bool encrypted = false;
  bool first_visit = false;  // the host's key was not known before
  wire::KeyId host_key{};
  wire::KeyId own_key{};
  wire::Digest binding{};  // what only the two ends have in common (net/wire/password_messages.h)
};

// What a dialogue has an effect through. The calls return at once; nothing of the dialogue is
// called from inside them.
class Line {
 public:
  virtual ~Line() = default;

  // Queues one whole frame.
  virtual void send(wire::Bytes frame) = 0;
  // For the tap: a whole frame came in, an earlier read had brought `read_boundary` of its bytes.
  virtual void heard(wire::ByteView frame, std::size_t read_boundary) = 0;
  // For the tap: these bytes are no frame.
  virtual void garbled(wire::ByteView bytes, std::string why) = 0;
  virtual void emit(wire::Event event) = 0;
  // The conversation is over; what was queued still goes out. Only the first call counts.
  virtual void end(Ending ending) = 0;
  [[nodiscard]] virtual Security security() const = 0;
  // Begins to derive a key from a password (net/tls/password.h); Dialogue::derived() has it later.
  // False when that can't be done now.
  [[nodiscard]] virtual bool derive(std::string password, const wire::Digest& salt, int log2_n) = 0;
};

class Dialogue {
 public:
  virtual ~Dialogue() = default;

  [[nodiscard]] virtual wire::Dialect dialect() const = 0;

  // The connection is up.
  virtual void open(TimePoint now) = 0;
  // The next bytes of the stream, as one read brought them.
  virtual void feed(wire::ByteView bytes, TimePoint now) = 0;
  // All that was sent is with the peer's system.
  virtual void drained(TimePoint now) = 0;
  // When tick() is due; kNever if it isn't.
  [[nodiscard]] virtual TimePoint deadline() const = 0;
  virtual void tick(TimePoint now) = 0;
  virtual void carry_out(const Request& request, TimePoint now) = 0;
  // Follows Line::derive(): the key, or nothing if it can't be had.
  virtual void derived(const std::optional<wire::Digest>& key, TimePoint now) = 0;
  // Say goodbye. Frames that still come are taken in; the link waits for the peer to close.
  virtual void leave() = 0;
  // The stream broke, or ended: `broken` says how, as seen from outside. Ends the conversation.
  virtual void broke(const Ending& broken) = 0;
};

}  // namespace hubbub::net::client
