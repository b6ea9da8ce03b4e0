#include "ui/model/view.h"

#include <algorithm>

#include "ui/model/fold.h"

namespace hubbub::ui::model {

const RoomView* View::find(RoomId id) const {
  const auto found = std::find_if(rooms.begin(), rooms.end(),
                                  [id](const RoomView& room) { return room.id == id; });
  return found == rooms.end() ? nullptr : &*found;
}

const RoomView* View::lobby() const {
  return !rooms.empty() && rooms.front().lobby ? &rooms.front() : nullptr;
}

const RoomView* View::find(RoomKind kind, std::string_view name) const {
  const auto is_called = [&](const RoomView& room) {
    return room.kind == kind && room.name == name;
  };
  auto found = std::find_if(rooms.begin(), rooms.end(), is_called);
  if (found == rooms.end()) {
    found = std::find_if(rooms.begin(), rooms.end(), [&](const RoomView& room) {
      return room.kind == kind && equal_folded(room.name, name);
    });
  }
  return found == rooms.end() ? nullptr : &*found;
}

std::chrono::milliseconds shown_round_trip(std::chrono::microseconds measured) {
  using std::chrono::milliseconds;
  const auto exact = std::chrono::floor<milliseconds>(measured).count();
  const auto step = exact < 10 ? 1 : exact < 100 ? 5 : 10;
  return milliseconds(exact / step * step);
}

std::string round_trip_text(std::chrono::milliseconds shown) {
  return shown.count() < 1 ? "<1 ms" : std::to_string(shown.count()) + " ms";
}

}  // namespace hubbub::ui::model
