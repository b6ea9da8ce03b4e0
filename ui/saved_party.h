// What is remembered of a party from one start of the window to the next: the rooms and private
// conversations that were open, and the drafts written in them.
//
// Plain values, and the store that app/ keeps them in. Drafts are private: they go into no log.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "net/wire/digest.h"
#include "ui/model/view.h"

namespace hubbub::ui {

struct SavedRoom {
  model::RoomKind kind = model::RoomKind::kRoom;
  bool lobby = false;
  std::string name;        // of the room, or of the person
  net::wire::KeyId key{};  // of the person; none: without one, or not known
  std::string draft;       // UTF-8
  friend bool operator==(const SavedRoom&, const SavedRoom&) = default;
};

struct SavedParty {
  // Beyond them nothing is remembered: rooms and conversations, and bytes of all drafts together.
  static constexpr std::size_t kMaxRooms = 64;
  static constexpr std::size_t kMaxDraftBytes = std::size_t{1} << 20;

  std::vector<SavedRoom> rooms;
  friend bool operator==(const SavedParty&, const SavedParty&) = default;
};

// A host by its key, wherever it is; one without a key by its address.
struct PartyId {
  net::wire::KeyId host_key{};
  std::string target;  // "HOST[:PORT]" as typed; counts when there is no key
  friend bool operator==(const PartyId&, const PartyId&) = default;
};

// Main thread.
class PartyStore {
 public:
  PartyStore() = default;
  virtual ~PartyStore() = default;
  PartyStore(const PartyStore&) = delete;
  PartyStore& operator=(const PartyStore&) = delete;

  // What was saved last; empty when there is nothing, or it can't be read.
  virtual SavedParty load(const PartyId& party) = 0;
  // Does not wait for the disk.
  virtual void save(const PartyId& party, SavedParty saved) = 0;
};

}  // namespace hubbub::ui
