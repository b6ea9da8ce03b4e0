// Who has which name, whose names are whose, and which rooms there are, on one host. Net worker
// only.
//
// Names are compared folded, so that "Ann" and "ann" are one, and by how they look, so that nobody
// passes for somebody else (net/names.h). A name that was used with a key belongs to that key.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/history/history.h"
#include "net/server/room.h"

namespace hubbub::net::server {

class Session;

class Directory {
 public:
  // `past` and `history` (null: nothing is kept) as in the server's constructor.
  Directory(const std::string& lobby_name, const history::Contents& past, history::History* history,
            wire::HostTime now);

  // All times here are trusted time (net/trusted_time.h).

  // ---- People ----

  // Null when nobody here has the name.
  [[nodiscard]] Session* find_person(std::string_view nick) const;
  // Somebody with that key has been here before.
  [[nodiscard]] bool knows(const wire::KeyId& key) const { return owned_by_.contains(key); }
  // Of whoever is here under that name, or of whom it belongs to; none: nobody, or without a key.
  [[nodiscard]] wire::KeyId key_of(std::string_view nick) const;
  // The newest of the names that belong to the key; empty: none does.
  [[nodiscard]] std::string name_of(const wire::KeyId& key) const;

  struct Claim {
    enum class Outcome : std::uint8_t {
      kGranted,
      kGhost,      // the same key has it on another connection: `other`
      kTaken,      // somebody here has it
      kBelongs,    // it belongs to somebody with another key
      kLookAlike,  // it looks like `like`, which somebody else has
    };
    Outcome outcome = Outcome::kGranted;
    Session* other = nullptr;
    std::string like;
  };
  // Gives `nick` to `owner`, who has that key. With a key, the name belongs to the key from now on;
  // of those who have said nothing, only if few names are taken (kMaxSilentNames).
  Claim claim(std::string_view nick, Session& owner, const wire::KeyId& key, wire::HostTime now);
  // `owner` has said something: the name that it has belongs to its key.
  void keep_name(const Session& owner, wire::HostTime now);
  // Gives a name back that `owner` has.
  void release(std::string_view nick, const Session& owner);

  // ---- Rooms ----

  [[nodiscard]] Room& lobby() { return *lobby_; }
  [[nodiscard]] const std::shared_ptr<Room>& shared_lobby() const { return lobby_; }
  // The empty name is the lobby's. Null when there is none.
  [[nodiscard]] std::shared_ptr<Room> find_room(std::string_view name) const;
  // Has made as many rooms as one may.
  [[nodiscard]] bool has_made_many(const history::Maker& maker) const;
  // Another may lose its place, see forget_an_empty_room(). Null when there is none.
  std::shared_ptr<Room> make_room(std::string_view name, const history::Maker& maker,
                                  wire::HostTime now);
  [[nodiscard]] std::size_t people_count() const { return people_.size(); }
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  // The lobby first, then by name.
  [[nodiscard]] std::vector<std::shared_ptr<Room>> all_rooms() const;
  // The history let go of what came before.
  void forgot(history::RoomNumber number, RoomLog::Seq first_kept);

 private:
  struct Here {
    Session* session = nullptr;
    wire::KeyId key;
    std::string nick;
  };
  struct Owned {
    std::string nick;
    wire::KeyId key;
    wire::HostTime last_used{};
  };

  [[nodiscard]] std::optional<Claim> refusal_by_people(const std::string& nick,
                                                       const Session& owner,
                                                       const wire::KeyId& key) const;
  [[nodiscard]] std::optional<Claim> refusal_by_owners(const std::string& nick,
                                                       const wire::KeyId& key) const;
  void own(const std::string& nick, const wire::KeyId& key, wire::HostTime now, bool has_spoken);
  void note_owned(const Owned& owned);
  void disown(const std::string& folded_nick);
  std::shared_ptr<Room> add_room(std::string_view name, const history::Maker& maker,
                                 std::size_t log_bytes, wire::HostTime now);
  bool forget_an_empty_room(wire::HostTime now);
  // Rooms of which that says `whom`; none of nobody.
  [[nodiscard]] std::size_t count_rooms(std::string history::Maker::*of,
                                        const std::string& whom) const;

  history::History* const history_;
  // Who is here: by folded name, and by what each name looks like.
  std::unordered_map<std::string, Session*> people_;
  std::unordered_multimap<std::string, Here> looks_;
  // Whose names are whose: by folded name; folded names by look, and by key, the oldest first.
  std::unordered_map<std::string, Owned> owned_;
  std::unordered_multimap<std::string, std::string> owned_looks_;
  std::unordered_map<wire::KeyId, std::vector<std::string>> owned_by_;
  std::shared_ptr<Room> lobby_;
  std::unordered_map<std::string, std::shared_ptr<Room>> rooms_;  // by folded name
};

}  // namespace hubbub::net::server
