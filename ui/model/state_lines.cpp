// How lines get into logs, are counted as unread and kept within bounds; notices.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

wire::HostTime now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

LineKind kind_of(wire::Severity severity) {
  switch (severity) {
    case wire::Severity::kInfo:
      return LineKind::kInfo;
    case wire::Severity::kWarning:
      return LineKind::kWarning;
    case wire::Severity::kError:
      return LineKind::kError;
  }
  return LineKind::kInfo;
}

void count(std::uint32_t& counter) {
  if (counter < std::numeric_limits<std::uint32_t>::max()) {
    ++counter;
  }
}

}  // namespace

// Our own lines are to stand beside the host's, whose clock may be another.
wire::HostTime State::host_now() const {
  return now() + host_ahead_;
}

void State::touch(Room& room) {
  room.revision = ++revision_;
}

// After a goodbye the host's log comes from its beginning again. Messages are known by their ids,
// comings and goings by their place in it; a host that was started anew counts from 1, but later.
bool State::is_old_news(Room& room, const NewLine& line) {
  if (line.seq == 0) {
    return false;
  }
  const std::pair place(line.time, line.seq);
  const bool known = place <= room.newest;
  room.newest = std::max(room.newest, place);
  return known && line.replay && line.kind != LineKind::kMessage;
}

std::optional<LineIndex> State::add_line(Room& room, NewLine line) {
  if (is_old_news(room, line)) {
    return std::nullopt;
  }
  if (line.time == wire::HostTime{}) {
    line.time = host_now();
  } else if (!line.replay) {
    host_ahead_ = line.time - now();
  }
  line.from = line.from.empty() ? line.from : clean_name(line.from, scratch_name_);
  const std::string_view said = line.text;
  line.text =
      is_event(line.kind) ? clean_line(said, scratch_text_) : clean_text(said, scratch_text_);
  if (line.kind == LineKind::kMessage && line.text != said) {
    line.uncleaned = said;
  }
  line.mention = line.kind == LineKind::kMessage && !line.own && own_name_.is_word_in(line.text);
  line.counted = counts(room, line);
  if (line.seq != 0 && room.oldest_seq == 0) {
    room.oldest_seq = line.seq;
  }
  const std::size_t bytes_before = room.log.bytes();
  const LineIndex index = room.log.append(line);
  log_bytes_ += room.log.bytes() - bytes_before;
  room.last_use = ++uses_;
  room.ours = room.ours || (line.own && is_said(line.kind));
  if (line.counted) {
    count_unread(room, index, line);
  }
  keep_within_bounds(room);
  touch(room);
  return index;
}

bool State::counts(const Room& room, const NewLine& line) const {
  const bool missed_by_us = !line.replay || room.returning;
  return line.kind == LineKind::kMessage && !line.own && missed_by_us && room.id != looked_at_;
}

void State::count_unread(Room& room, LineIndex index, const NewLine& line) {
  // What it stood before has been read since.
  if (!room.first_unread || (room.unread == 0 && *room.first_unread < room.read_up_to)) {
    room.first_unread = index;
  }
  count(room.unread);
  if (line.mention || room.kind == RoomKind::kPrivate) {
    count(room.mentions);
  }
}

void State::keep_within_bounds(Room& room) {
  const auto drop = [this](Room& victim) {
    log_bytes_ -= victim.log.bytes();
    victim.log.drop_oldest();
    log_bytes_ += victim.log.bytes();
    victim.at_beginning = false;
    victim.find_oldest();
    touch(victim);
  };
  if (room.log.size() > kMaxRoomLines) {
    drop(room);
  }
  while (log_bytes_ > kMaxLogBytes) {
    const auto largest = std::max_element(
        rooms_.begin(), rooms_.end(),
        [](const auto& a, const auto& b) { return a->log.bytes() < b->log.bytes(); });
    if ((*largest)->log.slab_count() < 2) {
      return;
    }
    drop(**largest);
  }
}

void State::system_line(std::string_view text) {
  for (const auto& room : rooms_) {
    if (room->kind == RoomKind::kRoom) {
      NewLine line;
      line.kind = LineKind::kSystem;
      line.text = text;
      add_line(*room, line);
    }
  }
}

// What names no room concerns what the person is looking at.
Room* State::room_of_notice(std::string_view name) {
  if (!name.empty()) {
    if (Room* named = find(RoomKind::kRoom, name)) {
      return named;
    }
  }
  if (Room* looked_at = find(looked_at_)) {
    return looked_at;
  }
  return rooms_.empty() ? nullptr : rooms_.front().get();
}

void State::notice(wire::Severity severity, std::string_view code, std::string_view text,
                   Room* room) {
  if (notices_.size() == kMaxNotices) {
    notices_.erase(notices_.begin());
  }
  NoticeView view;
  view.number = ++last_notice_;
  view.severity = severity;
  view.code = code;
  view.text = clean_text(text, scratch_text_);
  view.room = room != nullptr ? room->id : RoomId::kNone;
  notices_.push_back(std::move(view));
  notices_revision_ = ++revision_;
  if (room != nullptr) {
    NewLine line;
    line.kind = kind_of(severity);
    line.text = text;
    add_line(*room, line);
  }
}

}  // namespace hubbub::ui::model
