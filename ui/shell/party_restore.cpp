#include "ui/shell/party_restore.h"

#include <algorithm>
#include <utility>

#include "ui/model/fold.h"

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;
using model::RoomKind;

const model::RoomView* find_saved(const model::View& view, const SavedRoom& saved,
                                  model::RoomId id) {
  if (saved.kind == RoomKind::kPrivate) {
    return view.find(id);
  }
  const model::RoomView* const room =
      saved.lobby ? view.lobby() : view.find(saved.kind, saved.name);
  return room != nullptr && room->present ? room : nullptr;
}

}  // namespace

PartyRestore::PartyRestore(model::Model& model, composer::Composer& composer, PartyStore* store,
                           std::function<void(wire::Command)> post)
    : model_(model), composer_(composer), store_(store), post_(std::move(post)) {}

void PartyRestore::follow(const model::View& view) {
  if (store_ == nullptr) {
    return;
  }
  if (view.connection.online() && view.lobby() != nullptr) {
    PartyId party{view.connection.host_key, view.connection.target};
    if (!party.host_key.is_none()) {
      party.target.clear();
    }
    if (std::exchange(connecting_, false) || party != party_) {
      enter(view, std::move(party));
    }
    restore_drafts(view);
  }
  if (!party_) {
    return;
  }
  SavedParty now = present(view);
  if (now != seen_) {
    seen_ = std::move(now);
    moved_ = true;
  }
}

// The view has the rooms of this party already: those of the party before are as they were last
// seen.
void PartyRestore::enter(const model::View& view, PartyId party) {
  save();
  party_ = std::move(party);
  awaited_.clear();
  seen_ = store_->load(*party_);
  for (const SavedRoom& saved : seen_.rooms) {
    Awaited awaited{saved};
    if (saved.kind == RoomKind::kPrivate) {
      awaited.id = model_.open_conversation(saved.name, saved.key);
    } else if (find_saved(view, saved, {}) == nullptr && !saved.lobby) {
      post_(wire::JoinRoom{saved.name});
    }
    awaited_.push_back(std::move(awaited));
  }
}

// What is written there by now counts.
void PartyRestore::restore_drafts(const model::View& view) {
  std::erase_if(awaited_, [&](const Awaited& awaited) {
    const model::RoomView* const room = find_saved(view, awaited.saved, awaited.id);
    if (room == nullptr) {
      return false;
    }
    if (composer_.draft_of(room->id).empty() && !awaited.saved.draft.empty()) {
      composer_.set_draft(room->id, awaited.saved.draft);
      model_.note_draft(room->id, true);
    }
    return true;
  });
}

// What is not there yet, or could not be entered, is kept as it was.
SavedParty PartyRestore::present(const model::View& view) const {
  SavedParty party;
  std::size_t bytes = 0;
  const auto add = [&](SavedRoom room) {
    if (party.rooms.size() < SavedParty::kMaxRooms &&
        bytes + room.draft.size() <= SavedParty::kMaxDraftBytes) {
      bytes += room.draft.size();
      party.rooms.push_back(std::move(room));
    }
  };
  for (const model::RoomView& room : view.rooms) {
    const auto is_same = [&room](const Awaited& awaited) {
      return awaited.saved.kind == RoomKind::kPrivate
                 ? awaited.id == room.id
                 : awaited.saved.lobby == room.lobby && room.kind == RoomKind::kRoom &&
                       (room.lobby || model::equal_folded(awaited.saved.name, room.name));
    };
    if (std::none_of(awaited_.begin(), awaited_.end(), is_same)) {
      add({room.kind, room.lobby, room.name, room.key, composer_.draft_of(room.id)});
    }
  }
  for (const Awaited& awaited : awaited_) {
    add(awaited.saved);
  }
  return party;
}

void PartyRestore::save_after_pause(Time now) {
  if (std::exchange(moved_, false)) {
    first_change_ = unsaved_ ? first_change_ : now;
    last_change_ = now;
    unsaved_ = true;
  }
  if (const auto when = next_change(); when && now >= *when) {
    save();
  }
}

void PartyRestore::save() {
  if (party_ && (moved_ || unsaved_)) {
    store_->save(*party_, seen_);
  }
  moved_ = false;
  unsaved_ = false;
}

std::optional<PartyRestore::Time> PartyRestore::next_change() const {
  if (!unsaved_) {
    return std::nullopt;
  }
  return std::min(last_change_ + kPause, first_change_ + kLatest);
}

}  // namespace hubbub::ui::shell
