// A server that a test steps by hand, with guests of both dialects on connections in memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/messages_forward.h"
#include "net/wire/splitter.h"
#include "tests/support/hall/memory_history.h"
#include "tests/support/hall/memory_transport.h"

namespace hubbub::net::server::testing {

class ManualClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] wire::HostTime wall() const override {
    return wire::HostTime{std::chrono::microseconds{1'000'000}} +
           std::chrono::duration_cast<std::chrono::microseconds>(now_.time_since_epoch() + turned_);
  }
  void advance(Instant::duration by) { now_ += by; }
  // Somebody sets it; the steady clock goes on as before.
  void turn_wall(Instant::duration by) { turned_ += by; }

 private:
  Instant::duration turned_{0};
  Instant now_{std::chrono::hours{1}};
};

template <class List>
struct AsVariant;
template <class... Ms>
struct AsVariant<wire::MessageList<Ms...>> {
  using Type = std::variant<Ms...>;
};
// Tests that look into one include messages.h.
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
  std::vector<FromHost> take();
  // Those of one kind since the last call; the others are dropped.
  template <class M>
  std::vector<M> take_only();
  // Drops every message since the last call.
  void take_none();
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
  explicit Hall(Server::Options options = open_house(), MemoryHistory* history = nullptr);

  std::shared_ptr<MemoryTransport> connect(const std::string& address = "127.0.0.1:5000");
  Guest guest() { return Guest(connect()); }
  // Somebody with a key, as over an encrypted connection.
  Guest keyed(const std::string& nick, std::uint8_t key, wire::Login login = {},
              const std::string& address = "127.0.0.1:5000");
  Guest guest(const std::string& nick, std::vector<wire::RoomPosition> rooms = {});
  // Turns until nothing is asked for any more.
  void settle();
  void pass(Clock::Instant::duration time);
  // Calls pace() if its time has come; false: it has not.
  bool pace_if_due();
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
  std::optional<Clock::Instant::duration> flush_of_idle_wanted;  // in so long
  std::optional<Clock::Instant> pace_at;  // the earliest time that was asked for
  bool wake_wanted = false;
  Server server;
};

std::vector<std::string> nicks_of(const wire::Roster& roster);

std::vector<std::string> texts_of(const std::vector<wire::Message>& messages);

// Somebody who has never been there.
wire::RoomPosition position(const std::string& room, std::uint32_t backlog = 0);

wire::Post post(const std::string& text, const std::string& room = "");

}  // namespace hubbub::net::server::testing
