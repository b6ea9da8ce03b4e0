// The parties that are found: who is asked when, what is believed, and what becomes of whoever
// falls silent.
//
// Knows neither sockets nor timers: datagrams come in through heard(), time through tick(), and
// what is to be sent and told goes to an Outcome. One thread.
//
// A datagram that nobody asked for only makes us ask where it came from, under a nonce of its own;
// what answers that is believed if its signature is right. So whoever forges or repeats what he has
// heard costs a query or nothing, and to fill the list he needs addresses at which he answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include <asio/ip/udp.hpp>

#include "net/discovery/budget.h"
#include "net/discovery/limits.h"
#include "net/wire/discovery_messages.h"
#include "net/wire/events.h"
#include "net/wire/frame.h"

namespace hubbub::net::discovery {

class Parties {
 public:
  struct Question {
    asio::ip::udp::endpoint to;
    unsigned interface = 0;
    wire::MessageId nonce;
  };
  struct Outcome {
    std::vector<Question> questions;  // to be sent now
    std::vector<wire::Event> events;  // PartyFound, PartyChanged, PartyGone
  };

  explicit Parties(TimePoint now);

  // `datagram` came from there. Whatever it is.
  void heard(wire::ByteView datagram, const asio::ip::udp::endpoint& from, unsigned interface,
             TimePoint now, Outcome& out);
  // What is due by now.
  void tick(TimePoint now, Outcome& out);
  // When to call tick() next; TimePoint::max(): when something was heard.
  [[nodiscard]] TimePoint next_tick() const;
  // Interfaces have changed: who is there is asked anew, and soon.
  void ask_all(TimePoint now);

 private:
  // An address with a port that sends announcements.
  struct Source {
    unsigned interface = 0;
    wire::MessageId nonce;  // of the question under way; none: there is none
    TimePoint asked{};
    TimePoint due = TimePoint::max();  // the next question, or the end of waiting
    std::size_t tries = 0;
    int checked = 0;                       // signatures under this nonce
    std::optional<wire::PartyId> party{};  // whose it is; nothing: not known yet
    bool answers = false;                  // it has answered at least once
    TimePoint last{};                      // when it was last known to be there
    std::chrono::microseconds round_trip{};
    wire::Bytes offered{};  // the last announcement that nobody asked for
  };
  struct Entry {
    wire::Announcement latest;
    std::vector<asio::ip::udp::endpoint> ways;
    wire::Party shown;
  };
  using Sources = std::map<asio::ip::udp::endpoint, Source>;

  void take_answer(Sources::iterator source, const wire::Announcement& announcement, TimePoint now,
                   Outcome& out);
  void take_offer(Sources::iterator source, wire::ByteView datagram,
                  const wire::Announcement& announcement, TimePoint now, Outcome& out);
  void take_end(wire::ByteView datagram, const asio::ip::address& from,
                const wire::Announcement& announcement, TimePoint now, Outcome& out);
  Sources::iterator make_source(const asio::ip::udp::endpoint& from, unsigned interface,
                                TimePoint now);
  void ask(Sources::iterator source, TimePoint now, Outcome& out);
  // Whether the source is still there.
  bool tick(Sources::iterator source, TimePoint now, Outcome& out);
  void believe_offer(Sources::iterator source, TimePoint now, Outcome& out);
  void belongs(Sources::iterator source, const wire::PartyId& id,
               const wire::Announcement& announcement, Outcome& out);
  void show(const wire::PartyId& id, bool found, Outcome& out);
  void review(TimePoint now, Outcome& out);
  void drop(const wire::PartyId& id, Outcome& out);
  [[nodiscard]] wire::Party describe(const wire::PartyId& id, const Entry& entry) const;
  [[nodiscard]] TimePoint last_seen(const Entry& entry, bool& answers) const;
  void remember_counter(const wire::PartyId& id, std::uint64_t counter);
  [[nodiscard]] bool is_new(const wire::PartyId& id, std::uint64_t counter) const;

  Sources sources_;
  std::map<wire::PartyId, Entry> parties_;
  // The highest counter of each, also of those that went; the oldest is forgotten first.
  std::map<wire::PartyId, std::uint64_t> counters_;
  std::deque<wire::PartyId> counter_order_;
  Budget questions_v4_;
  Budget questions_v6_;
  Budget unasked_;
};

}  // namespace hubbub::net::discovery
