#include "net/discovery/browser.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/discovery/datagram.h"

namespace hubbub::net::discovery {

Browser::Browser(asio::io_context& context, EventSink sink, Lan lan)
    : sink_(std::move(sink)),
      lan_(std::move(lan)),
      sockets_(context, lan_.port,
               [this](const LanSockets::Datagram& datagram) { heard(datagram); }),
      watch_(context, [this] { follow_interfaces(); }),
      parties_(std::chrono::steady_clock::now()),
      next_question_(context),
      ticker_(context) {
  follow_interfaces();
}

void Browser::follow_interfaces() {
  std::vector<NetworkInterface> interfaces = lan_.interfaces();
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
  parties_.ask_all(std::chrono::steady_clock::now());
  ask_all_later();
}

void Browser::ask_all_later() {
  // What answers this is asked again, each under a nonce of its own.
  const wire::Bytes query = query_datagram(wire::MessageId::make());
  for (const Route& route : sockets_.routes())
    sockets_.send_to_all(route, query);
  next_question_.expires_after(kAskAgain[std::min(asked_, std::size(kAskAgain) - 1)]);
  ++asked_;
  next_question_.async_wait([this, alive = std::weak_ptr(alive_)](const std::error_code& error) {
    if (!error && !alive.expired())
      ask_all_later();
  });
  tick_later();
}

void Browser::heard(const LanSockets::Datagram& datagram) {
  Parties::Outcome outcome;
  parties_.heard(datagram.bytes, datagram.from, datagram.back, std::chrono::steady_clock::now(),
                 outcome);
  if (!outcome.questions.empty() || !outcome.events.empty())
    carry_out(std::move(outcome));
}

void Browser::carry_out(Parties::Outcome outcome) {
  for (const Parties::Question& question : outcome.questions)
    sockets_.send(question.to, question.route, query_datagram(question.nonce));
  for (wire::Event& event : outcome.events)
    sink_(std::move(event));
  tick_later();
}

void Browser::tick_later() {
  const TimePoint at = std::max(parties_.next_tick(), last_tick_ + kTickEvery);
  if (at == tick_at_)
    return;
  tick_at_ = at;
  if (at == TimePoint::max())
    return;
  ticker_.expires_at(at);
  ticker_.async_wait([this, alive = std::weak_ptr(alive_)](const std::error_code& error) {
    if (error || alive.expired())
      return;
    tick_at_ = TimePoint::max();
    last_tick_ = std::chrono::steady_clock::now();
    Parties::Outcome outcome;
    parties_.tick(std::chrono::steady_clock::now(), outcome);
    carry_out(std::move(outcome));
  });
}

}  // namespace hubbub::net::discovery
