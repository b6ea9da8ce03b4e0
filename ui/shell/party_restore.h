// Session restore: opens the rooms and conversations again that were open when this party was left,
// with the drafts in them, and saves both while they change.
//
// Main thread. Without a store it does nothing.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "net/wire/commands.h"
#include "ui/composer/composer.h"
#include "ui/model/model.h"
#include "ui/saved_party.h"

namespace hubbub::ui::shell {

class PartyRestore {
 public:
  using Time = std::chrono::steady_clock::time_point;
  // Drafts are saved when nothing has changed for so long, and at the latest so long after the
  // first change.
  static constexpr std::chrono::milliseconds kPause{1'000};
  static constexpr std::chrono::milliseconds kLatest{5'000};

  // All of them must outlive it; `store` may be null. `post` hands a command to the network.
  PartyRestore(model::Model& model, composer::Composer& composer, PartyStore* store,
               std::function<void(net::wire::Command)> post);

  // The person goes to a party, perhaps to the one of before: its rooms are to be entered.
  void connecting() { connecting_ = true; }

  // Call it with each new `view`. Once online at a party it enters the rooms of before, opens the
  // conversations, and puts the drafts into the composer as the rooms appear.
  void follow(const model::View& view);

  // Saves what follow() has seen: after a pause, or now.
  void save_after_pause(Time now);
  void save();
  // When save_after_pause() has something to do; nothing: not before something changes.
  [[nodiscard]] std::optional<Time> next_change() const;

 private:
  struct Awaited {
    SavedRoom saved;
    model::RoomId id = model::RoomId::kNone;  // of a conversation
  };
  void enter(const model::View& view, PartyId party);
  void restore_drafts(const model::View& view);
  [[nodiscard]] SavedParty present(const model::View& view) const;

  model::Model& model_;
  composer::Composer& composer_;
  PartyStore* const store_;
  const std::function<void(net::wire::Command)> post_;

  bool connecting_ = true;
  std::optional<PartyId> party_;  // where `seen_` is
  SavedParty seen_;
  std::vector<Awaited> awaited_;  // not in the view yet
  bool moved_ = false;            // since the pause was measured last
  bool unsaved_ = false;
  Time first_change_{};
  Time last_change_{};
};

}  // namespace hubbub::ui::shell
