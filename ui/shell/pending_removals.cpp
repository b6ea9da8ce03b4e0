#include "ui/shell/pending_removals.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;

wire::KeepOrder order_of(const RemoveMessage& asked, std::string room_name) {
  wire::KeepOrder order;
  order.act = wire::Act::kClear;
  order.room = std::move(room_name);
  order.target = asked.seq;
  return order;
}

enum class Fate : std::uint8_t { kCanBeRemoved, kIsRemoved, kOutOfReach };

Fate fate_of(const RemoveMessage& asked, const model::View& view) {
  const model::RoomView* const room = view.find(asked.room);
  if (!view.connection.online() || room == nullptr || !room->present ||
      asked.line < std::max(room->log.first(), room->floor) || asked.line >= room->log.end()) {
    return Fate::kOutOfReach;
  }
  const model::Line line = room->log.line(asked.line);
  if (line.seq != asked.seq) {
    return Fate::kOutOfReach;
  }
  return line.kind == model::LineKind::kMessage ? Fate::kCanBeRemoved : Fate::kIsRemoved;
}

}  // namespace

void PendingRemovals::add(const RemoveMessage& asked, std::string room_name) {
  removals_.push_back({asked, std::move(room_name), std::nullopt});
}

std::vector<wire::KeepOrder> PendingRemovals::take_due(Time now) {
  std::vector<wire::KeepOrder> due;
  for (Removal& removal : removals_) {
    if (!removal.due) {
      removal.due = now + kUndoable;
    } else if (now >= *removal.due) {
      due.push_back(order_of(removal.asked, removal.room_name));
    }
  }
  std::erase_if(removals_,
                [now](const Removal& removal) { return removal.due && now >= *removal.due; });
  return due;
}

std::vector<wire::KeepOrder> PendingRemovals::take_all() {
  std::vector<wire::KeepOrder> all;
  for (Removal& removal : std::exchange(removals_, {})) {
    all.push_back(order_of(removal.asked, std::move(removal.room_name)));
  }
  return all;
}

std::size_t PendingRemovals::drop_impossible(const model::View& view) {
  std::size_t kept_by_the_host = 0;
  std::erase_if(removals_, [&](const Removal& removal) {
    const Fate fate = fate_of(removal.asked, view);
    kept_by_the_host += fate == Fate::kOutOfReach ? 1 : 0;
    return fate != Fate::kCanBeRemoved;
  });
  return kept_by_the_host;
}

std::vector<model::LineIndex> PendingRemovals::lines_of(model::RoomId room) const {
  std::vector<model::LineIndex> lines;
  for (const Removal& removal : removals_) {
    if (removal.asked.room == room) {
      lines.push_back(removal.asked.line);
    }
  }
  return lines;
}

std::optional<PendingRemovals::Time> PendingRemovals::next_change() const {
  std::optional<Time> next;
  for (const Removal& removal : removals_) {
    next = removal.due && (!next || *removal.due < *next) ? removal.due : next;
  }
  return next;
}

}  // namespace hubbub::ui::shell
