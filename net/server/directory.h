// Who has which name, and which rooms there are, on one host. Net worker only.
//
// Names are compared folded (net/names.h), so that "Ann" and "ann" are one.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>

#include "net/server/room.h"

namespace hubbub::net::server {

class Directory {
 public:
  explicit Directory(const std::string& lobby_name);

  // ---- People ----

  // Null when nobody has the name.
  [[nodiscard]] Session* find_person(std::string_view nick) const;
  // False when somebody else has it.
  bool claim(std::string_view nick, Session& owner);
  // Gives a name back that `owner` has.
  void release(std::string_view nick, const Session& owner);

  // ---- Rooms ----

  [[nodiscard]] Room& lobby() { return *lobby_; }
  [[nodiscard]] const std::shared_ptr<Room>& shared_lobby() const { return lobby_; }
  // The empty name is the lobby's. Null when there is none.
  [[nodiscard]] std::shared_ptr<Room> find_room(std::string_view name) const;
  // Null when there are kMaxRooms with people in them.
  std::shared_ptr<Room> make_room(std::string_view name);
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }

 private:
  std::uint64_t new_epoch();
  bool forget_an_empty_room();

  std::mt19937_64 random_{std::random_device{}()};
  std::unordered_map<std::string, Session*> people_;
  std::shared_ptr<Room> lobby_;
  std::unordered_map<std::string, std::shared_ptr<Room>> rooms_;
};

}  // namespace hubbub::net::server
