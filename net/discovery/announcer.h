// Announces a host's party on the local networks, and answers those who look for parties.
//
// Net worker only. From its construction to its destruction; interfaces that come and go are
// followed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <asio/io_context.hpp>
#include <asio/ip/address.hpp>
#include <asio/steady_timer.hpp>

#include "net/discovery/budget.h"
#include "net/discovery/lan_sockets.h"
#include "net/interface_watch.h"
#include "net/tls/identity.h"
#include "net/wire/discovery_messages.h"

namespace hubbub::net::discovery {

class Announcer {
 public:
  // What does not change while the party runs.
  struct Party {
    std::string title;
    bool password = false;
    std::uint16_t port = 0;
    std::vector<asio::ip::address> bind;  // where it listens; empty: everywhere
  };
  struct State {
    std::uint32_t people = 0;
    bool locked = false;
    friend bool operator==(const State&, const State&) = default;
  };

  // `identity` is the host's, and not null. `state` is asked when something is sent.
  Announcer(asio::io_context& context, std::shared_ptr<const tls::Identity> identity, Party party,
            std::function<State()> state, Lan lan = {});
  // Says that the party has ended.
  ~Announcer();
  Announcer(const Announcer&) = delete;
  Announcer& operator=(const Announcer&) = delete;

  // To be called once a second while anybody is there: announces what has changed.
  void tick();

 private:
  void follow_interfaces();
  void announce_later();
  void announce();
  void send_to_all(const State& state, bool ended);
  void heard(const LanSockets::Datagram& datagram);
  // For whoever hears it at, or from, `here`.
  [[nodiscard]] wire::Bytes announcement(const State& state, const asio::ip::address& here,
                                         const wire::MessageId& nonce, bool ended);
  [[nodiscard]] bool listens_at(const asio::ip::address& address) const;

  const std::shared_ptr<const tls::Identity> identity_;
  const Party party_;
  const std::function<State()> state_;
  const Lan lan_;
  LanSockets sockets_;
  InterfaceWatch watch_;
  asio::steady_timer next_;
  std::size_t announced_ = 0;  // since the interfaces changed
  std::uint64_t counter_;
  State told_;  // to everybody
  Budget answers_;
  // Gone with the announcer: a timer may have gone off before, and be called after.
  const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace hubbub::net::discovery
