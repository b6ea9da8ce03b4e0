#include "net/discovery/announcer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "net/addresses.h"
#include "net/discovery/datagram.h"
#include "net/version.h"

namespace hubbub::net::discovery {
namespace {

TimePoint now() {
  return std::chrono::steady_clock::now();
}

// Counters rise from one run of the host to the next, as far as the machine's clock does.
std::uint64_t first_counter() {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                        std::chrono::system_clock::now().time_since_epoch())
                                        .count());
}

asio::ip::address without_zone(const asio::ip::address& address) {
  return address.is_v6() ? asio::ip::address_v6(address.to_v6().to_bytes()) : address;
}

}  // namespace

Announcer::Announcer(asio::io_context& context, std::shared_ptr<const tls::Identity> identity,
                     Party party, std::function<State()> state, std::uint16_t discovery_port)
    : identity_(std::move(identity)),
      party_(std::move(party)),
      state_(std::move(state)),
      sockets_(context, discovery_port,
               [this](const LanSockets::Datagram& datagram) { heard(datagram); }),
      watch_(context, [this] { follow_interfaces(); }),
      next_(context),
      settle_(context),
      counter_(first_counter()),
      told_(state_()),
      answers_(kAnswers, kAnswersToOne, now()) {
  follow_interfaces();
}

Announcer::~Announcer() {
  announce(true);
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
  std::vector<NetworkInterface> interfaces = network_interfaces();
  for (NetworkInterface& interface : interfaces) {
    std::erase_if(interface.addresses,
                  [this](const auto& own) { return !listens_at(own.address); });
  }
  std::erase_if(interfaces, [](const auto& interface) { return interface.addresses.empty(); });
  if (interfaces == sockets_.interfaces())
    return;
  sockets_.use_interfaces(std::move(interfaces));
  announced_ = 0;
  announce(false);
  announce_later();
}

void Announcer::announce_later() {
  next_.expires_after(announced_ < std::size(kAnnounceAgain) ? kAnnounceAgain[announced_]
                                                             : kAnnounceEvery);
  ++announced_;
  next_.async_wait([this](const std::error_code& error) {
    if (error)
      return;
    announce(false);
    announce_later();
  });
}

void Announcer::changed() {
  if (std::exchange(settling_, true))
    return;
  settle_.expires_after(kSettleChanges);
  settle_.async_wait([this](const std::error_code& error) {
    if (error)
      return;
    settling_ = false;
    if (state_() != told_)
      announce(false);
  });
}

void Announcer::announce(bool ended) {
  const wire::Bytes datagram = announcement({}, ended);
  if (!datagram.empty())
    sockets_.send_to_all(datagram);
}

wire::Bytes Announcer::announcement(const wire::MessageId& nonce, bool ended) {
  if (!ended)
    told_ = state_();
  wire::Announcement announcement;
  announcement.counter = ++counter_;
  announcement.nonce = nonce;
  announcement.locked = told_.locked ? 1 : 0;
  announcement.password = party_.password ? 1 : 0;
  announcement.ended = ended ? 1 : 0;
  announcement.port = party_.port;
  announcement.people = told_.people;
  announcement.software = kSoftware;
  announcement.title = party_.title;
  std::vector<asio::ip::address> addresses;
  for (const NetworkInterface& interface : sockets_.interfaces()) {
    for (const InterfaceAddress& own : interface.addresses)
      addresses.push_back(own.address);
  }
  for (const asio::ip::address& address : told_to_guests(addresses)) {
    if (announcement.addresses.size() < wire::kMaxAnnouncedAddresses)
      announcement.addresses.push_back({without_zone(address).to_string()});
  }
  return announcement_datagram(std::move(announcement), *identity_);
}

void Announcer::heard(const LanSockets::Datagram& datagram) {
  const auto query = read_query(datagram.bytes);
  if (!query || !answers_.take(datagram.from.address(), now()))
    return;
  const wire::Bytes answer = announcement(query->nonce, false);
  if (!answer.empty())
    sockets_.send(datagram.from, datagram.interface, answer);
}

}  // namespace hubbub::net::discovery
