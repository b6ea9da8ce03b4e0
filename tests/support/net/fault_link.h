// One connection through a FaultProxy: a client's socket, the target's, a lane each way. On the
// proxy's thread; it lives while the proxy holds it or something is under way on it.
#pragma once

#include <functional>
#include <memory>

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "tests/support/net/fault_lane.h"

namespace hubbub::tests {

class FaultLink : public std::enable_shared_from_this<FaultLink> {
 public:
  // `gone` is called once, when both sockets are closed.
  FaultLink(asio::ip::tcp::socket client, FaultState& state, std::uint64_t connection,
            std::function<void()> gone);

  // Connects to the target; what comes of that is seen by the client.
  void start(const asio::ip::tcp::endpoint& target);
  void go();
  void replan();
  void cut();
  // RST to both sides.
  void reset();

 private:
  FaultLane::Ends ends();
  void close_when_over();
  void close();

  asio::ip::tcp::socket client_;
  asio::ip::tcp::socket target_;
  FaultState& state_;
  std::function<void()> gone_;
  asio::steady_timer linger_;
  FaultLane to_target_;
  FaultLane to_client_;
  bool connected_ = false;
};

}  // namespace hubbub::tests
