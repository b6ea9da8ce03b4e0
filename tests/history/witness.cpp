#include "tests/history/witness.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace hubbub::history {
namespace {

namespace wire = net::wire;

// The line that a lie is about: somewhere in the middle of things.
constexpr std::size_t kLieAtLine = 20;

}  // namespace

Witness::Witness(Board& board, std::string nick, Lie lie) : board_(board), lie_(lie) {
  evidence_.nick = std::move(nick);
}

void Witness::take(const wire::EventBatch& batch) {
  const std::lock_guard lock(board_.mutex);
  for (const wire::Event& event : batch) {
    std::visit(*this, event);
  }
  board_.changed.notify_all();
}

bool Witness::said(const wire::MessageId& id, const std::string& room, const std::string& to) {
  const std::lock_guard lock(board_.mutex);
  OwnMessage& own = evidence_.own[id];
  own.number = ++said_;
  own.room = room;
  own.to = to;
  note("said in " + (room.empty() ? "private to " + to : room), id);
  if (lie_ == Lie::kAcknowledge && !room.empty()) {
    lie_ = Lie::kNone;
    own.acknowledged = 1;
    own.seq = kLieAtLine;
    return false;
  }
  return true;
}

bool Witness::settled() const {
  return std::all_of(evidence_.own.begin(), evidence_.own.end(), [](const auto& entry) {
    return entry.second.acknowledged > 0 || entry.second.failed;
  });
}

bool Witness::has(const std::string& room, const wire::MessageId& id) const {
  const auto log = evidence_.rooms.find(room);
  // What is waited for came late.
  return log != evidence_.rooms.end() &&
         std::any_of(log->second.rbegin(), log->second.rend(),
                     [&id](const LogEntry& entry) { return entry.id == id; });
}

std::optional<wire::HistoryPage> Witness::take_page() {
  return std::exchange(page_, std::nullopt);
}

// ---- Events -------------------------------------------------------------------------------------

void Witness::operator()(const wire::ConnectionChanged& connection) {
  online_ = connection.state == wire::ConnectionState::kOnline;
  if (connection.state == wire::ConnectionState::kReconnecting && connection.retry_in.count() > 0) {
    present_.clear();
    ++losses_;
    note("lost (" + connection.code + "): " + connection.reason);
  }
  if (connection.state == wire::ConnectionState::kClosed && !connection.code.empty()) {
    trouble("gave up (" + connection.code + "): " + connection.reason);
  }
}

void Witness::operator()(const wire::Welcomed& welcome) {
  evidence_.history = welcome.history;
  note("welcomed");
  if (welcome.nick != evidence_.nick) {
    trouble("came back as " + welcome.nick);
  }
}

void Witness::operator()(const wire::RosterReceived& roster) {
  present_.insert(roster.room);
  if (roster.missed > 0) {
    trouble("missed " + std::to_string(roster.missed) + " lines of " + roster.room);
  }
}

void Witness::operator()(const wire::RoomLeft& left) {
  present_.erase(left.room);
  trouble("was put out of " + left.room);
}

void Witness::operator()(const wire::LinesRetracted& retracted) {
  Log& log = evidence_.rooms[retracted.room];
  for (const LogEntry& entry : log) {
    if (entry.seq > retracted.kept && !entry.id.is_none()) {
      note("retracted from number " + std::to_string(entry.seq), entry.id);
    }
  }
  std::erase_if(log, [&](const LogEntry& entry) { return entry.seq > retracted.kept; });
}

void Witness::operator()(const wire::HistoryReset& reset) {
  trouble("the history of " + reset.room + " was begun anew");
}

void Witness::operator()(const wire::MessageReceived& message) {
  note("line number " + std::to_string(message.seq) + (message.replay ? ", replayed" : ""),
       message.id);
  if (message.is_private) {
    evidence_.privates.push_back({message.seq, message.id});
    return;
  }
  if (++lines_ == kLieAtLine && lie_ == Lie::kDrop) {
    return;
  }
  append(message.room, {message.seq, message.id});
  Log& log = evidence_.rooms[message.room];
  if (lines_ == kLieAtLine && lie_ == Lie::kDouble) {
    log.push_back({message.seq, message.id});
  }
  if (lines_ >= kLieAtLine && lie_ == Lie::kSwap && log.size() > 1) {
    std::swap(log.back().id, log[log.size() - 2].id);
    lie_ = Lie::kNone;
  }
}

void Witness::operator()(const wire::MessageAcknowledged& acknowledged) {
  note("acknowledged as number " + std::to_string(acknowledged.seq), acknowledged.id);
  const auto own = evidence_.own.find(acknowledged.id);
  if (own == evidence_.own.end()) {
    return trouble("got an acknowledgement for what it never said");
  }
  ++own->second.acknowledged;
  own->second.seq = acknowledged.seq;
}

void Witness::operator()(const wire::MessageFailed& failed) {
  note("failed (" + failed.code + "): " + failed.reason, failed.id);
  const auto own = evidence_.own.find(failed.id);
  if (own == evidence_.own.end()) {
    return trouble("is told that what it never said has failed");
  }
  own->second.failed = failed.reason;
  own->second.code = failed.code;
}

void Witness::operator()(const wire::HistoryUnavailable& unavailable) {
  trouble("can't fetch the history of " + unavailable.about + ": " + unavailable.reason);
}

void Witness::operator()(const wire::Notice& notice) {
  note("notice (" + notice.code + "): " + notice.text);
  if (notice.code == "history-reset") {
    trouble("the history of " + notice.room + " was begun anew");
  }
}

void Witness::append(const std::string& room, const LogEntry& entry) {
  evidence_.rooms[room].push_back(entry);
}

void Witness::note(std::string what, const wire::MessageId& id) {
  const auto since = std::chrono::steady_clock::now() - board_.start;
  evidence_.incidents.push_back(
      {std::chrono::duration_cast<std::chrono::milliseconds>(since).count(), id, std::move(what)});
}

void Witness::trouble(std::string what) {
  note(what);
  evidence_.troubles.push_back(std::move(what));
}

}  // namespace hubbub::history
