#include "ui/chat/items.h"

#include <algorithm>

namespace hubbub::ui::chat {

Items::Items(const model::RoomView& room) : room_(&room), end_(room.log.end()) {
  end_ += std::count_if(room.outgoing.begin(), room.outgoing.end(),
                        [](const model::Outgoing& outgoing) { return !outgoing.in_log; });
}

Item Items::containing(LineIndex line) const {
  const model::LogView& log = room_->log;
  if (line >= log.end()) {
    return {line, line + 1};
  }
  const model::Line at = log.line(line);
  if (!model::is_foldable(at.kind)) {
    return {line, line + 1};
  }
  const LineIndex start = line - at.run;
  // A line of the same run stands as far from its start as its ordinal says; no other does.
  const auto belongs = [&](LineIndex candidate) {
    const model::Line other = log.line(candidate);
    return model::is_foldable(other.kind) && candidate - other.run == start;
  };
  Item item{std::max(start, log.first()), line + 1};
  while (item.end < log.end() && belongs(item.end)) {
    ++item.end;
  }
  return item;
}

const model::Outgoing& Items::outgoing(const Item& item) const {
  LineIndex left = item.begin - room_->log.end();
  const auto found = std::find_if(
      room_->outgoing.begin(), room_->outgoing.end(),
      [&left](const model::Outgoing& outgoing) { return !outgoing.in_log && left-- == 0; });
  return *found;
}

}  // namespace hubbub::ui::chat
