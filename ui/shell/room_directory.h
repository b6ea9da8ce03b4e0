// When to ask the host which rooms there are: on coming in, when rooms came or went, and when the
// person turns to the list; not more often than every two seconds, and never by itself. Main
// thread.
#pragma once

#include <chrono>
#include <optional>

namespace hubbub::ui::shell {

class RoomDirectory {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kPause{2};

  // The list is wanted; forgotten where it cannot be asked for.
  void want() { wanted_ = true; }
  // Whether to ask now. `can_ask`: we are connected to a host that has rooms.
  [[nodiscard]] bool take(Time now, bool can_ask);
  // When a list that is wanted may be asked for.
  [[nodiscard]] std::optional<Time> next_change() const;

 private:
  bool wanted_ = false;
  std::optional<Time> asked_;
};

}  // namespace hubbub::ui::shell
