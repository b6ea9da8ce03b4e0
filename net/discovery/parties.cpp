#include "net/discovery/parties.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "net/addresses.h"
#include "net/discovery/datagram.h"
#include "net/tls/signature.h"

namespace hubbub::net::discovery {
namespace {

using asio::ip::udp;

bool is_link_local(const asio::ip::address& address) {
  return address.is_v6() && address.to_v6().is_link_local();
}

void add_unique(std::vector<std::string>& texts, std::string text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end())
    texts.push_back(std::move(text));
}

wire::PartyId id_of(const wire::Announcement& announcement) {
  return {tls::key_id_of(announcement.public_key), announcement.port};
}

// What is shown moves only with what people would notice.
bool is_noticeable(const wire::Party& before, wire::Party& after) {
  const auto shorter = std::min(before.round_trip, after.round_trip);
  const auto longer = std::max(before.round_trip, after.round_trip);
  if (shorter.count() != 0 &&
      (longer < 2 * shorter || longer - shorter < std::chrono::milliseconds{1})) {
    after.round_trip = before.round_trip;
  }
  return before != after;
}

}  // namespace

Parties::Parties(TimePoint now)
    : questions_v4_(kQuestions, kQuestionsToOne, now),
      questions_v6_(kQuestions, kQuestionsToOne, now),
      unasked_(kUnasked, kUnasked, now) {}

void Parties::heard(wire::ByteView datagram, const udp::endpoint& from, unsigned interface,
                    TimePoint now, Outcome& out) {
  const auto announcement = read_announcement(datagram);
  if (!announcement)
    return;
  auto source = sources_.find(from);
  if (source != sources_.end() && !source->second.nonce.is_none() &&
      announcement->nonce == source->second.nonce) {
    if (++source->second.checked <= kAnswersToOneQuery && is_genuine(datagram, *announcement))
      take_answer(source, *announcement, now, out);
    return;
  }
  if (announcement->ended != 0)
    return take_end(datagram, from.address(), *announcement, now, out);
  if (source == sources_.end()) {
    source = make_source(from, interface, now);
    if (source == sources_.end())
      return;
    ask(source, now, out);
  }
  take_offer(source, datagram, *announcement, now, out);
}

Parties::Sources::iterator Parties::make_source(const udp::endpoint& from, unsigned interface,
                                                TimePoint now) {
  const auto first = sources_.lower_bound(udp::endpoint(from.address(), 0));
  std::size_t known = 0;
  for (auto at = first; at != sources_.end() && at->first.address() == from.address(); ++at)
    ++known;
  Budget& budget = from.address().is_v4() ? questions_v4_ : questions_v6_;
  if (known >= kMaxSourcesOfOne || sources_.size() >= kMaxSources ||
      !budget.take(from.address(), now)) {
    return sources_.end();
  }
  Source source;
  source.interface = interface;
  return sources_.emplace(from, std::move(source)).first;
}

void Parties::ask(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  source.nonce = wire::MessageId::make();
  source.asked = now;
  source.checked = 0;
  source.due = now + kRetries[std::min(source.tries, std::size(kRetries) - 1)];
  ++source.tries;
  out.questions.push_back({at->first, source.interface, source.nonce});
}

void Parties::take_answer(Sources::iterator at, const wire::Announcement& announcement,
                          TimePoint now, Outcome& out) {
  Source& source = at->second;
  source.nonce = {};
  source.tries = 0;
  source.due = now + kRefresh;
  source.last = now;
  source.answers = true;
  source.offered.clear();
  source.round_trip = std::chrono::duration_cast<std::chrono::microseconds>(now - source.asked);
  const wire::PartyId id = id_of(announcement);
  remember_counter(id, announcement.counter);
  counters_[id] = announcement.counter;  // of this moment, whatever the host's clock says
  belongs(at, id, announcement, out);
}

// One that is known to answer tells its news itself, when asked.
void Parties::take_offer(Sources::iterator at, wire::ByteView datagram,
                         const wire::Announcement& announcement, TimePoint now, Outcome& out) {
  Source& source = at->second;
  if (source.answers) {
    if (announcement.nonce.is_none() && source.nonce.is_none() &&
        is_new(*source.party, announcement.counter) && now - source.asked >= kSettleChanges) {
      ask(at, now, out);
    }
    return;
  }
  if (announcement.nonce.is_none())
    source.offered.assign(datagram.begin(), datagram.end());
  if (source.party)
    believe_offer(at, now, out);
}

// It does not answer; perhaps a wall keeps our questions from it.
void Parties::believe_offer(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  const auto announcement = read_announcement(source.offered);
  if (!announcement)
    return;
  const wire::PartyId id = id_of(*announcement);
  if (is_new(id, announcement->counter) && unasked_.take(at->first.address(), now) &&
      is_genuine(source.offered, *announcement)) {
    source.last = now;
    belongs(at, id, *announcement, out);
  }
  source.offered.clear();
}

void Parties::take_end(wire::ByteView datagram, const asio::ip::address& from,
                       const wire::Announcement& announcement, TimePoint now, Outcome& out) {
  const wire::PartyId id = id_of(announcement);
  if (parties_.contains(id) && is_new(id, announcement.counter) && unasked_.take(from, now) &&
      is_genuine(datagram, announcement)) {
    remember_counter(id, announcement.counter);
    drop(id, out);
  }
}

void Parties::belongs(Sources::iterator at, const wire::PartyId& id,
                      const wire::Announcement& announcement, Outcome& out) {
  Source& source = at->second;
  if (source.party && *source.party != id) {  // another host is there now
    const auto before = parties_.find(*source.party);
    if (before != parties_.end())
      std::erase(before->second.ways, at->first);
  }
  const auto found = parties_.find(id);
  if (found == parties_.end() && parties_.size() >= kMaxParties)
    return;
  source.party = id;
  remember_counter(id, announcement.counter);
  Entry& entry = parties_[id];
  entry.latest = announcement;
  if (std::find(entry.ways.begin(), entry.ways.end(), at->first) == entry.ways.end() &&
      entry.ways.size() < kMaxWays) {
    entry.ways.push_back(at->first);
  }
  show(id, found == parties_.end(), out);
}

void Parties::show(const wire::PartyId& id, bool found, Outcome& out) {
  Entry& entry = parties_.at(id);
  wire::Party party = describe(id, entry);
  if (found) {
    entry.shown = party;
    out.events.emplace_back(wire::PartyFound{std::move(party)});
  } else if (is_noticeable(entry.shown, party)) {
    entry.shown = party;
    out.events.emplace_back(wire::PartyChanged{std::move(party)});
  }
}

wire::Party Parties::describe(const wire::PartyId& id, const Entry& entry) const {
  wire::Party party;
  party.id = id;
  party.title = entry.latest.title;
  party.people = entry.latest.people;
  party.software = entry.latest.software;
  party.version = entry.latest.version;
  party.locked = entry.latest.locked != 0;
  party.password = entry.latest.password != 0;
  std::vector<std::tuple<bool, std::chrono::microseconds, udp::endpoint>> ways;
  for (const udp::endpoint& way : entry.ways) {
    const auto source = sources_.find(way);
    if (source != sources_.end())
      ways.emplace_back(is_link_local(way.address()), source->second.round_trip, way);
  }
  std::sort(ways.begin(), ways.end());
  for (const auto& [link_local, round_trip, way] : ways)
    add_unique(party.addresses, to_text({way.address(), entry.latest.port}));
  for (const wire::AnnouncedAddress& announced : entry.latest.addresses) {
    // Link-local ones lead nowhere without the zone, which the ways have.
    const auto address = parse_address(announced.address);
    if (address && !is_link_local(*address) && !address->is_loopback())
      add_unique(party.addresses, to_text({*address, entry.latest.port}));
  }
  if (!ways.empty())
    party.round_trip = std::get<1>(ways.front());
  return party;
}

// ---- Time -------------------------------------------------------------------------------------

void Parties::tick(TimePoint now, Outcome& out) {
  for (auto source = sources_.begin(); source != sources_.end();) {
    const auto next = std::next(source);
    if (!tick(source, now, out))
      sources_.erase(source);
    source = next;
  }
  review(now, out);
}

bool Parties::tick(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  if (now < source.due)
    return true;
  const bool waiting = !source.nonce.is_none();
  if (!waiting || source.tries < std::size(kRetries)) {
    ask(at, now, out);
    return true;
  }
  source.nonce = {};
  source.tries = 0;
  source.due = now + kRefresh;
  if (!source.answers && !source.offered.empty())
    believe_offer(at, now, out);
  const auto patience = source.answers ? kGone : kSilentGone;
  return source.party.has_value() && now - source.last < patience;
}

void Parties::review(TimePoint now, Outcome& out) {
  std::vector<wire::PartyId> gone;
  for (auto& [id, entry] : parties_) {
    std::erase_if(entry.ways, [this](const auto& way) { return !sources_.contains(way); });
    bool answers = false;
    const auto silence = now - last_seen(entry, answers);
    if (entry.ways.empty() || silence >= (answers ? kGone : kSilentGone)) {
      gone.push_back(id);
      continue;
    }
    const bool fading = silence >= (answers ? kFades : kSilentFades);
    wire::Party party = describe(id, entry);
    party.fading = fading;
    if (is_noticeable(entry.shown, party)) {
      entry.shown = party;
      out.events.emplace_back(wire::PartyChanged{std::move(party)});
    }
  }
  for (const wire::PartyId& id : gone)
    drop(id, out);
}

TimePoint Parties::last_seen(const Entry& entry, bool& answers) const {
  TimePoint last{};
  for (const udp::endpoint& way : entry.ways) {
    const auto source = sources_.find(way);
    if (source == sources_.end())
      continue;
    answers = answers || source->second.answers;
    last = std::max(last, source->second.last);
  }
  return last;
}

void Parties::drop(const wire::PartyId& id, Outcome& out) {
  std::erase_if(sources_, [&](const auto& source) { return source.second.party == id; });
  parties_.erase(id);
  out.events.emplace_back(wire::PartyGone{id});
}

TimePoint Parties::next_tick() const {
  TimePoint next = TimePoint::max();
  for (const auto& [endpoint, source] : sources_)
    next = std::min(next, source.due);
  return next;
}

void Parties::ask_all(TimePoint now) {
  for (auto& [endpoint, source] : sources_) {
    source.nonce = {};
    source.tries = 0;
    source.due = now;
  }
}

// ---- Counters ---------------------------------------------------------------------------------

bool Parties::is_new(const wire::PartyId& id, std::uint64_t counter) const {
  const auto known = counters_.find(id);
  return known == counters_.end() || counter > known->second;
}

void Parties::remember_counter(const wire::PartyId& id, std::uint64_t counter) {
  const auto [known, fresh] = counters_.try_emplace(id, counter);
  known->second = std::max(known->second, counter);
  if (!fresh)
    return;
  counter_order_.push_back(id);
  if (counter_order_.size() > kMaxCounters) {
    counters_.erase(counter_order_.front());
    counter_order_.pop_front();
  }
}

}  // namespace hubbub::net::discovery
