#include "ui/model/verification.h"

#include <algorithm>

#include "net/wire/spoken_words.h"
#include "ui/model/fold.h"

namespace hubbub::ui::model {

const wire::RosterEntry* find_person(const View& view, std::string_view nick) {
  for (const RoomView& room : view.rooms) {
    const auto found = std::find_if(
        room.roster->begin(), room.roster->end(),
        [nick](const wire::RosterEntry& entry) { return equal_folded(entry.nick, nick); });
    if (found != room.roster->end()) {
      return &*found;
    }
  }
  return nullptr;
}

std::optional<std::string> name_now(const View& view, wire::KeyHead who, std::string_view nick) {
  for (const RoomView& room : view.rooms) {
    const auto found = std::find_if(room.roster->begin(), room.roster->end(),
                                    [who](const wire::RosterEntry& entry) {
                                      return who != 0 && wire::head_of(entry.person.key) == who;
                                    });
    if (found != room.roster->end()) {
      return found->nick;
    }
  }
  const wire::RosterEntry* const namesake = find_person(view, nick);
  const bool another = namesake != nullptr && wire::head_of(namesake->person.key) != who;
  return another ? std::nullopt : std::optional(std::string(nick));
}

bool is_read_on_the_way(const View& view, const RoomView& room) {
  if (room.kind != RoomKind::kPrivate || !view.connection.online() || !view.connection.encrypted) {
    return false;
  }
  const wire::RosterEntry* const person = find_person(view, room.name);
  return person != nullptr && person->person.encrypted == 0;
}

std::string verification(const View& view, std::string_view nick) {
  const ConnectionView& connection = view.connection;
  if (nick.empty()) {
    return connection.encrypted
               ? "Compare aloud. The host's words: " + wire::spoken_words(connection.host_key) +
                     ". Your own: " + wire::spoken_words(connection.own_key) + "."
               : "This connection is not encrypted: there is nothing to compare.";
  }
  const wire::RosterEntry* const person = find_person(view, nick);
  if (person == nullptr) {
    return {};
  }
  const std::string& name = person->nick;
  if (person->person.key.is_none()) {
    return name + " came without a key: there is nothing to compare.";
  }
  return "Compare aloud with " + name + ": " + wire::spoken_words(person->person.key) +
         ". With the same words on both screens nobody stands between you.";
}

}  // namespace hubbub::ui::model
