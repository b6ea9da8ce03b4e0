// An engine and everything that it reported, for a test that waits for what it expects.
//
// One thread, besides the engine's own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/engine.h"
#include "tests/support/net/events.h"

namespace hubbub::tests {

class EngineProbe {
 public:
  // Nothing on loopback takes that long; a test that waits longer has failed.
  static constexpr std::chrono::seconds kPatience{20};

  explicit EngineProbe(net::EngineOptions options = {})
      : engine_(
            [this](net::wire::EventBatch batch) {
              const std::lock_guard lock(mutex_);
              for (net::wire::Event& event : batch) {
                events_.push_back(std::move(event));
              }
              arrived_.notify_all();
            },
            std::move(options)) {}

  net::Engine& engine() { return engine_; }
  void post(net::wire::Command command) { engine_.post(std::move(command)); }

  // The first event of its kind that suits and that no earlier call returned; nothing after
  // kPatience.
  template <class E>
  std::optional<E> wait_for(const std::function<bool(const E&)>& suits = {}) {
    std::unique_lock lock(mutex_);
    std::optional<E> found;
    arrived_.wait_for(lock, kPatience, [&] {
      for (auto event = events_.begin(); event != events_.end() && !found; ++event) {
        const E* wanted = std::get_if<E>(&*event);
        if (wanted != nullptr && (!suits || suits(*wanted))) {
          found = *wanted;
          events_.erase(event);
          break;
        }
      }
      return found.has_value();
    });
    return found;
  }
  std::optional<net::wire::ConnectionChanged> wait_for_state(net::wire::ConnectionState state) {
    return wait_for<net::wire::ConnectionChanged>(
        [state](const auto& changed) { return changed.state == state; });
  }
  // All of a kind that no wait has returned yet.
  template <class E>
  std::vector<E> rest() {
    const std::lock_guard lock(mutex_);
    return all_of<E>(events_);
  }

  // Hosts on a free port of 127.0.0.1 and returns that.
  std::uint16_t host() {
    net::wire::StartHost start;
    start.port = 0;
    start.bind = {"127.0.0.1"};
    start.flood = {0, 0};
    post(start);
    const auto listening = wait_for<net::wire::HostListening>();
    return listening ? listening->port : std::uint16_t{0};
  }
  // In the clear, for hosts that a test scripts frame by frame.
  void join(std::uint16_t port, const std::string& nick, bool plain = false) {
    join(port, nick, net::wire::Connect{}, plain, false);
  }
  void join_encrypted(std::uint16_t port, const std::string& nick,
                      const net::wire::Connect& wish = {}) {
    join(port, nick, wish, false, true);
  }
  void join(std::uint16_t port, const std::string& nick, net::wire::Connect connect, bool plain,
            bool encrypt) {
    connect.target = "127.0.0.1:" + std::to_string(port);
    connect.nick = nick;
    connect.plain = plain;
    connect.encrypt = encrypt;
    post(connect);
  }
  net::wire::MessageId say(const std::string& text) {
    const auto id = net::wire::MessageId::make();
    post(net::wire::SendMessage{id, net::wire::kDefaultRoom, text});
    return id;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<net::wire::Event> events_;
  net::Engine engine_;  // last: it must stop before the rest goes
};

}  // namespace hubbub::tests
