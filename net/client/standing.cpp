#include "net/client/standing.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/wire/limits.h"

namespace hubbub::net::client {

void EarlierRuns::leave(std::uint64_t run, std::uint64_t after, std::uint64_t kept) {
  if (run != 0) {
    runs_.insert(runs_.begin(), {run, after});
  }
  if (runs_.size() > wire::kMaxSeenRuns) {
    runs_.pop_back();
  }
  for (wire::SeenRun& each : runs_) {
    each.after = std::min(each.after, kept);
  }
}

RoomStanding* Standing::find(std::string_view room) {
  const auto found = std::find_if(rooms.begin(), rooms.end(),
                                  [room](const RoomStanding& known) { return known.room == room; });
  return found == rooms.end() ? nullptr : &*found;
}

RoomStanding* Standing::find_alike(std::string_view room) {
  if (RoomStanding* known = find(room)) {
    return known;
  }
  const auto found = std::find_if(
      rooms.begin(), rooms.end(),
      [name = folded(room)](const RoomStanding& known) { return folded(known.room) == name; });
  return found == rooms.end() ? nullptr : &*found;
}

RoomStanding* Standing::want(std::string_view room) {
  if (RoomStanding* known = find_alike(room)) {
    return known;
  }
  if (rooms.size() >= wire::kMaxHelloRooms) {
    return nullptr;
  }
  RoomStanding& added = rooms.emplace_back();
  added.room = room;
  return &added;
}

void Standing::forget(std::string_view room) {
  std::erase_if(rooms, [room](const RoomStanding& known) { return known.room == room; });
}

void Standing::restart() {
  for (RoomStanding& room : rooms) {
    room.asked = false;
    room.entered = false;
    room.rosters_asked = 0;
    room.look_to = 0;
    room.came_at = 0;
    room.roster_at = 0;
  }
}

std::vector<std::string> Standing::take_left() {
  std::vector<std::string> left;
  std::erase_if(rooms, [&left](const RoomStanding& room) {
    if (room.leaving) {
      left.push_back(room.room);
    }
    return room.leaving;
  });
  return left;
}

void Standing::go_on_from(const Place& last, bool encrypted) {
  const std::vector<RoomStanding> wanted = std::exchange(rooms, last.rooms);
  for (const RoomStanding& room : wanted) {
    const auto is_same = [name = folded(room.room)](const RoomStanding& known) {
      return folded(known.room) == name;
    };
    if (!room.lobby && std::none_of(rooms.begin(), rooms.end(), is_same)) {
      want(room.room);
    }
  }
  if (encrypted == last.encrypted) {
    private_epoch = last.private_epoch;
    private_after = last.private_after;
    private_run = last.private_run;
    private_earlier = last.private_earlier;
  }
}

}  // namespace hubbub::net::client
