#include "tests/history/party.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "net/wire/limits.h"

namespace hubbub::history {
namespace {

namespace wire = net::wire;

// Longer than the longest pause of a client that comes back, several times over.
constexpr std::chrono::seconds kPatience{90};

}  // namespace

// ---- Guest --------------------------------------------------------------------------------------

Guest::Guest(Board& board, const std::string& nick, std::uint16_t port, Lie lie)
    : nick_(nick),
      witness_(board, nick, lie),
      engine_([this](const wire::EventBatch& batch) { witness_.take(batch); },
              {net::Capture::kOff, {}}) {
  wire::Connect connect;
  connect.target = "127.0.0.1:" + std::to_string(port);
  connect.nick = nick;
  connect.room = kDen;
  engine_.post(connect);
}

wire::MessageId Guest::say(const std::string& room, const std::string& text) {
  const auto id = wire::MessageId::make();
  if (witness_.said(id, room, {})) {
    engine_.post(wire::SendMessage{id, room, text});
  }
  return id;
}

void Guest::whisper(const std::string& to, const std::string& text) {
  const auto id = wire::MessageId::make();
  witness_.said(id, {}, to);
  engine_.post(wire::SendPrivate{id, to, text});
}

void Guest::fetch(const std::string& room, std::uint64_t before) {
  wire::FetchHistory fetch;
  fetch.about = room;
  fetch.before = before;
  engine_.post(fetch);
}

// ---- Party --------------------------------------------------------------------------------------

Party::Party(const Options& options, const std::string& folder)
    : host_(options.hubbub, folder, options.host_arguments), proxy_(host_.port()) {
  for (std::size_t i = 0; i < options.clients; ++i) {
    const Lie lie = i == 0 ? options.lie : Lie::kNone;
    guests_.push_back(
        std::make_unique<Guest>(board_, "guest" + std::to_string(i), proxy_.port(), lie));
  }
  const bool all_in = wait_for([](const Witness& witness) {
    return witness.is_in(wire::kDefaultRoom) && witness.is_in(kDen);
  });
  if (!all_in) {
    throw std::runtime_error("not everybody gets into the rooms");
  }
}

template <class Holds>
bool Party::wait_for(const Holds& holds) {
  std::unique_lock lock(board_.mutex);
  return board_.changed.wait_for(lock, kPatience, [&] {
    return std::all_of(guests_.begin(), guests_.end(),
                       [&](const auto& guest) { return holds(guest->witness()); });
  });
}

std::string Party::calm_down() {
  proxy_.set_plan({});
  proxy_.resume();
  const bool back = wait_for([](const Witness& witness) {
    return witness.online() && witness.is_in(wire::kDefaultRoom) && witness.is_in(kDen);
  });
  if (!back) {
    return "not everybody comes back";
  }
  // Whoever has a full queue could not say a last word.
  if (!wait_for([](const Witness& witness) { return witness.settled(); })) {
    return "not everything that was said gets an answer";
  }
  // Whatever comes before these in a room has come when these are there.
  std::vector<wire::MessageId> last_in_lobby;
  std::vector<wire::MessageId> last_in_den;
  for (const auto& guest : guests_) {
    last_in_lobby.push_back(guest->say(wire::kDefaultRoom, "my last word"));
    last_in_den.push_back(guest->say(kDen, "my last word"));
  }
  if (!wait_for([](const Witness& witness) { return witness.settled(); })) {
    return "not every last word gets an answer";
  }
  const bool heard = wait_for([&](const Witness& witness) {
    const auto has_all = [&](const char* room, const std::vector<wire::MessageId>& ids) {
      return std::all_of(ids.begin(), ids.end(),
                         [&](const auto& id) { return witness.has(room, id); });
    };
    return has_all(wire::kDefaultRoom, last_in_lobby) && has_all(kDen, last_in_den);
  });
  return heard ? std::string() : "not everybody hears the last words";
}

Evidence Party::evidence() {
  Evidence evidence;
  {
    const std::lock_guard lock(board_.mutex);
    for (const auto& guest : guests_) {
      evidence.guests.push_back(guest->witness().evidence());
    }
  }
  if (evidence.guests.front().history) {
    fetch_all(evidence);
  }
  return evidence;
}

void Party::fetch_all(Evidence& evidence) {
  Guest newcomer(board_, "newcomer", host_.port());
  for (const char* const room : {wire::kDefaultRoom, kDen}) {
    Log& log = evidence.fetched[room];
    std::unique_lock lock(board_.mutex);
    board_.changed.wait_for(lock, kPatience, [&] { return newcomer.witness().is_in(room); });
    bool more = true;
    while (more) {
      lock.unlock();
      newcomer.fetch(room, log.empty() ? 0 : log.front().seq);
      lock.lock();
      std::optional<wire::HistoryPage> page;
      board_.changed.wait_for(lock, kPatience, [&] {
        page = newcomer.witness().take_page();
        return page.has_value();
      });
      more = page && page->more && !page->entries.empty();
      if (page) {
        Log older;
        for (const wire::Entry& entry : page->entries) {
          older.push_back({entry.seq, entry.id});
        }
        log.insert(log.begin(), older.begin(), older.end());
      }
    }
    // The newcomer's own coming is not in the others' evidence.
    const Log& heard = evidence.guests.front().rooms[room];
    const std::uint64_t newest = heard.empty() ? 0 : heard.back().seq;
    std::erase_if(log, [newest](const LogEntry& entry) { return entry.seq > newest; });
  }
}

std::uint64_t Party::losses() {
  const std::lock_guard lock(board_.mutex);
  std::uint64_t losses = 0;
  for (const auto& guest : guests_) {
    losses += guest->witness().losses();
  }
  return losses;
}

}  // namespace hubbub::history
