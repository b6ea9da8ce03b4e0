// Topics, roles, who keeps order and how; who is ignored.
#include <algorithm>
#include <utility>

#include "net/wire/order_sentences.h"
#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {

std::string topic_sentence(std::string_view by, std::string_view topic) {
  std::string sentence(by);
  return topic.empty() ? sentence + " took the topic away."
                       : sentence.append(" set the topic: ").append(topic);
}

bool State::on(wire::TopicChanged& event) {
  Room* const room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return false;
  }
  if (!event.replay) {
    room->topic = clean_line(event.topic, scratch_text_);
  }
  const std::string text = topic_sentence(event.by, event.topic);
  NewLine line;
  line.kind = LineKind::kTopic;
  line.own = event.by == connection_.nick;
  line.replay = event.replay;
  line.seq = event.seq;
  line.time = event.time;
  line.from = event.by;
  line.text = text;
  add_line(*room, line);
  touch(*room);
  return true;
}

bool State::on(wire::ModerationReported& event) {
  Room* const room = find(RoomKind::kRoom, event.room);
  if (room == nullptr) {
    return false;
  }
  const bool locks = event.act == wire::Act::kLock || event.act == wire::Act::kUnlock;
  if (!event.replay && locks) {
    connection_.locked = event.act == wire::Act::kLock;
    touch_connection();
  }
  if (!event.replay && event.act == wire::Act::kPromote) {
    set_role(event.who, wire::Role::kModerator);
  } else if (!event.replay && event.act == wire::Act::kDemote) {
    set_role(event.who, wire::Role::kGuest);
  }
  room->order_by = event.by;
  room->order_who = event.who;
  NewLine line;
  line.kind = LineKind::kOrder;
  line.own = event.by == connection_.nick || event.who == connection_.nick;
  line.replay = event.replay;
  line.seq = event.seq;
  line.time = event.time;
  line.from = event.by;
  line.text = event.text;
  const bool told = event.act == wire::Act::kClear && clear_message(*room, event);
  if (told) {
    is_old_news(*room, line);
  } else {
    add_line(*room, line);
  }
  touch(*room);
  return true;
}

std::string removal_text(std::string_view by, std::string_view sentence) {
  std::string name;
  std::string why;
  std::string text = std::string(kRemovedText) + " by " + std::string(clean_name(by, name));
  const std::string reason = wire::removal_sentence(by) + ": ";
  if (sentence.starts_with(reason)) {
    text += ": ";
    text += clean_line(sentence.substr(reason.size()), why);
  }
  return text;
}

bool State::clear_message(Room& room, const wire::ModerationReported& event) {
  const std::uint64_t seq = event.target;
  if (seq == 0) {
    return false;
  }
  if (removed_.size() == kMaxRemoved) {
    removed_.pop_front();
  }
  removed_.push_back({room.name, seq});
  const std::string text = removal_text(event.by, event.text);
  clear_found(room.name, seq, text);
  const auto at = room.log.find(seq, room.floor());
  if (!at || !is_said(room.log.line(*at).kind)) {
    return false;
  }
  const std::size_t bytes_before = room.log.bytes();
  room.log.replace(*at, LineKind::kRemoved, text);
  log_bytes_ = log_bytes_ - bytes_before + room.log.bytes();
  return true;
}

void State::clear_found(std::string_view room, std::uint64_t seq, std::string_view text) {
  for (wire::FoundEntry& found : answers_.search.entries) {
    if (found.entry.seq == seq && found.room == room &&
        found.entry.kind == wire::EntryKind::kMessage) {
      found.entry.text = text;
      touch_answers();
    }
  }
}

bool State::was_removed(std::string_view room, std::uint64_t seq) const {
  return std::any_of(removed_.begin(), removed_.end(), [&](const Removed& removed) {
    return removed.seq == seq && removed.room == room;
  });
}

void State::forget_removed(std::string_view room, std::uint64_t kept) {
  std::erase_if(removed_,
                [&](const Removed& removed) { return removed.seq > kept && removed.room == room; });
}

void State::set_role(std::string_view nick, wire::Role role) {
  for (const auto& room : rooms_) {
    if (room->set_role(nick, role)) {
      touch(*room);
    }
  }
}

bool State::on(wire::RoleChanged& event) {
  if (connection_.role == event.role) {
    return false;
  }
  connection_.role = event.role;
  touch_connection();
  set_role(connection_.nick, event.role);
  return true;
}

bool State::on(wire::RoomsListed& event) {
  answers_.rooms = std::move(event.rooms);
  for (wire::RoomInfo& room : answers_.rooms) {
    room.topic = clean_line(room.topic, scratch_text_);
  }
  ++answers_.rooms_answer;
  touch_answers();
  return true;
}

bool State::on(wire::BansListed& event) {
  answers_.bans = std::move(event.bans);
  for (wire::Ban& ban : answers_.bans) {
    ban.nick = clean_name(ban.nick, scratch_name_);
    ban.by = clean_name(ban.by, scratch_name_);
    ban.reason = clean_text(ban.reason, scratch_text_);
  }
  ++answers_.bans_answer;
  touch_answers();
  return true;
}

// What was shown before stays; what was kept away before does not come.
void State::set_ignored(std::vector<Ignored> people) {
  if (people.size() > kMaxIgnored) {
    people.resize(kMaxIgnored);
  }
  ignored_ = std::move(people);
}

bool State::is_ignored(wire::KeyHead who, std::string_view nick) const {
  return std::any_of(ignored_.begin(), ignored_.end(),
                     [&](const Ignored& ignored) { return is_meant(ignored, nick, who); });
}

bool State::is_own(wire::KeyHead who, std::string_view nick) const {
  if (who != wire::head_of(connection_.own_key)) {
    return false;
  }
  return nick == connection_.nick || (who != 0 && !is_our_other_name(nick));
}

bool State::is_our_other_name(std::string_view nick) const {
  if (connection_.own_key.is_none() || nick == connection_.nick || rooms_.empty()) {
    return false;
  }
  const wire::RosterEntry* const member = rooms_.front()->member(nick);
  return member != nullptr && member->person.key == connection_.own_key;
}

}  // namespace hubbub::ui::model
