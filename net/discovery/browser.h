// Looks for parties on the local networks while it lives, and tells of those that are there: what
// DNS-SD (RFC 6763) calls browsing.
//
// Net worker only. Events: LookedOn, then PartyFound, PartyChanged, PartyGone. Interfaces that come
// and go are followed.
#pragma once

#include <memory>

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include "net/discovery/lan_sockets.h"
#include "net/discovery/parties.h"
#include "net/event_sink.h"
#include "net/interface_watch.h"
#include "net/wire/discovery_messages.h"

namespace hubbub::net::discovery {

class Browser {
 public:
  Browser(asio::io_context& context, EventSink sink, Lan lan = {});
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

 private:
  void follow_interfaces();
  void ask_all_later();
  void heard(const LanSockets::Datagram& datagram);
  void carry_out(Parties::Outcome outcome);
  void tick_later();

  const EventSink sink_;
  const Lan lan_;
  LanSockets sockets_;
  InterfaceWatch watch_;
  Parties parties_;
  asio::steady_timer next_question_;
  std::size_t asked_ = 0;  // since the interfaces changed
  asio::steady_timer ticker_;
  TimePoint tick_at_ = TimePoint::max();
  TimePoint last_tick_{};
  // Gone with the browser: a timer may have gone off before, and be called after.
  const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace hubbub::net::discovery
