#include "ui/model/state.h"

#include <algorithm>
#include <utility>

namespace hubbub::ui::model {
// The log's slabs are shared, the roster is copied when it moved.
void State::pull_room(const Room& room, RoomView& view) const {
  view.id = room.id;
  view.kind = room.kind;
  view.name = room.name;
  view.key = room.key;
  view.lobby = room.lobby;
  view.present = room.present;
  view.topic = room.topic;
  view.floor = room.floor();
  view.past = past_of(room);
  view.past_reason = room.unavailable_reason;
  view.outgoing = room.outgoing;
  view.unread = room.unread;
  view.mentions = room.mentions;
  view.first_unread = room.first_unread;
  view.revision = room.revision;
  room.log.pull(view.log);
  if (view.roster_revision != room.roster_revision) {
    view.roster = std::make_shared<const Roster>(room.roster);
    view.roster_revision = room.roster_revision;
  }
}

void State::pull_rooms(View& view) const {
  if (view.rooms_revision != rooms_revision_) {
    std::vector<RoomView> before = std::move(view.rooms);
    view.rooms.assign(rooms_.size(), {});
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      const auto known = std::find_if(before.begin(), before.end(), [&](const RoomView& candidate) {
        return candidate.id == rooms_[i]->id;
      });
      if (known != before.end()) {
        view.rooms[i] = std::move(*known);
        known->id = RoomId::kNone;
      }
    }
    view.rooms_revision = rooms_revision_;
  }
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    if (view.rooms[i].revision != rooms_[i]->revision) {
      pull_room(*rooms_[i], view.rooms[i]);
    }
  }
}

bool State::apply(wire::Event&& event) {
  return std::visit([this](auto& e) { return on(e); }, event);
}

bool State::pull(View& view) const {
  if (view.revision == revision_) {
    return false;
  }
  if (view.connection_revision != connection_revision_) {
    view.connection = connection_;
    view.connection_revision = connection_revision_;
  }
  if (view.host_revision != host_revision_) {
    view.host = host_;
    view.host_revision = host_revision_;
  }
  pull_rooms(view);
  if (view.notices_revision != notices_revision_) {
    view.notices = notices_;
    view.notices_revision = notices_revision_;
  }
  if (view.answers_revision != answers_revision_) {
    view.answers = answers_;
    view.answers_revision = answers_revision_;
  }
  if (view.around_revision != around_revision_) {
    view.around = around_;
    view.around_revision = around_revision_;
  }
  view.revision = revision_;
  return true;
}

bool State::look_at(RoomId id) {
  if (looked_at_ == id) {
    return false;
  }
  // The mark goes when another room is looked at, not when the window is left or the log scrolled.
  if (id != RoomId::kNone) {
    for (const auto& room : rooms_) {
      if (room->id != id && room->unread == 0 && room->first_unread) {
        room->first_unread.reset();
        touch(*room);
      }
    }
  }
  looked_at_ = id;
  Room* now = find(id);
  if (now == nullptr) {
    return true;
  }
  now->last_use = ++uses_;
  mark_read(id);
  return true;
}

bool State::mark_read(RoomId id) {
  Room* const room = find(id);
  if (room == nullptr) {
    return false;
  }
  room->read_up_to = room->log.end();
  if (room->unread == 0 && room->mentions == 0) {
    return false;
  }
  room->unread = 0;
  room->mentions = 0;
  touch(*room);
  return true;
}

void State::note_draft(RoomId id, bool any) {
  if (Room* const room = find(id); room != nullptr) {
    room->has_draft = any;
  }
}

bool State::tell(RoomId id, wire::Severity severity, std::string_view text) {
  Room* room = find(id);
  notice(severity, "", text, room != nullptr ? room : room_of_notice(""));
  return true;
}

bool State::watch_frames(bool watch) {
  if (watching_frames_ == watch) {
    return false;
  }
  watching_frames_ = watch;
  frames_.clear();
  return true;
}

bool State::clear_frames() {
  frames_.clear();
  return true;
}

bool State::on(wire::CaptureAdvanced& event) {
  if (!watching_frames_) {
    return false;
  }
  const bool any = !event.frames.empty();
  frames_.append(std::move(event.frames), event.evicted);
  return any;
}

}  // namespace hubbub::ui::model
