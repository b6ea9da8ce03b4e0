#include "ui/shell/room_directory.h"

namespace hubbub::ui::shell {

bool RoomDirectory::take(Time now, bool can_ask) {
  if (!can_ask) {
    wanted_ = false;
  }
  if (!wanted_ || (asked_ && now < *asked_ + kPause)) {
    return false;
  }
  wanted_ = false;
  asked_ = now;
  return true;
}

std::optional<RoomDirectory::Time> RoomDirectory::next_change() const {
  return wanted_ && asked_ ? std::optional(*asked_ + kPause) : std::nullopt;
}

}  // namespace hubbub::ui::shell
