// A TCP proxy on loopback that mistreats what it forwards: late, slow, in single bytes, in lumps,
// not at all, cut off in the middle, reset, ended on one side, refused.
//
// What it does comes from a seeded plan (fault_plan.h) and from orders by hand. It owns a thread;
// every function may be called from any other one, and has taken effect when it returns. Nothing
// here sleeps or polls. IPv4, POSIX.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "tests/support/net/fault_plan.h"

namespace hubbub::tests {

class FaultProxy {
 public:
  // Listens on a free port of 127.0.0.1 and forwards to 127.0.0.1:`target_port`. Throws
  // std::system_error.
  explicit FaultProxy(std::uint16_t target_port, const FaultPlan& plan = {});
  // Resets what is open.
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  // Where new connections go.
  void set_target(std::uint16_t port);
  // For all connections, from the next byte on. FaultPlan{} ends all faults but those under way.
  void set_plan(const FaultPlan& plan);

  // ---- By hand ----
  // Nothing is delivered, in any connection, until resume(). What is sent is kept, up to a bound.
  void stall();
  // RST to both sides of every connection.
  void reset_all();
  // Once so many more bytes (1 at least) have come in that direction, in all connections together,
  // the connection that brought the last of them is cut there. Replaces what is under way of these.
  void cut_after(Direction direction, std::size_t bytes);
  // Whether new connections are refused.
  void refuse(bool refuses);
  // Ends stall(), refuse(true) and a cut_after() that has not come.
  void resume();

  [[nodiscard]] FaultCounts counts() const;
  [[nodiscard]] std::size_t open_connections() const;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace hubbub::tests
