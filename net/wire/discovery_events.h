// What the net worker tells of the parties on the local networks: a part of events.h, which tells
// how it is told. Plain values.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "net/wire/digest.h"

namespace hubbub::net::wire {

// One host of whoever has that key: he may run several.
struct PartyId {
  KeyId key{};
  std::uint16_t port = 0;  // where it listens, TCP
  friend auto operator<=>(const PartyId&, const PartyId&) = default;
};

// A party that was found on the local network. What it says of itself is signed with its key.
struct Party {
  PartyId id;
  std::string title;  // may be empty
  std::uint32_t people = 0;
  std::string software;       // program and version, for people
  std::uint16_t version = 0;  // of the protocol
  bool locked = false;        // nobody new comes in for now
  bool password = false;
  bool fading = false;  // it has not been heard of for a while
  // With ports, "192.168.1.7:24280": those that answered first, the fastest of them first.
  std::vector<std::string> addresses;
  std::chrono::microseconds round_trip{};  // of one datagram and its answer; 0: it never answered
  friend bool operator==(const Party&, const Party&) = default;
};

// One that was not there.
struct PartyFound {
  Party party;
};

// Takes the place of what was known of the one with its id.
struct PartyChanged {
  Party party;
};

// It has ended, or was not heard of for too long.
struct PartyGone {
  PartyId id;
};

// Parties are looked for on these interfaces from now on ("eth0"), and on this machine.
struct LookedOn {
  std::vector<std::string> interfaces;
};

}  // namespace hubbub::net::wire
