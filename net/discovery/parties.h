// The parties that are found: who is asked when, what is believed, and what becomes of whoever
// falls silent.
//
// Knows neither sockets nor timers: datagrams come in through heard(), time through tick(), and
// what is to be sent and told goes to an Outcome. One thread.
//
// A datagram that nobody asked for only makes us ask where it came from, under a nonce of its own;
// what answers that is believed if its signature is right, and names the address. Who does not
// answer, perhaps because a wall keeps our questions from him, is shown by what he announces: few
// of them, behind those who answer, and as long as the counters rise. So whoever forges or repeats
// what he has heard costs a question or nothing, and to fill the list he needs addresses at which
// he answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <asio/ip/udp.hpp>

#include "net/discovery/budget.h"
#include "net/discovery/counters.h"
#include "net/discovery/limits.h"
#include "net/posix_datagram.h"
#include "net/wire/discovery_messages.h"
#include "net/wire/events.h"
#include "net/wire/frame.h"

namespace hubbub::net::discovery {

class Parties {
 public:
  struct Question {
    asio::ip::udp::endpoint to;
    Route route;
    wire::MessageId nonce;
  };
  struct Outcome {
    std::vector<Question> questions;  // to be sent now
    std::vector<wire::Event> events;  // PartyFound, PartyChanged, PartyGone
  };

  // `clock` is counter_of_now() but for tests.
  explicit Parties(TimePoint now, std::function<std::uint64_t()> clock = counter_of_now);

  // `datagram`, whatever it is, came from there; `back` is the way of an answer.
  void heard(wire::ByteView datagram, const asio::ip::udp::endpoint& from, const Route& back,
             TimePoint now, Outcome& out);
  // What is due by now.
  void tick(TimePoint now, Outcome& out);
  // When to call tick() next; TimePoint::max(): when something was heard.
  [[nodiscard]] TimePoint next_tick() const;
  // Interfaces have changed: who is there is asked anew, and soon.
  void ask_all(TimePoint now);

 private:
  enum class Stage : std::uint8_t {
    kAsked,      // it may be anything
    kAnswering,  // it has answered a question of ours
    kSilent,     // it never did, but what it announces is signed
  };
  // An address with a port that sends announcements.
  struct Source {
    Stage stage = Stage::kAsked;
    Route route;
    wire::MessageId nonce;  // of the question under way; none: there is none
    TimePoint asked{};
    TimePoint due = TimePoint::max();  // the next question, or the end of waiting
    std::size_t tries = 0;
    bool doubtful = false;                 // the last question had no answer
    int checked = 0;                       // signatures under this nonce
    std::optional<wire::PartyId> party{};  // unless kAsked; empty: there was no room for it
    TimePoint last{};                      // when it was last known to be there
    std::chrono::microseconds round_trip{};
    wire::Bytes offered{};  // the last announcement that nobody asked for
  };
  struct Entry {
    wire::Announcement latest;
    std::uint64_t counter = 0;  // the highest so far
    std::vector<asio::ip::udp::endpoint> ways;
    bool moved = false;  // its ways may be others than shown
    wire::Party shown;
  };
  using Sources = std::map<asio::ip::udp::endpoint, Source>;

  void take_answer(Sources::iterator at, const wire::Announcement& announcement, TimePoint now,
                   Outcome& out);
  void take_offer(Sources::iterator at, wire::ByteView datagram,
                  const wire::Announcement& announcement, TimePoint now, Outcome& out);
  void take_end(wire::ByteView datagram, const asio::ip::address& from,
                const wire::Announcement& announcement, TimePoint now, Outcome& out);
  Sources::iterator make_source(const asio::ip::udp::endpoint& from, const Route& back,
                                TimePoint now);
  bool make_room(Sources::iterator begin, Sources::iterator end);
  void ask(Sources::iterator at, TimePoint now, Outcome& out);
  // Whether the source is still there.
  bool tick(Sources::iterator at, TimePoint now, Outcome& out);
  bool believe_offer(Sources::iterator at, TimePoint now, Outcome& out);
  void belongs(Sources::iterator at, const wire::PartyId& id,
               const wire::Announcement& announcement, Outcome& out);
  void leave_party(Sources::iterator at);
  void doubt(Source& source);
  void review(TimePoint now, Outcome& out);
  void show(const wire::PartyId& id, Entry& entry, bool fading, Outcome& out);
  void drop(const wire::PartyId& id, Outcome& out);
  [[nodiscard]] wire::Party describe(const wire::PartyId& id, const Entry& entry) const;
  [[nodiscard]] bool answers(const Entry& entry) const;
  [[nodiscard]] std::size_t silent_parties() const;
  [[nodiscard]] TimePoint last_seen(const Entry& entry) const;
  [[nodiscard]] bool is_new(const wire::PartyId& id, std::uint64_t counter) const;
  [[nodiscard]] bool is_of_now(std::uint64_t counter) const;

  const std::function<std::uint64_t()> clock_;
  Sources sources_;
  std::map<wire::PartyId, Entry> parties_;
  Counters gone_;
  Budget questions_v4_;
  Budget questions_v6_;
  Budget offers_;
  Budget ends_;
};

}  // namespace hubbub::net::discovery
