#include "net/server/directory.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "net/names.h"
#include "net/server/limits.h"
#include "net/server/session.h"

namespace hubbub::net::server {

Directory::Directory(const std::string& lobby_name, const history::Contents& past,
                     history::History* history, wire::HostTime now)
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
    lobby_ = add_room(lobby_name, {}, kLobbyLogBytes, now);
  lobby_->name = lobby_name;
  for (const history::StoredName& name : past.names) {
    if (name.last_used + kNameKept > now) {
      note_owned({name.nick, name.key, name.last_used});
    } else if (history != nullptr) {
      history->remove_name(name.nick);
    }
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
  const auto found = owned_.find(folded(nick));
  return found == owned_.end() ? wire::KeyId{} : found->second.key;
}

std::string Directory::name_of(const wire::KeyId& key) const {
  const auto found = owned_by_.find(key);
  return found == owned_by_.end() ? std::string() : owned_.at(found->second.back()).nick;
}

std::optional<Directory::Claim> Directory::refusal_by_people(const std::string& nick,
                                                             const Session& owner,
                                                             const wire::KeyId& key) const {
  using Outcome = Claim::Outcome;
  const auto refusal_by = [&](const Here& person) -> std::optional<Claim> {
    if (person.session == &owner)
      return std::nullopt;
    const bool own = !key.is_none() && person.key == key;
    if (folded(person.nick) == folded(nick))
      return Claim{own ? Outcome::kGhost : Outcome::kTaken, person.session, person.nick};
    if (own)
      return std::nullopt;
    return Claim{Outcome::kLookAlike, person.session, person.nick};
  };
  for (const std::string& look : looks_of(nick)) {
    const auto [begin, end] = looks_.equal_range(look);
    for (auto here = begin; here != end; ++here) {
      if (auto refusal = refusal_by(here->second))
        return refusal;
    }
  }
  return std::nullopt;
}

std::optional<Directory::Claim> Directory::refusal_by_owners(const std::string& nick,
                                                             const wire::KeyId& key) const {
  using Outcome = Claim::Outcome;
  const std::string plain = folded(nick);
  for (const std::string& look : looks_of(nick)) {
    const auto [begin, end] = owned_looks_.equal_range(look);
    for (auto entry = begin; entry != end; ++entry) {
      const Owned& owned = owned_.at(entry->second);
      if (key.is_none() || owned.key != key) {
        return Claim{entry->second == plain ? Outcome::kBelongs : Outcome::kLookAlike, nullptr,
                     owned.nick};
      }
    }
  }
  return std::nullopt;
}

Directory::Claim Directory::claim(std::string_view nick, Session& owner, const wire::KeyId& key,
                                  wire::HostTime now) {
  const std::string name(nick);
  if (auto refusal = refusal_by_people(name, owner, key))
    return *std::move(refusal);
  if (auto refusal = refusal_by_owners(name, key))
    return *std::move(refusal);
  people_[folded(nick)] = &owner;
  for (const std::string& look : looks_of(nick))
    looks_.emplace(look, Here{&owner, key, name});
  if (!key.is_none())
    own(name, key, now, owner.has_spoken());
  return {};
}

void Directory::keep_name(const Session& owner, wire::HostTime now) {
  if (!owner.key().is_none() && !owned_.contains(folded(owner.nick())))
    own(owner.nick(), owner.key(), now, true);
}

void Directory::release(std::string_view nick, const Session& owner) {
  bool has_another_spelling = false;
  const std::string plain = folded(nick);
  for (const std::string& look : looks_of(nick)) {
    const auto [begin, end] = looks_.equal_range(look);
    auto given_back = end;
    for (auto here = begin; here != end; ++here) {
      if (here->second.session != &owner)
        continue;
      if (here->second.nick == nick) {
        given_back = here;
      } else if (folded(here->second.nick) == plain) {
        has_another_spelling = true;
      }
    }
    if (given_back == end)
      return;  // it does not have it
    looks_.erase(given_back);
  }
  if (!has_another_spelling)
    people_.erase(plain);
}

void Directory::note_owned(const Owned& owned) {
  const std::string plain = folded(owned.nick);
  owned_[plain] = owned;
  for (const std::string& look : looks_of(owned.nick))
    owned_looks_.emplace(look, plain);
  owned_by_[owned.key].push_back(plain);
}

void Directory::own(const std::string& nick, const wire::KeyId& key, wire::HostTime now,
                    bool has_spoken) {
  const bool was_owned = owned_.contains(folded(nick));
  if (was_owned)
    disown(folded(nick));
  // Others' names are not to be had by using many.
  const std::size_t most = has_spoken ? kMaxOwnedNames : kMaxSilentNames;
  if (!was_owned && owned_.size() >= most)
    return;
  note_owned({nick, key, now});
  if (history_ != nullptr)
    history_->put_name({nick, key, now});
  const std::vector<std::string>& names = owned_by_[key];
  if (names.size() > kMaxNamesOfOnePerson)
    disown(std::string(names.front()));
}

void Directory::disown(const std::string& folded_nick) {
  const auto found = owned_.find(folded_nick);
  const Owned owned = found->second;
  owned_.erase(found);
  for (const std::string& look : looks_of(owned.nick)) {
    const auto [begin, end] = owned_looks_.equal_range(look);
    owned_looks_.erase(
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == folded_nick; }));
  }
  const auto names = owned_by_.find(owned.key);
  std::erase(names->second, folded_nick);
  if (names->second.empty())
    owned_by_.erase(names);
  if (history_ != nullptr)
    history_->remove_name(owned.nick);
}

// ---- Rooms --------------------------------------------------------------------------------------

std::shared_ptr<Room> Directory::find_room(std::string_view name) const {
  if (name.empty() || name == lobby_->name)
    return lobby_;
  const auto found = rooms_.find(folded(name));
  return found == rooms_.end() ? nullptr : found->second;
}

std::size_t Directory::count_rooms(std::string history::Maker::*of, const std::string& whom) const {
  if (whom.empty())
    return 0;
  return static_cast<std::size_t>(
      std::count_if(rooms_.begin(), rooms_.end(),
                    [&](const auto& entry) { return entry.second->maker.*of == whom; }));
}

bool Directory::has_made_many(const history::Maker& maker) const {
  return count_rooms(&history::Maker::account, maker.account) >= kMaxRoomsOfOneMaker ||
         count_rooms(&history::Maker::place, maker.place) >= kMaxRoomsOfOnePlace;
}

std::shared_ptr<Room> Directory::make_room(std::string_view name, const history::Maker& maker,
                                           wire::HostTime now) {
  if (rooms_.size() >= kMaxRooms && !forget_an_empty_room(now))
    return nullptr;
  return add_room(name, maker, kRoomLogBytes, now);
}

std::shared_ptr<Room> Directory::add_room(std::string_view name, const history::Maker& maker,
                                          std::size_t log_bytes, wire::HostTime now) {
  auto room = std::make_shared<Room>(std::string(name), random_epoch(), log_bytes);
  room->last_used = now;
  room->maker = maker;
  if (history_ != nullptr)
    room->number = history_->add_room(room->name, room->epoch, maker);
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

// Of those in which nothing was ever said, the one that has been quiet for longest; then of the
// small ones of somebody who makes many; then of those that nobody has entered for
// kUnvisitedRoomKept.
bool Directory::forget_an_empty_room(wire::HostTime now) {
  const auto was_used = [](const Room& room) {
    return !room.recall.empty() || !room.topic.empty();
  };
  const auto is_one_of_many = [this](const Room& room) {
    return room.log.next_seq() <= kFewLines + 1 &&
           count_rooms(&history::Maker::account, room.maker.account) >= kManyRooms;
  };
  const auto rank = [&](const Room& room) {
    return std::tuple(was_used(room), !is_one_of_many(room), room.last_used);
  };
  auto oldest = rooms_.end();
  for (auto entry = rooms_.begin(); entry != rooms_.end(); ++entry) {
    const Room& room = *entry->second;
    // What was said of late is nobody's to take away by making rooms.
    const bool stays =
        was_used(room) && !is_one_of_many(room) && room.last_used + kUnvisitedRoomKept > now;
    if (entry->second == lobby_ || !room.members.empty() || stays)
      continue;
    if (oldest == rooms_.end() || rank(room) < rank(*oldest->second))
      oldest = entry;
  }
  if (oldest == rooms_.end())
    return false;
  if (history_ != nullptr)
    history_->remove_room(oldest->second->number);
  rooms_.erase(oldest);
  return true;
}

}  // namespace hubbub::net::server
