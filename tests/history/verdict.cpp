#include "tests/history/verdict.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hubbub::history {
namespace {

using net::wire::MessageId;

class Judge {
 public:
  explicit Judge(const Evidence& evidence) : evidence_(evidence) {}

  std::vector<Complaint> complaints() {
    for (const GuestEvidence& guest : evidence_.guests) {
      for (const std::string& trouble : guest.troubles) {
        complain(guest.nick + ": " + trouble);
      }
      for (const auto& [room, log] : guest.rooms) {
        numbers_rise_by_one(guest.nick, room, log);
        no_message_twice(guest.nick, room, log);
      }
      no_message_twice(guest.nick, "private messages", guest.privates);
      sends_are_settled(guest);
    }
    for (const auto& [room, log] : evidence_.fetched) {
      numbers_rise_by_one("the history", room, log);
      no_message_twice("the history", room, log);
    }
    for (const std::string& room : rooms()) {
      logs_agree(room);
    }
    for (const GuestEvidence& guest : evidence_.guests) {
      acknowledged_are_everywhere(guest);
      lines_keep_their_order(guest);
    }
    return std::move(complaints_);
  }

 private:
  void complain(std::string what, const MessageId& id = {}) {
    complaints_.push_back({std::move(what), id});
  }

  [[nodiscard]] std::set<std::string> rooms() const {
    std::set<std::string> rooms;
    for (const GuestEvidence& guest : evidence_.guests) {
      for (const auto& [room, log] : guest.rooms) {
        rooms.insert(room);
      }
    }
    return rooms;
  }

  // Each log of a room with the name of whose it is.
  template <class Visit>
  void each_log_of(const std::string& room, const Visit& visit) const {
    const Log empty;
    for (const GuestEvidence& guest : evidence_.guests) {
      const auto log = guest.rooms.find(room);
      visit(guest.nick, log == guest.rooms.end() ? empty : log->second);
    }
    if (!evidence_.fetched.empty()) {
      const auto log = evidence_.fetched.find(room);
      visit(std::string("the history"), log == evidence_.fetched.end() ? empty : log->second);
    }
  }

  void numbers_rise_by_one(const std::string& nick, const std::string& room, const Log& log) {
    for (std::size_t i = 1; i < log.size(); ++i) {
      if (log[i].seq != log[i - 1].seq + 1) {
        complain(nick + ", " + room + ": number " + std::to_string(log[i].seq) + " follows " +
                     std::to_string(log[i - 1].seq),
                 log[i].id);
      }
    }
  }

  void no_message_twice(const std::string& nick, const std::string& where, const Log& log) {
    std::set<MessageId> seen;
    for (const LogEntry& entry : log) {
      if (!entry.id.is_none() && !seen.insert(entry.id).second) {
        complain(nick + ", " + where + ": twice in the log", entry.id);
      }
    }
  }

  void sends_are_settled(const GuestEvidence& guest) {
    for (const auto& [id, own] : guest.own) {
      if (own.acknowledged > 1) {
        complain(guest.nick + ": acknowledged more than once", id);
      }
      if (own.acknowledged > 0 && own.failed) {
        complain(guest.nick + ": acknowledged, and failed (" + *own.failed + ")", id);
      }
      if (own.acknowledged == 0 && !own.failed) {
        complain(guest.nick + ": neither acknowledged nor failed", id);
      }
      if (own.failed && own.failed->empty()) {
        complain(guest.nick + ": failed without a reason", id);
      }
    }
  }

  // What has the same number is the same, and everybody has all up to the same one.
  void logs_agree(const std::string& room) {
    std::map<std::uint64_t, MessageId> order;
    std::uint64_t newest = 0;
    each_log_of(room, [&](const std::string& nick, const Log& log) {
      for (const LogEntry& entry : log) {
        const auto [known, added] = order.emplace(entry.seq, entry.id);
        if (!added && known->second != entry.id) {
          complain(nick + ", " + room + ": number " + std::to_string(entry.seq) +
                       " is another message than in the logs of others",
                   entry.id.is_none() ? known->second : entry.id);
        }
        newest = std::max(newest, entry.seq);
      }
    });
    each_log_of(room, [&](const std::string& nick, const Log& log) {
      if (log.empty() || log.back().seq != newest) {
        complain(nick + ", " + room + ": ends at number " +
                 std::to_string(log.empty() ? 0 : log.back().seq) + ", that of others at " +
                 std::to_string(newest));
      }
    });
  }

  void acknowledged_are_everywhere(const GuestEvidence& guest) {
    for (const auto& message : guest.own) {
      const MessageId& id = message.first;
      const OwnMessage& own = message.second;
      if (own.acknowledged == 0) {
        continue;
      }
      if (own.room.empty()) {
        private_is_there(guest, id, own);
        continue;
      }
      each_log_of(own.room, [&](const std::string& nick, const Log& log) {
        const auto entry = find(log, id);
        if (entry == log.end()) {
          complain(nick + ", " + own.room + ": lacks what was acknowledged to " + guest.nick +
                       " as number " + std::to_string(own.seq),
                   id);
        } else if (entry->seq != own.seq) {
          complain(nick + ", " + own.room + ": has as number " + std::to_string(entry->seq) +
                       " what was acknowledged to " + guest.nick + " as number " +
                       std::to_string(own.seq),
                   id);
        }
      });
    }
  }

  // Without a history a private message is gone when the connection was.
  void private_is_there(const GuestEvidence& sender, const MessageId& id, const OwnMessage& own) {
    for (const GuestEvidence& guest : evidence_.guests) {
      if (guest.history && (guest.nick == sender.nick || guest.nick == own.to) &&
          find(guest.privates, id) == guest.privates.end()) {
        complain(guest.nick + ": lacks a private message that was acknowledged to " + sender.nick,
                 id);
      }
    }
  }

  // What one person says in a room stays in that order.
  void lines_keep_their_order(const GuestEvidence& guest) {
    for (const auto& [room, log] : guest.rooms) {
      std::uint32_t last = 0;
      for (const LogEntry& entry : log) {
        const auto own = guest.own.find(entry.id);
        if (own == guest.own.end()) {
          continue;
        }
        if (own->second.number < last) {
          complain(guest.nick + ", " + room + ": said before the line above it", entry.id);
        }
        last = own->second.number;
      }
    }
  }

  static Log::const_iterator find(const Log& log, const MessageId& id) {
    return std::find_if(log.begin(), log.end(),
                        [&id](const LogEntry& entry) { return entry.id == id; });
  }

  const Evidence& evidence_;
  std::vector<Complaint> complaints_;
};

}  // namespace

std::vector<Complaint> judge(const Evidence& evidence) {
  return Judge(evidence).complaints();
}

}  // namespace hubbub::history
