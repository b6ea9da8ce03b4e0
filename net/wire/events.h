// What the net worker tells the rest of the program: the vocabulary of events.
//
// Plain values without pointers into the network layer. The engine hands them over in batches, in
// order, on the net worker thread (see net/engine.h); the receiver copies what it keeps. All text
// is valid UTF-8, cleaned of nothing: whoever draws it treats it as untrusted.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "net/wire/digest.h"
#include "net/wire/discovery_events.h"
#include "net/wire/enums.h"
#include "net/wire/message_id.h"
#include "net/wire/values.h"

namespace hubbub::net::wire {

// ---- The client's connection ------------------------------------------------------------------

enum class ConnectionState : std::uint8_t {
  kIdle,          // nothing asked for yet
  kResolving,     // looking the name up
  kConnecting,    // TCP connect under way; `address` is the one being tried
  kHandshaking,   // connected, waiting for the host's welcome
  kOnline,        // welcomed
  kReconnecting,  // lost; trying again by itself after `retry_in`
  kClosed,        // ended for good: `code` and `reason` say why
};

// The connection moved to another state. A state may be reported again with a new address or
// reason (the next address of a name, the next attempt).
struct ConnectionChanged {
  ConnectionState state = ConnectionState::kIdle;
  std::string target;                    // as the person typed it, "HOST[:PORT]"
  std::string address;                   // "192.168.1.7:24280", "[fe80::1]:24280"; may be empty
  std::string code;                      // a stable word: "refused", "timed-out", …; may be empty
  std::string reason;                    // a sentence for a person; may be empty
  unsigned attempt = 0;                  // counts from 1 while reconnecting
  std::chrono::milliseconds retry_in{};  // until the next attempt, when kReconnecting
};

// The host let us in. Follows ConnectionChanged{kOnline}.
struct Welcomed {
  std::string nick;   // ours, as the host has it
  std::string title;  // of the party; may be empty
  std::string lobby;  // the room that every client is in
  Dialect dialect = Dialect::kHubbub;
  std::uint32_t max_text_bytes = 0;  // longest message the host takes
  bool history = false;              // FetchHistory and SearchHistory are answered
  bool encrypted = false;
  bool first_visit = false;  // nobody from here has been at this host: its key is new to us
  KeyId host_key{};          // none: not encrypted
  KeyId own_key{};           // none: not encrypted
  Role role = Role::kGuest;  // ours on this host
  bool locked = false;       // nobody new comes in for now
};

// The host at `target` has another key than the one it had. The connection is not made (a
// ConnectionChanged{kClosed, "host-changed"} follows); Connect::trust makes the new one the known
// one.
struct HostKeyChanged {
  std::string target;
  KeyId known{};
  KeyId presented{};
};

// The measured time from a ping to its pong.
struct RoundTripMeasured {
  std::chrono::microseconds round_trip{};
};

// ---- Rooms and people -------------------------------------------------------------------------

struct RosterEntry {
  std::string nick;
  Person person;
  friend bool operator==(const RosterEntry&, const RosterEntry&) = default;
};

// Everybody in a room, in the order in which they came. Replaces what was known. The first one for
// a room also says that we are in it.
struct RosterReceived {
  std::string room;
  std::vector<RosterEntry> members;
  std::uint64_t missed = 0;  // lines between our last one and the host's oldest that are lost to us
  std::string topic{};       // may be empty
};

// What we have of the room above number `kept` has not survived the host's end: it was never
// acknowledged to anybody, and it comes again if its senders send it again. Forget it.
struct LinesRetracted {
  std::string room;
  std::uint64_t kept = 0;
};

// The host began a new history: the numbers of the room start again, and what is missing is lost.
struct HistoryReset {
  std::string room;
};

// We are no longer in the room.
struct RoomLeft {
  std::string room;
};

struct MemberJoined {
  std::string room;
  RosterEntry member;
  std::uint64_t seq = 0;
  HostTime time{};
  bool replay = false;  // happened before we came: tell it, but the roster has it already
};

struct MemberLeft {
  std::string room;
  std::string nick;
  std::string reason;  // a sentence for a person: "left", "timed out", …; may be empty
  std::uint64_t seq = 0;
  HostTime time{};
  bool replay = false;
};

struct MemberRenamed {
  std::string room;
  std::string old_nick;
  std::string new_nick;
  bool own = false;
  std::uint64_t seq = 0;
  HostTime time{};
  bool replay = false;
};

struct TopicChanged {
  std::string room;
  std::string by;
  std::string topic;  // empty: none any more
  std::uint64_t seq = 0;
  HostTime time{};
  bool replay = false;
};

// Somebody kept order. `text` is a sentence that says all of it.
struct ModerationReported {
  std::string room;
  std::string by;
  Act act = Act::kMute;
  std::string who;           // may be empty
  HostTime until{};          // 0: until undone
  std::uint64_t target = 0;  // clear: the number of the message whose text is gone
  std::string text;
  std::uint64_t seq = 0;
  HostTime time{};
  bool replay = false;
};

// Our role on the host is another one now.
struct RoleChanged {
  Role role = Role::kGuest;
};

// The answer to RequestRooms, the lobby first.
struct RoomsListed {
  std::vector<RoomInfo> rooms;
};

// The answer to RequestBans, the newest first.
struct BansListed {
  std::vector<Ban> bans;
};

// ---- History ----------------------------------------------------------------------------------

// The answer to FetchHistory: what came before, the oldest first.
struct HistoryPage {
  std::string about;  // the room, or the person
  bool is_private = false;
  bool more = false;  // there is older
  std::vector<Entry> entries;
  KeyId key{};  // of the person; none: was asked for by the name
};

// FetchHistory was not answered, and will not be.
struct HistoryUnavailable {
  std::string about;
  bool is_private = false;
  std::string reason;
  KeyId key{};
};

// The answer to SearchHistory, the newest first.
struct SearchFound {
  std::uint32_t token = 0;
  std::uint64_t next = 0;  // for SearchHistory::before; 0: that was all
  std::vector<FoundEntry> entries;
  std::string problem;  // a sentence, when it could not be done
};

// ---- Messages ---------------------------------------------------------------------------------

// A line, in its place in the host's order. One's own lines come back like everybody's.
struct MessageReceived {
  std::string room;  // empty for a private one
  std::string from;
  std::string to;  // private ones: the addressee; else empty
  std::string text;
  MessageId id;
  std::uint64_t seq = 0;  // of the room, or among private ones; 0 on a 2006 host
  HostTime time{};
  bool own = false;
  bool is_private = false;
  bool replay = false;
  KeyHead who = 0;  // of `from`; 0: came without a key, or nobody says (2006)
  KeyId other{};    // private ones: the other person; none: likewise
};

// The host has taken our message `id` (dialect of 2006: its echo arrived).
struct MessageAcknowledged {
  MessageId id;
  std::uint64_t seq = 0;
};

// The host takes nothing from us for a while: we said more than it lets through. Nothing is lost.
struct HeldBack {
  std::chrono::milliseconds wait{};
  std::string reason;
};

// Our message `id` will not arrive, or may not have arrived; it is not sent again by itself.
struct MessageFailed {
  MessageId id;
  std::string code;
  std::string reason;
  bool may_have_arrived = false;
};

enum class Severity : std::uint8_t { kInfo, kWarning, kError };

// Something that a person should read: a refusal, a warning, the host's last words.
struct Notice {
  Severity severity = Severity::kInfo;
  std::string code;  // a stable word: "nick-taken", "too-long", …
  std::string text;  // a sentence
  std::string room;  // empty: about the whole connection
};

// ---- The host in this process -----------------------------------------------------------------

struct HostListening {
  std::uint16_t port = 0;
  std::vector<std::string> addresses;  // what to tell the guests: "192.168.1.7:24280", …
  std::string title;
  KeyId key{};           // of the host, for guests to compare
  bool history = false;  // what is said is kept on disk
};

// The machine has other addresses now: these take the place of those of HostListening.
struct HostAddressesChanged {
  std::vector<std::string> addresses;
};

struct HostStopped {
  std::string code;  // empty when asked for; else "port-taken", …
  std::string reason;
};

struct HostClientJoined {
  std::string nick;
  std::string address;
  Person person;
};

struct HostClientLeft {
  std::string nick;
  std::string address;
  std::string reason;
};

// Something went wrong with one connection or with the host; it goes on.
struct HostProblem {
  std::string code;
  std::string text;
};

// ---- The inspector ----------------------------------------------------------------------------

enum class Direction : std::uint8_t { kReceived, kSent };
enum class Side : std::uint8_t { kClient, kHost };

// Bytes shared between threads; those that a CapturedFrame names never change again.
using SharedBytes = std::shared_ptr<const std::byte[]>;

// One frame, or one run of bytes that is none, as it was on the wire.
struct CapturedFrame {
  std::uint64_t number = 0;         // counts from 1 in this process
  std::chrono::nanoseconds mono{};  // monotonic, since the process's capture began
  HostTime wall{};                  // this machine's clock
  Direction direction = Direction::kSent;
  Side side = Side::kClient;
  Dialect dialect = Dialect::kHubbub;
  std::uint32_t connection = 0;  // counts from 1 in this process
  std::string peer;              // nick if known, else address
  std::string malformed;         // empty: a frame; else why the bytes are none, with the offset
  SharedBytes storage;           // its bytes are `size` bytes from `begin`
  std::size_t begin = 0;
  std::size_t size = 0;
  std::size_t read_boundary = 0;  // bytes of this frame that an earlier read had brought; 0: none

  [[nodiscard]] const std::byte* data() const { return storage ? storage.get() + begin : nullptr; }
};

// Frames since the last batch, oldest first; sent only while the capture is watched.
struct CaptureAdvanced {
  std::vector<CapturedFrame> frames;
  std::uint64_t evicted = 0;  // since the start: fell off the ring before they were shown
};

using Event =
    std::variant<ConnectionChanged, Welcomed, HostKeyChanged, RoundTripMeasured, RosterReceived,
                 LinesRetracted, HistoryReset, RoomLeft, MemberJoined, MemberLeft, MemberRenamed,
                 TopicChanged, ModerationReported, RoleChanged, RoomsListed, BansListed,
                 HistoryPage, HistoryUnavailable, SearchFound, MessageReceived, MessageAcknowledged,
                 HeldBack, MessageFailed, Notice, HostListening, HostAddressesChanged, HostStopped,
                 HostClientJoined, HostClientLeft, HostProblem, PartyFound, PartyChanged, PartyGone,
                 LookedOn, CaptureAdvanced>;

using EventBatch = std::vector<Event>;

}  // namespace hubbub::net::wire
