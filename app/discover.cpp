#include "app/discover.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <variant>

#include "app/inbox.h"
#include "app/json_line.h"
#include "app/posix_process.h"
#include "app/posix_stdio.h"
#include "net/engine.h"
#include "net/wire/spoken_words.h"
#include "ui/model/clean_text.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

// Gives each event to `take` until `deadline`, or until told to stop.
void look(Inbox& inbox, std::chrono::steady_clock::time_point deadline,
          const std::function<void(const wire::Event&)>& take) {
  // Nobody is told who looks, so an identity for the moment will do.
  net::Engine engine([&inbox](wire::EventBatch batch) { inbox.push(std::move(batch)); },
                     {net::Capture::kOff, {}});
  engine.post(wire::WatchParties{true});
  for (;;) {
    const Inbox::Item item = inbox.next(false, deadline);
    const auto* const batch = std::get_if<wire::EventBatch>(&item);
    if (batch == nullptr) {
      break;
    }
    for (const wire::Event& event : *batch) {
      take(event);
    }
  }
  inbox.open_gates();
  engine.stop();
}

Json identified(const char* event, const wire::PartyId& id) {
  return {{"event", event},
          {"key", id.key.to_hex()},
          {"words", wire::spoken_words(id.key)},
          {"port", id.port}};
}

Json described(const char* event, const wire::Party& party) {
  Json line = identified(event, party.id);
  line["title"] = party.title;
  line["people"] = party.people;
  line["version"] = party.software;
  line["locked"] = party.locked;
  line["password"] = party.password;
  line["fading"] = party.fading;
  line["addresses"] = party.addresses;
  if (party.round_trip.count() > 0) {
    line["round_trip_ms"] = static_cast<double>(party.round_trip.count()) / 1000;
  }
  return line;
}

}  // namespace

int discover(const Options& options) {
  Inbox inbox(Inbox::WhenFull::kWait);
  const StopOrder order([&inbox] { inbox.stop(); });
  bool any = false;
  const auto print = [&inbox](const Json& object) {
    if (!write_stdout(line_of(object), [&inbox] { return inbox.stopped(); })) {
      inbox.stop();
    }
  };
  look(inbox, std::chrono::steady_clock::now() + options.discover_for,
       [&](const wire::Event& event) {
         if (const auto* found = std::get_if<wire::PartyFound>(&event)) {
           any = true;
           print(described("party", found->party));
         } else if (const auto* changed = std::get_if<wire::PartyChanged>(&event)) {
           print(described("changed", changed->party));
         } else if (const auto* gone = std::get_if<wire::PartyGone>(&event)) {
           print(identified("gone", gone->id));
         }
       });
  return any ? kDone : kFailure;
}

std::string list_of(const std::vector<wire::Party>& parties) {
  std::string list;
  std::string scratch;
  for (const wire::Party& party : parties) {
    list.append("  ").append(party.addresses.front());
    list.append(1, ' ').append(ui::model::clean_line(party.title, scratch));
    list.append(" (").append(wire::spoken_words(party.id.key)).append(")\n");
  }
  return list;
}

std::vector<wire::Party> parties_around(std::chrono::milliseconds patience) {
  Inbox inbox(Inbox::WhenFull::kWait);
  const StopOrder order([&inbox] { inbox.stop(); });
  std::vector<wire::Party> parties;
  const auto forget = [&parties](const wire::PartyId& id) {
    std::erase_if(parties, [&](const auto& known) { return known.id == id; });
  };
  look(inbox, std::chrono::steady_clock::now() + patience, [&](const wire::Event& event) {
    if (const auto* found = std::get_if<wire::PartyFound>(&event)) {
      parties.push_back(found->party);
    } else if (const auto* changed = std::get_if<wire::PartyChanged>(&event)) {
      forget(changed->party.id);
      parties.push_back(changed->party);
    } else if (const auto* gone = std::get_if<wire::PartyGone>(&event)) {
      forget(gone->id);
    }
  });
  return parties;
}

}  // namespace hubbub::app
