// What a client keeps from one connection to the next, so that it comes back as who it was.
//
// Plain state, shared by the client and the dialogue of the present connection. Net worker only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/client/unconfirmed.h"
#include "net/wire/client_messages.h"

namespace hubbub::net::client {

// The runs of the host in which lines were seen, the present one apart, the newest first. A host
// that was put back from a copy does not know the newest of them.
class EarlierRuns {
 public:
  // Those who had seen lines up to `after` in `run` find another run, which has those up to `kept`.
  void leave(std::uint64_t run, std::uint64_t after, std::uint64_t kept);
  void forget() { runs_.clear(); }
  [[nodiscard]] const std::vector<wire::SeenRun>& all() const { return runs_; }

 private:
  std::vector<wire::SeenRun> runs_;
};

// Where we stand in one room.
struct RoomStanding {
  std::string room;  // empty: the lobby, whose name is not known yet
  bool lobby = false;
  std::uint64_t epoch = 0;  // 0: never been there
  std::uint64_t run = 0;    // of the host
  std::uint64_t after = 0;  // last sequence number seen
  EarlierRuns earlier{};
  bool leaving = false;  // the person has left it; the host has not said so yet

  // Of the present connection:
  bool asked = false;             // it was in the hello, or a join is on its way
  std::string own_nick;           // ours at this point of the room's order
  bool entered = false;           // its roster has come
  std::size_t rosters_asked = 0;  // while in it, and not answered yet
  std::uint64_t look_to = 0;      // what we say waits until all lines up to there have come
  std::uint64_t came_at = 0;      // lines up to that number happened before we (re)came
  std::uint64_t roster_at = 0;    // comings and goings up to that number are in the roster
};

// Where one was at a host, for the next time that one goes there by hand.
struct Place {
  std::string target;  // in its canonical form (net/addresses.h)
  bool plain = false;
  bool encrypted = false;
  std::vector<RoomStanding> rooms;
  std::uint64_t private_epoch = 0;
  std::uint64_t private_after = 0;
  std::uint64_t private_run = 0;
  EarlierRuns private_earlier{};
};

struct Standing {
  std::string target;               // as the person typed it, for sentences
  std::string nick;                 // ours, or the one to ask for
  std::string password;             // of the party; may be empty
  bool welcomed = false;            // some connection of this undertaking was let in
  std::vector<RoomStanding> rooms;  // the lobby first; at most wire::kMaxHelloRooms
  std::uint64_t private_epoch = 0;  // of the host's history; 0: never been there
  std::uint64_t private_after = 0;  // number of the last private message seen
  std::uint64_t private_run = 0;    // of the host, in which it was seen
  EarlierRuns private_earlier;
  Unconfirmed unconfirmed;

  // Null when we neither are there nor want to be.
  RoomStanding* find(std::string_view room);
  // Takes another spelling of its name for the room as well.
  RoomStanding* find_alike(std::string_view room);
  // Adds it unless it is there, in whatever spelling; null when there are too many.
  RoomStanding* want(std::string_view room);
  void forget(std::string_view room);
  // A new connection begins: nothing is entered yet.
  void restart();
  // The rooms that the person has left, and forgets them.
  std::vector<std::string> take_left();
  // Goes on in the rooms of the last undertaking at the same host, and after the lines that were
  // seen there. The private ones are counted apart with and without encryption.
  void go_on_from(const Place& last, bool encrypted);
};

}  // namespace hubbub::net::client
