// The past: lines that the host has lost, a history that began anew, older lines on demand.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "net/wire/order_sentences.h"
#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

LineKind kind_of(const wire::Entry& entry) {
  switch (entry.kind) {
    case wire::EntryKind::kMessage:
      return entry.text.empty() ? LineKind::kRemoved : LineKind::kMessage;
    case wire::EntryKind::kJoined:
      return LineKind::kJoined;
    case wire::EntryKind::kLeft:
      return LineKind::kLeft;
    case wire::EntryKind::kRenamed:
      return LineKind::kRenamed;
    case wire::EntryKind::kTopic:
      return LineKind::kTopic;
    case wire::EntryKind::kModerated:
      return LineKind::kOrder;
  }
  return LineKind::kOrder;
}

std::string text_of(const wire::Entry& entry) {
  switch (entry.kind) {
    case wire::EntryKind::kMessage:
      return entry.text.empty() ? std::string(kRemovedText) : entry.text;
    case wire::EntryKind::kRenamed:
      return entry.about;
    case wire::EntryKind::kTopic:
      return topic_sentence(entry.from, entry.text);
    case wire::EntryKind::kJoined:
      return {};
    case wire::EntryKind::kLeft:
    case wire::EntryKind::kModerated:
      break;
  }
  return entry.text;
}

// The removals of a page that has the removed message, too, by its number.
std::unordered_map<std::uint64_t, const wire::Entry*> removals_in(
    const std::vector<wire::Entry>& entries) {
  std::unordered_map<std::uint64_t, const wire::Entry*> removals;
  for (const wire::Entry& entry : entries) {
    if (entry.kind == wire::EntryKind::kModerated && wire::removed_line(entry.id) != 0) {
      removals.emplace(wire::removed_line(entry.id), &entry);
    }
  }
  std::erase_if(removals, [&entries](const auto& removal) {
    return std::none_of(entries.begin(), entries.end(), [&removal](const wire::Entry& entry) {
      return entry.seq == removal.first && entry.kind == wire::EntryKind::kMessage;
    });
  });
  return removals;
}

}  // namespace

// ---- Lines that the host has lost ---------------------------------------------------------------

bool State::on(wire::LinesRetracted& event) {
  const std::uint64_t before = revision_;
  forget_removed(event.room, event.kept);
  for (const auto& room : rooms_) {
    // Private messages have one numbering for all conversations.
    const bool concerned = event.room.empty()
                               ? room->kind == RoomKind::kPrivate
                               : room->kind == RoomKind::kRoom && room->name == event.room;
    if (concerned) {
      retract(*room, event.kept);
    }
  }
  return revision_ != before;
}

void State::retract(Room& room, std::uint64_t kept) {
  const std::size_t bytes_before = room.log.bytes();
  LineIndex cut = room.log.end();
  const std::size_t gone = room.log.retract(room.floor(), kept, [&](const Line& line) {
    cut = line.index;
    take_back(room, line);
  });
  log_bytes_ = log_bytes_ - bytes_before + room.log.bytes();
  if (gone == 0) {
    return;
  }
  if (room.first_unread && *room.first_unread >= cut) {
    room.first_unread.reset();
  }
  room.read_up_to = std::min(room.read_up_to, room.log.end());
  room.find_oldest();
  room.find_newest();
  room.ask_no_more();
  touch(room);
}

// One line of them: it may come again, and then it is news again.
void State::take_back(Room& room, const Line& line) {
  if (line.counted && line.index >= room.read_up_to) {
    room.unread -= std::min(room.unread, 1U);
    const bool named = line.mention || room.kind == RoomKind::kPrivate;
    room.mentions -= std::min(room.mentions, named ? 1U : 0U);
  }
  if (!is_said(line.kind)) {
    return;
  }
  seen_.erase(line.id, seen_key(room, line.from));
  if (!line.own || line.kind == LineKind::kRemoved) {
    return;
  }
  if (Outgoing* outgoing = room.find_outgoing(line.id)) {
    outgoing->in_log = false;
    return;
  }
  if (outgoing_count_ >= kMaxOutgoing) {
    return;
  }
  // It was confirmed, so nobody sends it again by himself.
  Outgoing lost;
  lost.id = line.id;
  lost.state = Outgoing::State::kFailed;
  lost.text = line.text;
  lost.code = "lost";
  lost.reason = "The host has lost it.";
  lost.time = line.time;
  room.outgoing.insert(room.outgoing.begin(), std::move(lost));
  ++outgoing_count_;
}

bool State::on(wire::HistoryReset& event) {
  const std::uint64_t before = revision_;
  forget_removed(event.room, 0);
  for (const auto& each : rooms_) {
    Room& room = *each;
    const bool concerned = event.room.empty()
                               ? room.kind == RoomKind::kPrivate
                               : room.kind == RoomKind::kRoom && room.name == event.room;
    if (!concerned) {
      continue;
    }
    if (room.log.size() > 0) {
      NewLine line;
      line.kind = LineKind::kGap;
      line.text = "The host began a new history";
      add_line(room, line);
    }
    room.numbering_begin = room.log.end();
    room.newest = {};
    room.oldest_seq = 0;
    room.ask_no_more();
  }
  return revision_ != before;
}

// ---- Older lines --------------------------------------------------------------------------------

bool State::is_full(const Room& room) const {
  return room.log.size() + wire::kMaxPageEntries > kMaxRoomLines ||
         log_bytes_ + kHistoryReserve > kMaxLogBytes;
}

Past State::past_of(const Room& room) const {
  if (room.fetching) {
    return Past::kFetching;
  }
  if (room.at_beginning) {
    return Past::kBeginning;
  }
  const bool answered = connection_.online() && connection_.history &&
                        (room.kind == RoomKind::kPrivate || room.present) &&
                        room.floor() <= room.log.first();
  if (!answered) {
    return Past::kNone;
  }
  if (room.kind == RoomKind::kPrivate &&
      ((room.identified && room.key.is_none()) || connection_.own_key.is_none())) {
    return Past::kUnkept;
  }
  if (is_full(room)) {
    return Past::kFull;
  }
  return room.unavailable ? Past::kUnavailable : Past::kMore;
}

std::optional<wire::Command> State::fetch_earlier(RoomId id) {
  Room* const room = find(id);
  if (room == nullptr) {
    return std::nullopt;
  }
  const Past past = past_of(*room);
  if (past != Past::kMore && past != Past::kUnavailable) {
    return std::nullopt;
  }
  room->fetching = true;
  room->fetching_before = room->oldest_seq;
  room->fetching_key = room->key;
  room->unavailable = false;
  touch(*room);
  wire::FetchHistory fetch;
  fetch.about = room->name;
  fetch.is_private = room->kind == RoomKind::kPrivate;
  fetch.before = room->oldest_seq;
  fetch.key = room->key;
  return fetch;
}

// What was asked for comes under the name of then, and of a person with the key.
Room* State::room_asked_about(std::string_view about, bool is_private, const wire::KeyId& key) {
  const RoomKind kind = is_private ? RoomKind::kPrivate : RoomKind::kRoom;
  const auto found = std::find_if(rooms_.begin(), rooms_.end(), [&](const auto& room) {
    return room->kind == kind && room->fetching && room->fetching_key == key &&
           (!key.is_none() || room->name == about);
  });
  return found == rooms_.end() ? nullptr : found->get();
}

bool State::on(wire::HistoryPage& event) {
  Room* const room = room_asked_about(event.about, event.is_private, event.key);
  if (room == nullptr) {
    return false;
  }
  const std::uint64_t before = room->fetching_before;
  room->ask_no_more();
  touch(*room);
  // Lines were dropped meanwhile: between these and the oldest that we have there would be a hole.
  if (before != 0 && before != room->oldest_seq) {
    return true;
  }
  const std::uint64_t oldest_before = room->oldest_seq;
  prepend(*room, event.entries);
  room->at_beginning = !event.more;
  if (event.more && room->oldest_seq == oldest_before) {
    // To ask again would give the same for ever.
    room->unavailable = true;
    room->unavailable_reason = "The host sent nothing.";
  }
  return true;
}

void State::prepend(Room& room, const std::vector<wire::Entry>& entries) {
  std::deque<std::string> texts;
  std::vector<NewLine> lines;
  std::uint64_t oldest = room.oldest_seq;
  const wire::Entry* order = nullptr;  // the newest so far
  const auto removals = removals_in(entries);
  for (const wire::Entry& entry : entries) {
    if (entry.seq == 0 || (room.oldest_seq != 0 && entry.seq >= room.oldest_seq)) {
      continue;
    }
    oldest = oldest == 0 ? entry.seq : std::min(oldest, entry.seq);
    order = entry.kind == wire::EntryKind::kModerated ? &entry : order;
    if (order != nullptr && entry.kind == wire::EntryKind::kLeft && entry.from == order->about &&
        entry.text == wire::thrown_out_reason(order->from)) {
      continue;  // the order told it
    }
    if (entry.kind == wire::EntryKind::kModerated &&
        removals.contains(wire::removed_line(entry.id))) {
      continue;  // it stands in the message's place
    }
    if (auto line = line_of(entry, texts)) {
      if (line->kind == LineKind::kMessage && room.kind == RoomKind::kRoom &&
          was_removed(room.name, entry.seq)) {
        line->kind = LineKind::kRemoved;
        line->text = kRemovedText;
        line->uncleaned = {};
        line->mention = false;
      }
      if (const auto removal = removals.find(entry.seq);
          removal != removals.end() && line->kind == LineKind::kRemoved) {
        line->text = texts.emplace_back(removal_text(removal->second->from, removal->second->text));
      }
      room.newest = std::max(room.newest, std::pair(entry.time, entry.seq));
      room.ours = room.ours || (line->own && is_said(line->kind));
      lines.push_back(*line);
    }
  }
  const std::size_t bytes_before = room.log.bytes();
  room.log.prepend(lines);
  log_bytes_ += room.log.bytes() - bytes_before;
  room.oldest_seq = oldest;
  if (room.numbering_begin) {
    room.numbering_begin = std::min(*room.numbering_begin, room.log.first());
  }
}

// Nothing for whom we ignore. The cleaned texts go into `texts`, where they stay.
std::optional<NewLine> State::line_of(const wire::Entry& entry,
                                      std::deque<std::string>& texts) const {
  const bool said = entry.kind == wire::EntryKind::kMessage;
  const bool own = is_own(entry.who, entry.from);
  if (said && !own && is_ignored(entry.who, entry.from)) {
    return std::nullopt;
  }
  NewLine line;
  line.kind = kind_of(entry);
  line.own = own;
  line.replay = true;
  line.seq = entry.seq;
  line.time = entry.time;
  line.id = said ? entry.id : wire::MessageId{};
  std::string scratch;
  line.from = texts.emplace_back(clean_name(entry.from, scratch));
  line.who = entry.who;
  const bool silent = line.kind == LineKind::kLeft && is_ignored(entry.who, entry.from);
  const std::string text = silent ? "" : text_of(entry);
  line.text = texts.emplace_back(is_event(line.kind) ? clean_line(text, scratch)
                                                     : clean_text(text, scratch));
  if (line.kind == LineKind::kMessage && line.text != text) {
    line.uncleaned = texts.emplace_back(text);
  }
  line.mention = line.kind == LineKind::kMessage && !own && own_name_.is_word_in(line.text);
  return line;
}

bool State::on(wire::HistoryUnavailable& event) {
  Room* const room = room_asked_about(event.about, event.is_private, event.key);
  if (room == nullptr) {
    return false;
  }
  room->ask_no_more();
  room->unavailable = true;
  room->unavailable_reason = clean_text(event.reason, scratch_text_);
  touch(*room);
  return true;
}

}  // namespace hubbub::ui::model
