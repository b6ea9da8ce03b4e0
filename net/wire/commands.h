// What the rest of the program asks of the net worker: the vocabulary of commands.
//
// Plain values. They are queued by net::Engine::post from any thread and carried out in order on
// the net worker; the outcome comes back as events (net/wire/events.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "net/wire/digest.h"
#include "net/wire/enums.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

// How long a host keeps what is said.
struct Retention {
  std::chrono::days age{365};
  std::uint64_t bytes = std::uint64_t{1} << 30;  // of the database
};

// How much one person may say: `burst` messages at once, and `per_second` in the long run. A long
// text counts for several. A burst of 0: no limit.
struct FloodLimit {
  double burst = 30;
  double per_second = 5;
};

// Host in this process. Answer: HostListening, or HostStopped with a cause.
struct StartHost {
  std::uint16_t port = kDefaultPort;  // 0: any free one
  std::vector<std::string> bind;      // literal addresses; empty: all interfaces, IPv4 and IPv6
  std::string title;                  // of the party; may be empty
  std::string room = kDefaultRoom;    // name of the lobby
  bool history = true;                // keep what is said in the data folder
  Retention retention;
  bool require_tls = false;  // refuse whoever is not encrypted, programs of 2006 among them
  std::string password;      // of the party; empty: none
  FloodLimit flood;
  bool announce = false;  // to whoever looks for parties on the local networks
};

// Tell everybody, close every connection, stop listening. Answer: HostStopped.
struct StopHost {};

// Join a host. Replaces the present connection. Answer: ConnectionChanged …, Welcomed.
struct Connect {
  std::string target;                 // "HOST[:PORT]": host name, IPv4, IPv6, "[IPv6]:PORT"
  std::uint16_t port = kDefaultPort;  // for a target without one
  std::string nick;
  std::string room;       // also join this one; empty: only the lobby
  bool plain = false;     // speak the protocol of 2006
  bool reconnect = true;  // come back by itself after a loss
  // With `reconnect`: also after the host has ended the party in order, for an hour.
  bool wait_for_host = false;
  bool encrypt = true;   // TLS; never with `plain`
  std::string password;  // of the party, if it has one
  KeyId trust{};         // a host key to accept though another one is known; none: no such
  // Of a party that was found: other addresses of the host, literal and with ports; and its key:
  // no other host is talked to, and this one needs no trust on first use. None: whoever is there.
  std::vector<std::string> others{};
  KeyId expected{};
};

// Log out and close; also ends a connect or reconnect under way. Answer:
// ConnectionChanged{kClosed}.
struct Disconnect {};

// Answer: MessageAcknowledged and MessageReceived, or MessageFailed.
struct SendMessage {
  MessageId id;
  std::string room;
  std::string text;
  bool may_have_arrived = false;  // it has failed, but not for certain
};

struct SendPrivate {
  MessageId id;
  std::string to;
  std::string text;
  KeyId key{};  // of the person, who may be called something else by now; none: by the name alone
  bool may_have_arrived = false;
};

struct Rename {
  std::string nick;
};

struct JoinRoom {
  std::string room;
};

struct LeaveRoom {
  std::string room;
};

// Answer: RosterReceived.
struct RequestRoster {
  std::string room;
};

// Answer: TopicChanged.
struct ChangeTopic {
  std::string room;
  std::string topic;  // empty: none any more
};

// Answer: RoomsListed.
struct RequestRooms {};

// What was said before. Answer: HistoryPage, or HistoryUnavailable.
struct FetchHistory {
  std::string about;  // the room, or the person
  bool is_private = false;
  std::uint64_t before = 0;  // entries below this number; 0: the newest
  std::uint32_t count = kMaxPageEntries;
  KeyId key{};  // of the person; none: by the name alone
};

// Answer: SearchFound with the same token.
struct SearchHistory {
  std::uint32_t token = 0;
  std::string room;          // empty: everywhere, private conversations too
  std::string text;          // words that all have to be in it
  std::uint64_t before = 0;  // `next` of the last answer; 0: begin with the newest
};

// Keep order, with the role for it. Answer: ModerationReported, or a Notice.
struct KeepOrder {
  Act act = Act::kMute;
  std::string who;                  // empty for lock, unlock, clear; unban: also "#NUMBER" of a ban
  std::string room;                 // clear
  std::uint64_t target = 0;         // clear: the number of the message
  std::chrono::seconds duration{};  // mute, ban: 0: until undone
  std::string reason;
};

// Answer: BansListed.
struct RequestBans {};

// Look for parties on the local networks, or no longer. Answer: LookedOn, then PartyFound,
// PartyChanged and PartyGone as it comes.
struct WatchParties {
  bool watch = false;
};

// Start or stop sending CaptureAdvanced. On start the whole ring comes first.
struct WatchCapture {
  bool watch = false;
};

// Forget what the capture ring holds.
struct ClearCapture {};

using Command =
    std::variant<StartHost, StopHost, Connect, Disconnect, SendMessage, SendPrivate, Rename,
                 JoinRoom, LeaveRoom, RequestRoster, ChangeTopic, RequestRooms, FetchHistory,
                 SearchHistory, KeepOrder, RequestBans, WatchParties, WatchCapture, ClearCapture>;

}  // namespace hubbub::net::wire
