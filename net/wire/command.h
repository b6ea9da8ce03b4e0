// The command words of both dialects. Sources: the captures of the 2006 protocol (docs/2006.md);
// 16 and upward are ours and are sent only to a peer that said hello.
#pragma once

#include <cstdint>

namespace hubbub::net::wire {

enum class Command2006 : std::int32_t {
  kLogin = 0,
  kLogout = 1,
  kMessage = 2,
  kList = 3,
  kNull = 4
};

enum class CommandWord : std::int32_t {
  // Shared with 2006.
  kLogin = 0,
  kLogout = 1,
  // From a client.
  kPost = 16,
  kWhisper = 17,
  kJoin = 18,
  kLeave = 19,
  kRename = 20,
  kWho = 21,
  kPing = 22,
  kProof = 23,
  kFetch = 24,
  kSearch = 25,
  kSetTopic = 26,
  kListRooms = 27,
  kModerate = 28,
  kListBans = 29,
  // From a host.
  kWelcome = 32,
  kRoster = 33,
  kMessage = 34,
  kJoined = 35,
  kLeft = 36,
  kRenamed = 37,
  kPrivate = 38,
  kAck = 39,
  kRefused = 40,
  kFarewell = 41,
  kPong = 42,
  kChallenge = 43,
  kPage = 44,
  kFound = 45,
  kTopic = 46,
  kRooms = 47,
  kModerated = 48,
  kBans = 49,
  kHeld = 50,
  kUnsure = 51,
  // In datagrams.
  kQuery = 64,
  kAnnouncement = 65,
};

}  // namespace hubbub::net::wire
