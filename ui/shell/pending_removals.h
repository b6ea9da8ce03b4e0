// Messages whose removal was asked for and can still be undone: the host is told after five
// seconds.
//
// Until then the message is shown as removed here alone. It is removed at once when that is the
// last chance: before leaving the room, disconnecting, or quitting. When the connection is lost, or
// the room is gone, or its numbers have begun anew, it is not removed, and the person is told so.
// Main thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "net/wire/commands.h"
#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::shell {

class PendingRemovals {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kUndoable{5};

  // `room_name`: as the host calls it. The five seconds begin with the next take_due().
  void add(const RemoveMessage& asked, std::string room_name);
  // None of them is removed.
  void undo() { removals_.clear(); }

  // What is to be posted now, in the order in which it was asked for.
  [[nodiscard]] std::vector<net::wire::KeepOrder> take_due(Time now);
  [[nodiscard]] std::vector<net::wire::KeepOrder> take_all();

  // Forgets those that can't be carried out any more; returns how many of them are still there for
  // everybody. Somebody else's removal of the same message is none of these.
  [[nodiscard]] std::size_t drop_impossible(const model::View& view);

  // The lines of a room that are shown as removed.
  [[nodiscard]] std::vector<model::LineIndex> lines_of(model::RoomId room) const;
  [[nodiscard]] std::size_t size() const { return removals_.size(); }
  // When the next one is due.
  [[nodiscard]] std::optional<Time> next_change() const;

 private:
  struct Removal {
    RemoveMessage asked;
    std::string room_name;
    std::optional<Time> due;
  };
  std::vector<Removal> removals_;  // the oldest first
};

}  // namespace hubbub::ui::shell
