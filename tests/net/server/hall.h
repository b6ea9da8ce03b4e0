// A server that a test steps by hand, with guests of both dialects on connections in memory.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "net/server/server.h"
#include "net/wire/decoder.h"
#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/splitter.h"
#include "tests/net/server/memory_history.h"
#include "tests/net/server/memory_transport.h"

namespace hubbub::net::server::testing {

class ManualClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] wire::HostTime wall() const override {
    return wire::HostTime{std::chrono::microseconds{1'000'000}} +
           std::chrono::duration_cast<std::chrono::microseconds>(now_.time_since_epoch());
  }
  void advance(Instant::duration by) { now_ += by; }

 private:
  Instant now_{std::chrono::hours{1}};
};

template <class List>
struct AsVariant;
template <class... Ms>
struct AsVariant<wire::MessageList<Ms...>> {
  using Type = std::variant<Ms...>;
};
using FromHost = AsVariant<wire::HostMessages>::Type;

// A guest of our dialect.
class Guest {
 public:
  explicit Guest(std::shared_ptr<MemoryTransport> transport) : transport_(std::move(transport)) {}

  template <class M>
  void send(const M& message) {
    transport_->peer_sends(wire::encoded(message));
  }
  MemoryTransport& wire() { return *transport_; }

  // Every message since the last call; whatever is not whole yet waits for the next one.
  std::vector<FromHost> take() {
    std::vector<FromHost> messages;
    const auto broken = splitter_.feed(transport_->take_received(), [&](const wire::FrameView& f) {
      const auto error = wire::dispatch(wire::HostMessages{}, f,
                                        [&](auto&& m) { messages.emplace_back(std::move(m)); });
      well_formed_ = well_formed_ && !error;
      return true;
    });
    well_formed_ = well_formed_ && !broken;
    return messages;
  }
  // Those of one kind since the last call; the others are dropped.
  template <class M>
  std::vector<M> take_only() {
    std::vector<M> only;
    for (FromHost& message : take()) {
      if (auto* wanted = std::get_if<M>(&message))
        only.push_back(std::move(*wanted));
    }
    return only;
  }
  // Everything the host ever sent was a well-formed frame of the dialect.
  [[nodiscard]] bool well_formed() const { return well_formed_; }

 private:
  std::shared_ptr<MemoryTransport> transport_;
  wire::FrameSplitter splitter_;
  bool well_formed_ = true;
};

// A different one for each number but 0.
inline wire::KeyId key_of(std::uint8_t number) {
  wire::KeyId key;
  key.bytes.front() = number;
  return key;
}

class Hall {
 public:
  // Without flood control, unless it is asked for.
  static Server::Options open_house() { return {.flood = {0, 0}}; }
  // With a history, this is a start after a kill: what was not committed is lost.
  explicit Hall(Server::Options options = open_house(), MemoryHistory* history = nullptr)
      : server(std::move(options), clock, tap,
               {[this](wire::Event event) { events.push_back(std::move(event)); },
                [this] { flush_wanted = true; }, [this] { pace_wanted = true; },
                [this](Clock::Instant::duration) { wake_wanted = true; }},
               history, history != nullptr ? history->restart() : history::Contents{}) {
    if (history != nullptr) {
      history->callbacks.committed = [this] { server.on_committed(); };
      history->callbacks.forgotten = [this](history::RoomNumber room, std::uint64_t first) {
        server.on_forgotten(room, first);
      };
    }
  }

  std::shared_ptr<MemoryTransport> connect(const std::string& address = "127.0.0.1:5000") {
    auto transport = std::make_shared<MemoryTransport>(address);
    server.accept(transport);
    return transport;
  }
  Guest guest() { return Guest(connect()); }
  // Somebody with a key, as over an encrypted connection.
  Guest keyed(const std::string& nick, std::uint8_t key, wire::Login login = {},
              const std::string& address = "127.0.0.1:5000") {
    auto transport = connect(address);
    transport->set_peer_key(key_of(key));
    Guest newcomer(transport);
    login.nick = nick;
    newcomer.send(login);
    settle();
    return newcomer;
  }
  Guest guest(const std::string& nick, std::vector<wire::RoomPosition> rooms = {}) {
    Guest newcomer = guest();
    wire::Login login;
    login.nick = nick;
    login.rooms = std::move(rooms);
    newcomer.send(login);
    settle();
    return newcomer;
  }
  // Turns until nothing is asked for any more.
  void settle() {
    while (flush_wanted || pace_wanted) {
      if (std::exchange(flush_wanted, false))
        server.flush();
      if (std::exchange(pace_wanted, false))
        server.pace();
    }
  }
  void pass(Clock::Instant::duration time) {
    clock.advance(time);
    if (std::exchange(wake_wanted, false))
      server.wake();
    server.tick();
    settle();
  }
  template <class E>
  std::vector<E> events_of() const {
    std::vector<E> found;
    for (const wire::Event& event : events) {
      if (const auto* wanted = std::get_if<E>(&event))
        found.push_back(*wanted);
    }
    return found;
  }

  ManualClock clock;
  Tap tap;
  std::vector<wire::Event> events;
  bool flush_wanted = false;
  bool pace_wanted = false;
  bool wake_wanted = false;
  Server server;
};

inline std::vector<std::string> nicks_of(const wire::Roster& roster) {
  std::vector<std::string> nicks;
  for (const wire::RosterMember& member : roster.members)
    nicks.push_back(member.nick);
  return nicks;
}

inline std::vector<std::string> texts_of(const std::vector<wire::Message>& messages) {
  std::vector<std::string> texts;
  for (const wire::Message& message : messages)
    texts.push_back(message.text);
  return texts;
}

// Somebody who has never been there.
inline wire::RoomPosition position(const std::string& room, std::uint32_t backlog = 0) {
  wire::RoomPosition position;
  position.room = room;
  position.backlog = backlog;
  return position;
}

inline wire::Post post(const std::string& text, const std::string& room = "") {
  return {room, wire::MessageId::make(), text};
}

}  // namespace hubbub::net::server::testing
