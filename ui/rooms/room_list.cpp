#include "ui/rooms/room_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/model/fold.h"
#include "ui/natural_order.h"
#include "ui/theme/text.h"

namespace hubbub::ui::rooms {

using model::RoomKind;
using model::RoomView;

void RoomList::update(const model::View& view) {
  if (is_known(view)) {
    return;
  }
  ++sorts_;
  known_.clear();
  for (const RoomView& room : view.rooms) {
    known_.push_back({room.id, room.name, room.present});
  }
  answer_ = view.answers.rooms_answer;
  online_ = view.connection.online();
  sort_joined(view);
  sort_others(view);
}

bool RoomList::is_known(const model::View& view) const {
  return answer_ == view.answers.rooms_answer && online_ == view.connection.online() &&
         std::equal(known_.begin(), known_.end(), view.rooms.begin(), view.rooms.end(),
                    [](const Known& known, const RoomView& room) {
                      return known.id == room.id && known.name == room.name &&
                             known.present == room.present;
                    });
}

void RoomList::sort_joined(const model::View& view) {
  // Private conversations last, the lobby first.
  using Place = std::tuple<bool, bool, std::string>;
  std::vector<std::pair<Place, JoinedRoom>> sorted;
  for (const RoomView& room : view.rooms) {
    sorted.push_back(
        {{room.kind == RoomKind::kPrivate, !room.lobby, natural_key(room.name) + room.name},
         {room.id, room.kind, theme::displayable(room.name)}});
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  joined_.clear();
  for (auto& [place, room] : sorted) {
    joined_.push_back(std::move(room));
  }
}

void RoomList::sort_others(const model::View& view) {
  others_.clear();
  if (!view.connection.online()) {
    return;
  }
  std::vector<std::pair<std::string, OtherRoom>> sorted;
  for (const net::wire::RoomInfo& info : view.answers.rooms) {
    const bool joined =
        std::any_of(view.rooms.begin(), view.rooms.end(), [&info](const RoomView& room) {
          return room.kind == RoomKind::kRoom && room.present &&
                 model::equal_folded(room.name, info.room);
        });
    if (!joined) {
      sorted.push_back({natural_key(info.room) + info.room,
                        {info.room, theme::displayable(info.room), theme::displayable(info.topic),
                         info.people}});
    }
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [key, room] : sorted) {
    others_.push_back(std::move(room));
  }
}

bool has_rooms(const model::View& view) {
  return view.connection.dialect == net::wire::Dialect::kHubbub;
}

bool is_muted(const Settings& settings, const model::View& view, const RoomView& room) {
  return room.kind == RoomKind::kRoom &&
         std::find(settings.muted_rooms.begin(), settings.muted_rooms.end(),
                   MutedRoom{view.connection.target, room.name}) != settings.muted_rooms.end();
}

widget::Badge badge_of(const RoomView& room, bool muted) {
  const bool loud = room.mentions > 0 && !muted;
  return {loud ? room.mentions : room.unread, loud};
}

}  // namespace hubbub::ui::rooms
