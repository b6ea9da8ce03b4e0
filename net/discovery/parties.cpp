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

// Whether the host says of itself that it is there.
bool names(const wire::Announcement& announcement, const asio::ip::address& address) {
  const std::string text = without_zone(address).to_string();
  return std::any_of(announcement.addresses.begin(), announcement.addresses.end(),
                     [&](const auto& announced) { return announced.address == text; });
}

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
  if (shorter.count() != 0 && (longer < 2 * shorter || longer - shorter < kNoticeable)) {
    after.round_trip = before.round_trip;
  }
  return before != after;
}

}  // namespace

Parties::Parties(TimePoint now, std::function<std::uint64_t()> clock)
    : clock_(std::move(clock)),
      questions_v4_(kQuestions, kQuestionsToOne, now),
      questions_v6_(kQuestions, kQuestionsToOne, now),
      offers_(kUnasked, kUnaskedOfOne, now),
      ends_(kUnasked, kUnaskedOfOne, now) {}

void Parties::heard(wire::ByteView datagram, const udp::endpoint& from, const Route& back,
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
  if (!names(*announcement, from.address()))
    return;
  if (source == sources_.end()) {
    source = make_source(from, back, now);
    if (source == sources_.end())
      return;
    ask(source, now, out);
  }
  if (source->second.doubtful)
    source->second.route = back;
  take_offer(source, datagram, *announcement, now, out);
}

Parties::Sources::iterator Parties::make_source(const udp::endpoint& from, const Route& back,
                                                TimePoint now) {
  const auto begin = sources_.lower_bound(udp::endpoint(from.address(), 0));
  auto end = begin;
  std::size_t known = 0;
  for (; end != sources_.end() && end->first.address() == from.address(); ++end)
    ++known;
  Budget& budget = from.address().is_v4() ? questions_v4_ : questions_v6_;
  if (!budget.take(from.address(), now) || (known >= kMaxSourcesOfOne && !make_room(begin, end)) ||
      (sources_.size() >= kMaxSources && !make_room(sources_.begin(), sources_.end()))) {
    return sources_.end();
  }
  Source source;
  source.route = back;
  return sources_.emplace(from, std::move(source)).first;
}

// Takes away the one that was asked first and has not answered. False: all of them have.
bool Parties::make_room(Sources::iterator begin, Sources::iterator end) {
  auto oldest = end;
  for (auto at = begin; at != end; ++at) {
    if (at->second.stage != Stage::kAnswering &&
        (oldest == end || at->second.asked < oldest->second.asked)) {
      oldest = at;
    }
  }
  if (oldest == end)
    return false;
  leave_party(oldest);
  sources_.erase(oldest);
  return true;
}

void Parties::ask(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  source.nonce = wire::MessageId::make();
  source.asked = now;
  source.checked = 0;
  source.due = now + kRetries[std::min(source.tries, std::size(kRetries) - 1)];
  ++source.tries;
  out.questions.push_back({at->first, source.route, source.nonce});
}

void Parties::take_answer(Sources::iterator at, const wire::Announcement& announcement,
                          TimePoint now, Outcome& out) {
  if (!names(announcement, at->first.address()))
    return;
  Source& source = at->second;
  source.nonce = {};
  source.tries = 0;
  source.due = now + kRefresh;
  source.last = now;
  source.stage = Stage::kAnswering;
  source.doubtful = false;
  source.offered.clear();
  source.round_trip = std::chrono::duration_cast<std::chrono::microseconds>(now - source.asked);
  belongs(at, id_of(announcement), announcement, out);
}

void Parties::take_offer(Sources::iterator at, wire::ByteView datagram,
                         const wire::Announcement& announcement, TimePoint now, Outcome& out) {
  Source& source = at->second;
  const bool unasked = announcement.nonce.is_none();
  switch (source.stage) {
    case Stage::kAsked:
      if (unasked)
        source.offered.assign(datagram.begin(), datagram.end());
      return;
    case Stage::kAnswering:
      // It tells its news itself, when asked.
      if (unasked && source.nonce.is_none() && now - source.asked >= kSettleChanges &&
          source.party && is_new(*source.party, announcement.counter)) {
        ask(at, now, out);
      }
      return;
    case Stage::kSilent:
      if (!unasked) {  // a query to all has reached it
        if (source.nonce.is_none() && now - source.asked >= kRefresh)
          ask(at, now, out);
        return;
      }
      source.offered.assign(datagram.begin(), datagram.end());
      believe_offer(at, now, out);
      return;
  }
}

// Whether there was something to believe.
bool Parties::believe_offer(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  const auto announcement = read_announcement(source.offered);
  if (!announcement || !is_of_now(announcement->counter))
    return false;
  const wire::PartyId id = id_of(*announcement);
  const auto known = parties_.find(id);
  const bool has_room =
      known == parties_.end() ? silent_parties() < kMaxSilentParties : !answers(known->second);
  if (!has_room || !is_new(id, announcement->counter) || !offers_.take(at->first.address(), now) ||
      !is_genuine(source.offered, *announcement)) {
    return false;
  }
  source.offered.clear();
  source.last = now;
  source.stage = Stage::kSilent;
  belongs(at, id, *announcement, out);
  return true;
}

void Parties::take_end(wire::ByteView datagram, const asio::ip::address& from,
                       const wire::Announcement& announcement, TimePoint now, Outcome& out) {
  const wire::PartyId id = id_of(announcement);
  const auto known = parties_.find(id);
  if (known == parties_.end() || !is_new(id, announcement.counter) || !ends_.take(from, now) ||
      !is_genuine(datagram, announcement)) {
    return;
  }
  known->second.counter = announcement.counter;
  drop(id, out);
}

// It is a way to that party now, and to no other.
void Parties::belongs(Sources::iterator at, const wire::PartyId& id,
                      const wire::Announcement& announcement, Outcome& out) {
  Source& source = at->second;
  if (source.party != id)
    leave_party(at);
  const bool fresh = !parties_.contains(id);
  if (fresh && parties_.size() >= kMaxParties)
    return;
  Entry& entry = parties_[id];
  source.party = id;
  entry.latest = announcement;
  entry.counter = std::max(entry.counter, announcement.counter);
  if (std::find(entry.ways.begin(), entry.ways.end(), at->first) == entry.ways.end() &&
      entry.ways.size() < kMaxWays) {
    entry.ways.push_back(at->first);
  }
  if (fresh) {
    entry.shown = describe(id, entry);
    out.events.emplace_back(wire::PartyFound{entry.shown});
  } else {
    show(id, entry, false, out);
  }
}

void Parties::leave_party(Sources::iterator at) {
  const auto party =
      at->second.party ? parties_.find(*std::exchange(at->second.party, {})) : parties_.end();
  if (party != parties_.end()) {
    std::erase(party->second.ways, at->first);
    party->second.moved = true;
  }
}

void Parties::show(const wire::PartyId& id, Entry& entry, bool fading, Outcome& out) {
  entry.moved = false;
  wire::Party party = describe(id, entry);
  party.fading = fading;
  if (is_noticeable(entry.shown, party)) {
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
  auto best = std::chrono::microseconds::max();
  for (const udp::endpoint& way : entry.ways)
    best = std::min(best, sources_.at(way).round_trip);
  // Those that do not answer any more come last, before them those that need a zone; and it must be
  // much slower to stand behind another.
  std::vector<std::tuple<bool, bool, bool, udp::endpoint>> ways;
  for (const udp::endpoint& way : entry.ways) {
    const Source& source = sources_.at(way);
    const bool slow = source.round_trip > 2 * best + kNoticeable;
    ways.emplace_back(source.doubtful, is_link_local(way.address()), slow, way);
  }
  std::sort(ways.begin(), ways.end());
  for (const auto& [doubtful, link_local, slow, way] : ways)
    add_unique(party.addresses, to_text({way.address(), entry.latest.port}));
  for (const wire::AnnouncedAddress& announced : entry.latest.addresses) {
    // Link-local ones lead nowhere without the zone, which the ways have.
    const auto address = parse_address(announced.address);
    if (address && !is_link_local(*address) && !address->is_loopback())
      add_unique(party.addresses, to_text({*address, entry.latest.port}));
  }
  party.round_trip = entry.ways.empty() ? std::chrono::microseconds{} : best;
  return party;
}

// ---- Time -------------------------------------------------------------------------------------

void Parties::tick(TimePoint now, Outcome& out) {
  for (auto source = sources_.begin(); source != sources_.end();) {
    const auto next = std::next(source);
    if (!tick(source, now, out)) {
      leave_party(source);
      sources_.erase(source);
    }
    source = next;
  }
  review(now, out);
}

bool Parties::tick(Sources::iterator at, TimePoint now, Outcome& out) {
  Source& source = at->second;
  if (now < source.due)
    return true;
  const bool waiting = !source.nonce.is_none();
  if (waiting ? source.tries < std::size(kRetries) : source.stage != Stage::kSilent) {
    ask(at, now, out);
    return true;
  }
  source.nonce = {};
  source.tries = 0;
  source.due = now + kRefresh;
  if (waiting)
    doubt(source);
  switch (source.stage) {
    case Stage::kAsked:
      return believe_offer(at, now, out);
    case Stage::kAnswering:
      return now - source.last < kGone;
    case Stage::kSilent:
      return now - source.last < kSilentGone;
  }
  return false;
}

void Parties::doubt(Source& source) {
  if (std::exchange(source.doubtful, true))
    return;
  const auto party = source.party ? parties_.find(*source.party) : parties_.end();
  if (party != parties_.end())
    party->second.moved = true;
}

void Parties::review(TimePoint now, Outcome& out) {
  std::vector<wire::PartyId> gone;
  for (auto& [id, entry] : parties_) {
    const bool answering = answers(entry);
    const auto silence = now - last_seen(entry);
    if (entry.ways.empty() || silence >= (answering ? kGone : kSilentGone)) {
      gone.push_back(id);
      continue;
    }
    const bool fading = silence >= (answering ? kFades : kSilentFades);
    if (entry.moved || fading != entry.shown.fading)
      show(id, entry, fading, out);
  }
  for (const wire::PartyId& id : gone)
    drop(id, out);
}

bool Parties::answers(const Entry& entry) const {
  return std::any_of(entry.ways.begin(), entry.ways.end(), [this](const auto& way) {
    return sources_.at(way).stage == Stage::kAnswering;
  });
}

std::size_t Parties::silent_parties() const {
  return static_cast<std::size_t>(
      std::count_if(parties_.begin(), parties_.end(),
                    [this](const auto& party) { return !answers(party.second); }));
}

TimePoint Parties::last_seen(const Entry& entry) const {
  TimePoint last{};
  for (const udp::endpoint& way : entry.ways)
    last = std::max(last, sources_.at(way).last);
  return last;
}

void Parties::drop(const wire::PartyId& id, Outcome& out) {
  std::erase_if(sources_, [&](const auto& source) { return source.second.party == id; });
  gone_.note(id, parties_.at(id).counter);
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
    // The address that it was asked from may be ours no more, and the card gone.
    source.route.from = asio::ip::address();
    if (!is_link_local(endpoint.address()))
      source.route.interface = 0;
  }
}

bool Parties::is_new(const wire::PartyId& id, std::uint64_t counter) const {
  const auto known = parties_.find(id);
  return (known == parties_.end() || counter > known->second.counter) && gone_.is_new(id, counter);
}

// Of a recording of last year nobody can say that it was not made now, but by the time.
bool Parties::is_of_now(std::uint64_t counter) const {
  const std::uint64_t now = clock_();
  return (counter > now ? counter - now : now - counter) <=
         static_cast<std::uint64_t>(kMostAhead.count());
}

}  // namespace hubbub::net::discovery
