// The parties on the local networks.
#include <algorithm>
#include <tuple>
#include <utility>

#include "net/text/fold.h"
#include "ui/model/clean_text.h"
#include "ui/model/limits.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

auto place(const wire::Party& party) {
  // Those without a title come last.
  return std::tuple(party.title.empty(), net::text::folded(party.title), party.id);
}

}  // namespace

bool State::touch_around() {
  around_revision_ = ++revision_;
  return true;
}

wire::Command State::watch_parties(bool watch) {
  around_ = {};
  around_.looking = watch;
  touch_around();
  return wire::WatchParties{watch};
}

bool State::on(wire::LookedOn& event) {
  around_.interfaces = std::move(event.interfaces);
  return touch_around();
}

bool State::on(wire::PartyFound& event) {
  return put(event.party);
}

bool State::on(wire::PartyChanged& event) {
  return put(event.party);
}

bool State::on(wire::PartyGone& event) {
  const auto gone =
      std::erase_if(around_.parties, [&](const auto& party) { return party.id == event.id; });
  return gone > 0 && touch_around();
}

// What is still under way when nobody looks any more is not kept.
bool State::put(wire::Party& party) {
  if (!around_.looking) {
    return false;
  }
  party.title = clean_line(party.title, scratch_text_);
  party.software = clean_line(party.software, scratch_text_);
  std::erase_if(around_.parties, [&](const auto& known) { return known.id == party.id; });
  const auto at = std::upper_bound(
      around_.parties.begin(), around_.parties.end(), place(party),
      [](const auto& wanted, const wire::Party& known) { return wanted < place(known); });
  around_.parties.insert(at, std::move(party));
  return touch_around();
}

}  // namespace hubbub::ui::model
