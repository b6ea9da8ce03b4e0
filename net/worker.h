// The thread of the net worker, its loop, and what runs on it. Private to the engine: see
// net/engine.h for the contract.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string_view>
#include <thread>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include "net/capture_feed.h"
#include "net/client/client.h"
#include "net/discovery/browser.h"
#include "net/engine.h"
#include "net/server/host.h"
#include "net/tap.h"
#include "net/tls/identity.h"

namespace hubbub::net {

class Worker {
 public:
  // From the order to stop until the thread ends, whatever peers do.
  static constexpr std::chrono::milliseconds kDrainDeadline{4000};

  Worker(Engine::OnEvents on_events, const EngineOptions& options);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void post(wire::Command command);
  void stop();

 private:
  // On the thread:
  void run();
  void carry_out(const wire::Command& command);
  void watch_parties(bool watch);
  void wind_down();
  void finish();
  void emit(wire::Event event);
  void deliver();
  void report_fault(std::string_view what);

  const Engine::OnEvents on_events_;
  // One thread runs it; posting from others stays safe.
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  asio::steady_timer drain_deadline_{context_};
  wire::EventBatch batch_;
  const tls::OpenedIdentity identity_;
  Tap tap_;
  CaptureFeed capture_;
  server::Host host_;
  client::Client client_;
  std::optional<discovery::Browser> browser_;  // while somebody watches
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace hubbub::net
