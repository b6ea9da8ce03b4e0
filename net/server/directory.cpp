#include "net/server/directory.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/limits.h"

namespace hubbub::net::server {

Directory::Directory(const std::string& lobby_name)
    : lobby_(std::make_shared<Room>(lobby_name, new_epoch(), kLobbyLogBytes)) {
  rooms_[folded(lobby_name)] = lobby_;
}

Session* Directory::find_person(std::string_view nick) const {
  const auto found = people_.find(folded(nick));
  return found == people_.end() ? nullptr : found->second;
}

bool Directory::claim(std::string_view nick, Session& owner) {
  const auto [place, is_new] = people_.try_emplace(folded(nick), &owner);
  return is_new || place->second == &owner;
}

void Directory::release(std::string_view nick, const Session& owner) {
  const auto found = people_.find(folded(nick));
  if (found != people_.end() && found->second == &owner)
    people_.erase(found);
}

std::shared_ptr<Room> Directory::find_room(std::string_view name) const {
  if (name.empty() || name == lobby_->name)
    return lobby_;
  const auto found = rooms_.find(folded(name));
  return found == rooms_.end() ? nullptr : found->second;
}

std::shared_ptr<Room> Directory::make_room(std::string_view name) {
  if (rooms_.size() >= kMaxRooms && !forget_an_empty_room())
    return nullptr;
  auto room = std::make_shared<Room>(std::string(name), new_epoch(), kRoomLogBytes);
  rooms_[folded(name)] = room;
  return room;
}

std::uint64_t Directory::new_epoch() {
  return random_() | 1U;
}

bool Directory::forget_an_empty_room() {
  const auto empty = std::find_if(rooms_.begin(), rooms_.end(), [this](const auto& entry) {
    return entry.second != lobby_ && entry.second->members.empty();
  });
  if (empty == rooms_.end())
    return false;
  rooms_.erase(empty);
  return true;
}

}  // namespace hubbub::net::server
