// What the rest of the program asks of the net worker: the vocabulary of commands.
//
// Plain values. They are queued by net::Engine::post from any thread and carried out in order on
// the net worker; the outcome comes back as events (net/wire/events.h).
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "net/wire/limits.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

// Host in this process. Answer: HostListening, or HostStopped with a cause.
struct StartHost {
  std::uint16_t port = kDefaultPort;  // 0: any free one
  std::vector<std::string> bind;      // literal addresses; empty: all interfaces, IPv4 and IPv6
  std::string title;                  // of the party; may be empty
  std::string room = kDefaultRoom;    // name of the lobby
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
};

// Log out and close; also ends a connect or reconnect under way. Answer:
// ConnectionChanged{kClosed}.
struct Disconnect {};

// Answer: MessageAcknowledged and MessageReceived, or MessageFailed.
struct SendMessage {
  MessageId id;
  std::string room;
  std::string text;
};

struct SendPrivate {
  MessageId id;
  std::string to;
  std::string text;
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

// Start or stop sending CaptureAdvanced. On start the whole ring comes first.
struct WatchCapture {
  bool watch = false;
};

// Forget what the capture ring holds.
struct ClearCapture {};

using Command =
    std::variant<StartHost, StopHost, Connect, Disconnect, SendMessage, SendPrivate, Rename,
                 JoinRoom, LeaveRoom, RequestRoster, WatchCapture, ClearCapture>;

}  // namespace hubbub::net::wire
