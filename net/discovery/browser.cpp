#include "net/discovery/browser.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/discovery/datagram.h"

namespace hubbub::net::discovery {
namespace {

TimePoint now() {
  return std::chrono::steady_clock::now();
}

}  // namespace

Browser::Browser(asio::io_context& context, EventSink sink, std::uint16_t discovery_port)
    : sink_(std::move(sink)),
      sockets_(context, discovery_port,
               [this](const LanSockets::Datagram& datagram) { heard(datagram); }),
      watch_(context, [this] { follow_interfaces(); }),
      parties_(now()),
      next_question_(context),
      ticker_(context) {
  follow_interfaces();
}

void Browser::follow_interfaces() {
  std::vector<NetworkInterface> interfaces = network_interfaces();
  std::erase_if(interfaces, [](const auto& interface) { return !interface.carrier; });
  if (interfaces == sockets_.interfaces() && asked_ > 0)
    return;
  wire::LookedOn looked;
  for (const NetworkInterface& interface : interfaces) {
    if (!interface.loopback)
      looked.interfaces.push_back(interface.name);
  }
  sockets_.use_interfaces(std::move(interfaces));
  sink_(std::move(looked));
  asked_ = 0;
  parties_.ask_all(now());
  ask_all_later();
}

void Browser::ask_all_later() {
  // What answers this is asked again, each under a nonce of its own.
  sockets_.send_to_all(query_datagram(wire::MessageId::make()));
  next_question_.expires_after(kAskAgain[std::min(asked_, std::size(kAskAgain) - 1)]);
  ++asked_;
  next_question_.async_wait([this](const std::error_code& error) {
    if (!error)
      ask_all_later();
  });
  tick_later();
}

void Browser::heard(const LanSockets::Datagram& datagram) {
  Parties::Outcome outcome;
  parties_.heard(datagram.bytes, datagram.from, datagram.interface, now(), outcome);
  carry_out(std::move(outcome));
}

void Browser::carry_out(Parties::Outcome outcome) {
  for (const Parties::Question& question : outcome.questions)
    sockets_.send(question.to, question.interface, query_datagram(question.nonce));
  for (wire::Event& event : outcome.events)
    sink_(std::move(event));
  tick_later();
}

void Browser::tick_later() {
  const TimePoint at = parties_.next_tick();
  if (at == tick_at_)
    return;
  tick_at_ = at;
  if (at == TimePoint::max())
    return;
  ticker_.expires_at(at);
  ticker_.async_wait([this](const std::error_code& error) {
    if (error)
      return;
    tick_at_ = TimePoint::max();
    Parties::Outcome outcome;
    parties_.tick(now(), outcome);
    carry_out(std::move(outcome));
  });
}

}  // namespace hubbub::net::discovery
