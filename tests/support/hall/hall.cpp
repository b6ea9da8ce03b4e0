#include "tests/support/hall/hall.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "net/wire/decoder.h"
#include "net/wire/messages.h"

namespace hubbub::net::server::testing {

// ---- Guest --------------------------------------------------------------------------------------

std::vector<FromHost> Guest::take() {
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

template <class M>
std::vector<M> Guest::take_only() {
  std::vector<M> only;
  for (FromHost& message : take()) {
    if (auto* wanted = std::get_if<M>(&message))
      only.push_back(std::move(*wanted));
  }
  return only;
}

void Guest::take_none() {
  static_cast<void>(take());
}

namespace {

// As in net/wire/encoder.cpp: what is in the table is there for other sources to call.
template <class... Ms>
constexpr auto takers_of(wire::MessageList<Ms...>) {
  return std::tuple(&Guest::take_only<Ms>...);
}
[[gnu::used]] constexpr auto kTakers = takers_of(wire::HostMessages{});

}  // namespace

// ---- Hall ---------------------------------------------------------------------------------------

Hall::Hall(Server::Options options, MemoryHistory* history)
    : server(std::move(options), clock, tap,
             {[this](wire::Event event) { events.push_back(std::move(event)); },
              [this] { flush_wanted = true; },
              [this](Clock::Instant::duration after) { flush_of_idle_wanted = after; },
              [this](Clock::Instant::duration after) {
                pace_at = std::min(pace_at.value_or(Clock::Instant::max()), clock.now() + after);
              },
              [this](Clock::Instant::duration) { wake_wanted = true; }},
             history, history != nullptr ? history->restart() : history::Contents{}) {
  if (history != nullptr) {
    history->callbacks.committed = [this] { server.on_committed(); };
    history->callbacks.forgotten = [this](history::RoomNumber room, std::uint64_t first) {
      server.on_forgotten(room, first);
    };
  }
}

std::shared_ptr<MemoryTransport> Hall::connect(const std::string& address) {
  auto transport = std::make_shared<MemoryTransport>(address);
  server.accept(transport);
  return transport;
}

Guest Hall::keyed(const std::string& nick, std::uint8_t key, wire::Login login,
                  const std::string& address) {
  auto transport = connect(address);
  transport->set_peer_key(key_of(key));
  Guest newcomer(transport);
  login.nick = nick;
  newcomer.send(login);
  settle();
  return newcomer;
}

Guest Hall::guest(const std::string& nick, std::vector<wire::RoomPosition> rooms) {
  Guest newcomer = guest();
  wire::Login login;
  login.nick = nick;
  login.rooms = std::move(rooms);
  newcomer.send(login);
  settle();
  return newcomer;
}

void Hall::settle() {
  do {
    if (std::exchange(flush_wanted, false))
      server.flush();
    if (std::exchange(flush_of_idle_wanted, std::nullopt))
      server.flush_idle();
  } while (pace_if_due() || flush_wanted || flush_of_idle_wanted);
}

bool Hall::pace_if_due() {
  if (!pace_at || *pace_at > clock.now())
    return false;
  pace_at.reset();
  server.pace();
  return true;
}

void Hall::pass(Clock::Instant::duration time) {
  clock.advance(time);
  if (std::exchange(wake_wanted, false))
    server.wake();
  server.tick();
  settle();
}

// ---- What tests say and see ---------------------------------------------------------------------

std::vector<std::string> nicks_of(const wire::Roster& roster) {
  std::vector<std::string> nicks;
  for (const wire::RosterMember& member : roster.members)
    nicks.push_back(member.nick);
  return nicks;
}

std::vector<std::string> texts_of(const std::vector<wire::Message>& messages) {
  std::vector<std::string> texts;
  for (const wire::Message& message : messages)
    texts.push_back(message.text);
  return texts;
}

wire::RoomPosition position(const std::string& room, std::uint32_t backlog) {
  wire::RoomPosition position;
  position.room = room;
  position.backlog = backlog;
  return position;
}

wire::Post post(const std::string& text, const std::string& room) {
  return {room, wire::MessageId::make(), text};
}

}  // namespace hubbub::net::server::testing
