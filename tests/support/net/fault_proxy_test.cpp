#include "tests/support/net/fault_proxy.h"

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <gtest/gtest.h>
#include <poll.h>

#include "tests/support/net/segments.h"

namespace hubbub::tests {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Both ends of a connection through the proxy. Blocking: what should come but does not ends in the
// test's time-out.
class FaultProxyTest : public ::testing::Test {
 protected:
  FaultProxy& proxy(const FaultPlan& plan = {}) {
    if (!proxy_) {
      proxy_.emplace(target_.local_endpoint().port(), plan);
    }
    return *proxy_;
  }
  std::error_code try_connect() {
    client_ = tcp::socket(context_);
    std::error_code error;
    client_.connect({asio::ip::address_v4::loopback(), proxy().port()}, error);
    if (!error) {
      client_.set_option(tcp::no_delay(true));
    }
    return error;
  }
  // A reset may come before the connect has returned.
  std::error_code connect_and_wait_for_the_end() {
    const std::error_code error = try_connect();
    return error ? error : end_of(client_);
  }
  void connect() {
    ASSERT_FALSE(try_connect());
    server_ = target_.accept();
    server_.set_option(tcp::no_delay(true));
  }

  static void send(tcp::socket& socket, std::string_view bytes) {
    asio::write(socket, asio::buffer(bytes));
  }
  static std::string receive(tcp::socket& socket, std::size_t size) {
    std::string bytes(size, '\0');
    asio::read(socket, asio::buffer(bytes));
    return bytes;
  }
  // All until the stream's end; `error` is then how it ended.
  static std::string receive_all(tcp::socket& socket, std::error_code& error) {
    std::string bytes;
    std::string part(1 << 16, '\0');
    error = {};
    while (!error) {
      bytes.append(part, 0, socket.read_some(asio::buffer(part), error));
    }
    return bytes;
  }
  static std::error_code end_of(tcp::socket& socket) {
    std::error_code error;
    receive_all(socket, error);
    return error;
  }
  // Whether something can be read within that time.
  static bool hears_within(tcp::socket& socket, std::chrono::milliseconds time) {
    pollfd ready{socket.native_handle(), POLLIN, 0};
    return ::poll(&ready, 1, static_cast<int>(time.count())) == 1;
  }
  static std::string noise(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    std::string bytes(size, '\0');
    for (char& byte : bytes) {
      byte = static_cast<char>(random());
    }
    return bytes;
  }

  asio::io_context context_;
  tcp::acceptor target_{context_, {asio::ip::address_v4::loopback(), 0}};
  tcp::socket client_{context_};
  tcp::socket server_{context_};
  std::optional<FaultProxy> proxy_;
};

TEST_F(FaultProxyTest, ForwardsBothWaysAndTheEndOfEachStream) {
  connect();
  send(client_, "there");
  EXPECT_EQ(receive(server_, 5), "there");
  send(server_, "back");
  EXPECT_EQ(receive(client_, 4), "back");
  client_.shutdown(tcp::socket::shutdown_send);
  EXPECT_EQ(end_of(server_), asio::error::eof);
  send(server_, "still open that way");
  EXPECT_EQ(receive(client_, 19), "still open that way");
  server_.close();
  EXPECT_EQ(end_of(client_), asio::error::eof);
  EXPECT_EQ(proxy().counts().delivered(Direction::kToTarget), 5U);
  EXPECT_EQ(proxy().counts().delivered(Direction::kToClient), 23U);
  EXPECT_EQ(proxy().counts().all_faults(), 0U);
}

TEST_F(FaultProxyTest, PassesAResetOn) {
  connect();
  server_.set_option(asio::socket_base::linger(true, 0));
  server_.close();
  EXPECT_EQ(end_of(client_), asio::error::connection_reset);
}

TEST_F(FaultProxyTest, WhatOnlyHoldsUpChangesNoByte) {
  FaultPlan plan;
  plan.mean_bytes = 3'000;
  plan.split = plan.merge = plan.stall = 1;
  plan.jitter = plan.merge_for = 2ms;
  plan.stall_for = 5ms;
  plan.split_gap = 10us;
  proxy(plan);
  connect();
  const std::string there = noise(300'000, 1);
  const std::string back = noise(300'000, 2);
  std::string came_back;
  std::thread client([&] {
    send(client_, there);
    came_back = receive(client_, back.size());
  });
  EXPECT_EQ(receive(server_, there.size()), there);
  send(server_, back);
  client.join();
  EXPECT_EQ(came_back, back);
  const FaultCounts counts = proxy().counts();
  EXPECT_GT(counts.of(Fault::kSplit), 10U);
  EXPECT_GT(counts.of(Fault::kMerge), 10U);
  EXPECT_GT(counts.of(Fault::kStall), 10U);
}

TEST_F(FaultProxyTest, DelaysByThatTimeAtLeast) {
  FaultPlan plan;
  plan.delay = 60ms;
  proxy(plan);
  connect();
  const auto start = Clock::now();
  send(client_, "x");
  receive(server_, 1);
  EXPECT_GE(Clock::now() - start, 60ms);
}

TEST_F(FaultProxyTest, JitterIsTakenFromTheSeed) {
  FaultPlan plan;
  plan.jitter = 30ms;
  proxy(plan);
  connect();
  const auto start = Clock::now();
  for (const char byte : std::string("in this order")) {
    send(client_, {&byte, 1});
    receive(server_, 1);
  }
  // Thirteen times up to 30 ms: with this seed about half of it.
  EXPECT_GE(Clock::now() - start, 100ms);
}

TEST_F(FaultProxyTest, KeepsToARate) {
  FaultPlan plan;
  plan.bytes_per_second = 100'000;
  proxy(plan);
  connect();
  const auto start = Clock::now();
  const std::string bytes = noise(20'000, 1);
  send(client_, bytes);
  EXPECT_EQ(receive(server_, bytes.size()), bytes);
  EXPECT_GE(Clock::now() - start, 170ms);  // all but the first step
}

TEST_F(FaultProxyTest, SplitsIntoSegmentsOfOneByte) {
  FaultPlan plan;
  plan.mean_bytes = 1;
  plan.split = 1;
  plan.split_bytes = 1'000;
  plan.split_gap = 200us;
  proxy(plan);
  connect();
  send(client_, std::string(500, 'x'));
  receive(server_, 500);
  // The kernel may join some of them while it waits for a confirmation.
  EXPECT_GE(segments_received(server_.native_handle()), 200U);
}

TEST_F(FaultProxyTest, MergesWhatWasWrittenApart) {
  FaultPlan plan;
  plan.mean_bytes = 1;
  plan.merge = 1;
  plan.merge_for = 100ms;
  proxy(plan);
  connect();
  for (int i = 0; i < 200; ++i) {
    send(client_, "x");
  }
  receive(server_, 200);
  EXPECT_LE(segments_received(server_.native_handle()), 50U);
  EXPECT_GE(proxy().counts().of(Fault::kMerge), 20U);
}

TEST_F(FaultProxyTest, StallsForAWhileAsPlanned) {
  FaultPlan plan;
  plan.mean_bytes = 100;
  plan.stall = 1;
  plan.stall_for = 40ms;
  proxy(plan);
  connect();
  const auto start = Clock::now();
  send(client_, std::string(500, 'x'));
  receive(server_, 500);
  const auto stalls = proxy().counts().of(Fault::kStall);
  EXPECT_GE(stalls, 1U);
  EXPECT_GE(Clock::now() - start, 40ms * stalls);
}

TEST_F(FaultProxyTest, StalledByHandItKeepsWhatComesUntilItResumes) {
  connect();
  proxy().stall();
  send(client_, "kept");
  send(server_, "too");
  EXPECT_FALSE(hears_within(server_, 50ms));
  EXPECT_FALSE(hears_within(client_, 1ms));
  proxy().resume();
  EXPECT_EQ(receive(server_, 4), "kept");
  EXPECT_EQ(receive(client_, 3), "too");
  EXPECT_EQ(proxy().counts().of(Fault::kStall), 1U);
}

TEST_F(FaultProxyTest, CutsAfterThatManyBytes) {
  connect();
  proxy().cut_after(Direction::kToTarget, 10);
  send(client_, "0123");
  EXPECT_EQ(receive(server_, 4), "0123");
  send(client_, "456789abc");
  std::error_code error;
  EXPECT_EQ(receive_all(server_, error), "456789");
  EXPECT_EQ(error, asio::error::eof);
  EXPECT_EQ(end_of(client_), asio::error::eof);
  EXPECT_EQ(proxy().counts().of(Fault::kCut), 1U);
}

TEST_F(FaultProxyTest, CutsWhereTheSeedSays) {
  FaultPlan plan;
  plan.seed = 7;
  plan.mean_bytes = 200;
  plan.cut = 1;
  std::string first;
  for (int round = 0; round < 2; ++round) {
    proxy_.reset();
    proxy(plan);
    connect();
    const std::string bytes = noise(20'000, 1);
    std::error_code error;
    asio::write(client_, asio::buffer(bytes), error);
    const std::string came = receive_all(server_, error);
    EXPECT_EQ(error, asio::error::eof);
    EXPECT_LT(came.size(), bytes.size());
    EXPECT_EQ(came, bytes.substr(0, came.size()));
    EXPECT_TRUE(round == 0 || came == first);
    first = came;
  }
}

TEST_F(FaultProxyTest, ResetsBothSides) {
  connect();
  proxy().reset_all();
  EXPECT_EQ(end_of(server_), asio::error::connection_reset);
  EXPECT_EQ(end_of(client_), asio::error::connection_reset);
  EXPECT_EQ(proxy().open_connections(), 0U);
  connect();
  send(client_, "again");
  EXPECT_EQ(receive(server_, 5), "again");
}

TEST_F(FaultProxyTest, ResetsAsPlanned) {
  FaultPlan plan;
  plan.mean_bytes = 100;
  plan.reset = 1;
  proxy(plan);
  connect();
  std::error_code error;
  asio::write(client_, asio::buffer(std::string(5'000, 'x')), error);
  EXPECT_EQ(end_of(server_), asio::error::connection_reset);
  EXPECT_EQ(end_of(client_), asio::error::connection_reset);
  EXPECT_EQ(proxy().counts().of(Fault::kReset), 1U);
}

TEST_F(FaultProxyTest, EndsOneDirectionWhileTheOtherGoesOn) {
  FaultPlan plan;
  plan.mean_bytes = 100;
  plan.half_close = 1;
  proxy(plan);
  connect();
  const std::string bytes = noise(5'000, 1);
  send(client_, bytes);
  std::error_code error;
  const std::string came = receive_all(server_, error);
  EXPECT_EQ(error, asio::error::eof);
  EXPECT_LT(came.size(), bytes.size());
  send(server_, "!");
  EXPECT_EQ(receive(client_, 1), "!");
  server_.close();
  EXPECT_EQ(end_of(client_), asio::error::eof);
}

TEST_F(FaultProxyTest, RefusesUntilItResumes) {
  proxy().refuse(true);
  EXPECT_EQ(try_connect(), asio::error::connection_refused);
  proxy().resume();
  connect();
  send(client_, "x");
  EXPECT_EQ(receive(server_, 1), "x");
  EXPECT_EQ(proxy().counts().of(Fault::kRefuse), 1U);
}

TEST_F(FaultProxyTest, RefusesForAWhileAsPlanned) {
  FaultPlan plan;
  plan.refuse = 1;
  plan.refuse_for = 1h;
  proxy(plan);
  EXPECT_EQ(connect_and_wait_for_the_end(), asio::error::connection_reset);
  EXPECT_EQ(try_connect(), asio::error::connection_refused);
  proxy().set_plan({});
  proxy().resume();
  connect();
}

TEST_F(FaultProxyTest, ATargetThatIsAwayResetsAndMayComeBackElsewhere) {
  proxy();
  const tcp::acceptor old = std::move(target_);
  target_ = tcp::acceptor(context_, {asio::ip::address_v4::loopback(), 0});
  proxy().set_target(target_.local_endpoint().port());
  connect();
  target_.close();
  EXPECT_EQ(connect_and_wait_for_the_end(), asio::error::connection_reset);
  EXPECT_EQ(proxy().counts().unreachable, 1U);
}

TEST_F(FaultProxyTest, APlanHoldsFromTheNextByteOn) {
  connect();
  send(client_, std::string(1'000, 'x'));
  receive(server_, 1'000);
  FaultPlan plan;
  plan.mean_bytes = 10;
  plan.cut = 1;
  proxy().set_plan(plan);
  send(client_, std::string(1'000, 'x'));
  std::error_code error;
  EXPECT_LT(receive_all(server_, error).size(), 1'000U);
  EXPECT_EQ(error, asio::error::eof);
}

}  // namespace
}  // namespace hubbub::tests
