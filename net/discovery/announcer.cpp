#include "net/discovery/announcer.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "net/addresses.h"
#include "net/discovery/counters.h"
#include "net/discovery/datagram.h"
#include "net/version.h"

namespace hubbub::net::discovery {

Announcer::Announcer(asio::io_context& context, std::shared_ptr<const tls::Identity> identity,
                     Party party, std::function<State()> state, Lan lan)
    : identity_(std::move(identity)),
      party_(std::move(party)),
      state_(std::move(state)),
      lan_(std::move(lan)),
      sockets_(context, lan_.port,
               [this](const LanSockets::Datagram& datagram) { heard(datagram); }),
      watch_(context, [this] { follow_interfaces(); }),
      next_(context),
      counter_(counter_of_now()),
      told_(state_()),
      answers_(kAnswers, kAnswersToOne, std::chrono::steady_clock::now()) {
  follow_interfaces();
}

Announcer::~Announcer() {
  send_to_all(told_, true);
}

bool Announcer::listens_at(const asio::ip::address& address) const {
  return party_.bind.empty() ||
         std::any_of(party_.bind.begin(), party_.bind.end(), [&](const auto& bound) {
           return without_zone(bound) == without_zone(address) ||
                  (bound.is_unspecified() && bound.is_v4() == address.is_v4());
         });
}

// Those where the host listens, with the addresses at which it does.
void Announcer::follow_interfaces() {
  std::vector<NetworkInterface> interfaces = lan_.interfaces();
  for (NetworkInterface& interface : interfaces) {
    std::erase_if(interface.addresses,
                  [this](const auto& own) { return !listens_at(own.address); });
  }
  std::erase_if(interfaces, [](const auto& interface) { return interface.addresses.empty(); });
  if (interfaces == sockets_.interfaces())
    return;
  sockets_.use_interfaces(std::move(interfaces));
  announced_ = 0;
  announce();
  announce_later();
}

void Announcer::announce_later() {
  next_.expires_after(announced_ < std::size(kAnnounceAgain) ? kAnnounceAgain[announced_]
                                                             : kAnnounceEvery);
  ++announced_;
  next_.async_wait([this, alive = std::weak_ptr(alive_)](const std::error_code& error) {
    if (error || alive.expired())
      return;
    announce();
    announce_later();
  });
}

void Announcer::tick() {
  if (state_() != told_)
    announce();
}

void Announcer::announce() {
  told_ = state_();
  send_to_all(told_, false);
}

void Announcer::send_to_all(const State& state, bool ended) {
  for (const Route& route : sockets_.routes()) {
    const wire::Bytes datagram = announcement(state, route.from, {}, ended);
    if (!datagram.empty())
      sockets_.send_to_all(route, datagram);
  }
}

wire::Bytes Announcer::announcement(const State& state, const asio::ip::address& here,
                                    const wire::MessageId& nonce, bool ended) {
  // Later than all before it, and of this moment as far as the machine knows.
  counter_ = std::max(counter_ + 1, counter_of_now());
  wire::Announcement announcement;
  announcement.counter = counter_;
  announcement.nonce = nonce;
  announcement.locked = state.locked ? 1 : 0;
  announcement.password = party_.password ? 1 : 0;
  announcement.ended = ended ? 1 : 0;
  announcement.port = party_.port;
  announcement.people = state.people;
  announcement.software = kSoftware;
  announcement.title = party_.title;
  std::vector<asio::ip::address> others;
  for (const NetworkInterface& interface : sockets_.interfaces()) {
    for (const InterfaceAddress& own : interface.addresses)
      others.push_back(own.address);
  }
  others = told_to_guests(others);
  others.insert(others.begin(), here);
  for (const asio::ip::address& address : others) {
    const std::string text = without_zone(address).to_string();
    const auto known =
        std::find_if(announcement.addresses.begin(), announcement.addresses.end(),
                     [&](const auto& announced) { return announced.address == text; });
    if (known == announcement.addresses.end() &&
        announcement.addresses.size() < wire::kMaxAnnouncedAddresses) {
      announcement.addresses.push_back({text});
    }
  }
  return announcement_datagram(std::move(announcement), *identity_);
}

void Announcer::heard(const LanSockets::Datagram& datagram) {
  const auto query = read_query(datagram.bytes);
  if (!query || !answers_.take(datagram.from.address(), std::chrono::steady_clock::now()))
    return;
  const wire::Bytes answer = announcement(state_(), datagram.back.from, query->nonce, false);
  if (!answer.empty())
    sockets_.send(datagram.from, datagram.back, answer);
}

}  // namespace hubbub::net::discovery
