#include "net/server/directory.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/limits.h"
#include "net/server/session.h"

namespace hubbub::net::server {

Directory::Directory(const std::string& lobby_name, const history::Contents& past,
                     history::History* history)
    : history_(history) {
  for (const history::StoredRoom& stored : past.rooms) {
    // The lobby of another time is a room like others.
    const bool is_lobby = folded(stored.name) == folded(lobby_name);
    auto room = std::make_shared<Room>(stored, is_lobby ? kLobbyLogBytes : kRoomLogBytes);
    rooms_[folded(stored.name)] = room;
    if (is_lobby)
      lobby_ = std::move(room);
  }
  if (!lobby_)
    lobby_ = add_room(lobby_name, kLobbyLogBytes);
  lobby_->name = lobby_name;
  for (const history::StoredName& name : past.names) {
    const std::string look = skeleton(name.nick);
    owned_[look] = {name.nick, name.key, name.last_used};
    owned_by_[name.key].push_back(look);
  }
}

// ---- People -------------------------------------------------------------------------------------

Session* Directory::find_person(std::string_view nick) const {
  const auto found = people_.find(folded(nick));
  return found == people_.end() ? nullptr : found->second;
}

wire::KeyId Directory::key_of(std::string_view nick) const {
  if (const Session* here = find_person(nick))
    return here->key();
  const auto found = owned_.find(skeleton(nick));
  const bool same = found != owned_.end() && folded(found->second.nick) == folded(nick);
  return same ? found->second.key : wire::KeyId{};
}

std::optional<Directory::Claim> Directory::refusal_of(std::string_view nick, const Session& owner,
                                                      const wire::KeyId& key) const {
  using Outcome = Claim::Outcome;
  const auto is_own = [&](const wire::KeyId& other) { return !key.is_none() && other == key; };
  const std::string look = skeleton(nick);
  const auto [begin, end] = looks_.equal_range(look);
  for (auto here = begin; here != end; ++here) {
    const Here& person = here->second;
    if (person.session == &owner)
      continue;
    const bool same = folded(person.nick) == folded(nick);
    if (same && is_own(person.key))
      return Claim{Outcome::kGhost, person.session, person.nick};
    if (same)
      return Claim{Outcome::kTaken, person.session, person.nick};
    if (!is_own(person.key))
      return Claim{Outcome::kLookAlike, person.session, person.nick};
  }
  const auto owned = owned_.find(look);
  if (owned == owned_.end() || is_own(owned->second.key))
    return std::nullopt;
  const bool same = folded(owned->second.nick) == folded(nick);
  return Claim{same ? Outcome::kBelongs : Outcome::kLookAlike, nullptr, owned->second.nick};
}

Directory::Claim Directory::claim(std::string_view nick, Session& owner, const wire::KeyId& key,
                                  wire::HostTime now) {
  if (auto refusal = refusal_of(nick, owner, key))
    return *std::move(refusal);
  people_[folded(nick)] = &owner;
  looks_.emplace(skeleton(nick), Here{&owner, key, std::string(nick)});
  if (!key.is_none())
    own(nick, key, now);
  return {};
}

void Directory::release(std::string_view nick, const Session& owner) {
  const std::string look = skeleton(nick);
  const auto has = [&](const auto& same) {
    const auto [begin, end] = looks_.equal_range(look);
    return std::find_if(begin, end, [&](const auto& entry) {
      return entry.second.session == &owner && same(entry.second.nick);
    });
  };
  const auto here = has([&](const std::string& name) { return name == nick; });
  if (here == looks_.equal_range(look).second)
    return;
  looks_.erase(here);
  // It may have the name in another spelling by now.
  const std::string plain = folded(nick);
  const auto other = has([&](const std::string& name) { return folded(name) == plain; });
  if (other == looks_.equal_range(look).second)
    people_.erase(plain);
}

void Directory::own(std::string_view nick, const wire::KeyId& key, wire::HostTime now) {
  const std::string look = skeleton(nick);
  std::vector<std::string>& names = owned_by_[key];
  const auto known = std::find(names.begin(), names.end(), look);
  if (known != names.end())
    names.erase(known);
  names.push_back(look);
  const auto before = owned_.find(look);
  if (before != owned_.end() && before->second.nick != nick && history_ != nullptr)
    history_->remove_name(before->second.nick);
  owned_[look] = {std::string(nick), key, now};
  if (history_ != nullptr)
    history_->put_name({std::string(nick), key, now});
  if (names.size() > kMaxNamesOfOnePerson)
    disown(names.front());
  if (owned_.size() > kMaxOwnedNames) {
    const auto oldest =
        std::min_element(owned_.begin(), owned_.end(), [](const auto& a, const auto& b) {
          return a.second.last_used < b.second.last_used;
        });
    disown(std::string(oldest->first));
  }
}

void Directory::disown(const std::string& look) {
  const auto found = owned_.find(look);
  if (history_ != nullptr)
    history_->remove_name(found->second.nick);
  const auto names = owned_by_.find(found->second.key);
  owned_.erase(found);
  std::erase(names->second, std::string(look));
  if (names->second.empty())
    owned_by_.erase(names);
}

// ---- Rooms --------------------------------------------------------------------------------------

std::shared_ptr<Room> Directory::find_room(std::string_view name) const {
  if (name.empty() || name == lobby_->name)
    return lobby_;
  const auto found = rooms_.find(folded(name));
  return found == rooms_.end() ? nullptr : found->second;
}

std::shared_ptr<Room> Directory::make_room(std::string_view name) {
  if (rooms_.size() >= kMaxRooms && !forget_an_empty_room())
    return nullptr;
  return add_room(name, kRoomLogBytes);
}

std::shared_ptr<Room> Directory::add_room(std::string_view name, std::size_t log_bytes) {
  auto room = std::make_shared<Room>(std::string(name), new_epoch(), log_bytes);
  if (history_ != nullptr)
    room->number = history_->add_room(room->name, room->epoch);
  rooms_[folded(name)] = room;
  return room;
}

std::vector<std::shared_ptr<Room>> Directory::all_rooms() const {
  std::vector<std::shared_ptr<Room>> all;
  for (const auto& [name, room] : rooms_)
    all.push_back(room);
  std::sort(all.begin(), all.end(), [this](const auto& a, const auto& b) {
    return std::pair(a != lobby_, a->name) < std::pair(b != lobby_, b->name);
  });
  return all;
}

void Directory::forgot(history::RoomNumber number, RoomLog::Seq first_kept) {
  for (const auto& [name, room] : rooms_) {
    if (room->number == number)
      room->first_kept = first_kept;
  }
}

std::uint64_t Directory::new_epoch() {
  return random_() | 1U;
}

// The one in which nothing has happened for longest.
bool Directory::forget_an_empty_room() {
  auto oldest = rooms_.end();
  for (auto room = rooms_.begin(); room != rooms_.end(); ++room) {
    if (room->second == lobby_ || !room->second->members.empty())
      continue;
    if (oldest == rooms_.end() || room->second->last_time < oldest->second->last_time)
      oldest = room;
  }
  if (oldest == rooms_.end())
    return false;
  if (history_ != nullptr)
    history_->remove_room(oldest->second->number);
  rooms_.erase(oldest);
  return true;
}

}  // namespace hubbub::net::server
