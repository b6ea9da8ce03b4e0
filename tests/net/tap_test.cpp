#include "net/tap.h"

#include <cstring>

#include <gtest/gtest.h>

#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"

namespace hubbub::net {
namespace {

constexpr std::size_t kPlenty = 1'000'000;

wire::Bytes ping(std::uint64_t token) {
  return wire::encoded(wire::Ping{token});
}

wire::SharedBytes shared(const wire::Bytes& bytes) {
  const auto storage = std::make_shared<std::byte[]>(bytes.size());
  std::memcpy(storage.get(), bytes.data(), bytes.size());
  return storage;
}

wire::Bytes bytes_of(const wire::CapturedFrame& frame) {
  return {frame.data(), frame.data() + frame.size};
}

TEST(Tap, KeepsWhatCameInWithItsConnection) {
  Tap tap;
  const auto connection = tap.open(wire::Side::kHost, "10.0.0.1:5000");
  tap.received(connection, ping(1), 5);
  tap.name_peer(connection, "ann");
  const auto batch = tap.take_new(kPlenty);
  ASSERT_EQ(batch.frames.size(), 1U);
  const wire::CapturedFrame& frame = batch.frames[0];
  EXPECT_EQ(frame.number, 1U);
  EXPECT_EQ(frame.peer, "ann");
  EXPECT_EQ(frame.side, wire::Side::kHost);
  EXPECT_EQ(frame.direction, wire::Direction::kReceived);
  EXPECT_EQ(frame.read_boundary, 5U);
  EXPECT_EQ(bytes_of(frame), ping(1));
}

TEST(Tap, CutsSharedRunsIntoFramesOnlyWhenAsked) {
  Tap tap;
  const auto connection = tap.open(wire::Side::kHost, "a");
  wire::Bytes run = ping(1);
  const wire::Bytes second = ping(2);
  run.insert(run.end(), second.begin(), second.end());
  const wire::SharedBytes storage = shared(run);
  tap.sent(connection, storage, 0, run.size(), 2);
  EXPECT_EQ(storage.use_count(), 2);
  const auto batch = tap.take_new(kPlenty);
  ASSERT_EQ(batch.frames.size(), 2U);
  EXPECT_EQ(bytes_of(batch.frames[1]), second);
  EXPECT_EQ(batch.frames[1].number, 2U);
}

// `runs` connections that have said something; each gets the same three frames.
struct FanOut {
  explicit FanOut(Tap::Limits limits, std::size_t connections) : tap(limits) {
    wire::Bytes run;
    for (std::uint64_t i = 0; i < 3; ++i)
      wire::encode(wire::Ping{i}, run);
    bytes = run.size();
    for (std::size_t i = 0; i < connections; ++i) {
      ids.push_back(tap.open(wire::Side::kHost, "guest " + std::to_string(i)));
      tap.received(ids.back(), ping(i));
    }
    tap.clear();
    const wire::SharedBytes storage = shared(run);
    for (const Tap::ConnectionId id : ids)
      tap.sent(id, storage, 0, run.size(), 3);
  }
  Tap tap;
  std::size_t bytes = 0;
  std::vector<Tap::ConnectionId> ids;
};

TEST(Tap, ARunThatGoesToManyIsNumberedThroughAndNamesEach) {
  FanOut fan_out({}, 4);
  const auto frames = fan_out.tap.take_new(kPlenty).frames;
  ASSERT_EQ(frames.size(), 12U);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i].number, frames[0].number + i);
    EXPECT_EQ(frames[i].connection, fan_out.ids[i / 3]);
    EXPECT_EQ(frames[i].peer, "guest " + std::to_string(i / 3));
    EXPECT_EQ(bytes_of(frames[i]), ping(i % 3));
  }
}

TEST(Tap, ARunThatGoesToManyIsHandedOutInAnyBatches) {
  FanOut fan_out({}, 5);
  std::vector<std::uint64_t> numbers;
  while (fan_out.tap.has_new()) {
    for (const wire::CapturedFrame& frame : fan_out.tap.take_new(4).frames)
      numbers.push_back(frame.number);
  }
  ASSERT_EQ(numbers.size(), 15U);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    EXPECT_EQ(numbers[i], numbers[0] + i);
}

TEST(Tap, ARunThatGoesToManyFallsOffBitByBit) {
  const FanOut whole({}, 1);
  FanOut fan_out({.bytes = 2 * whole.bytes, .frames = 1000}, 10);
  const auto batch = fan_out.tap.take_new(kPlenty);
  ASSERT_EQ(batch.frames.size(), 6U);
  EXPECT_EQ(batch.evicted, 24U);
  EXPECT_EQ(batch.frames.front().connection, fan_out.ids[8]);
}

TEST(Tap, AClosedConnectionIsForgottenWithItsLastFrame) {
  FanOut fan_out({.bytes = kPlenty, .frames = 6}, 2);
  fan_out.tap.close(fan_out.ids[0]);
  EXPECT_EQ(fan_out.tap.take_new(kPlenty).frames.at(0).peer, "guest 0");
  for (std::uint64_t i = 0; i < 6; ++i)
    fan_out.tap.received(fan_out.ids[1], ping(i));
  fan_out.tap.rewind();
  for (const wire::CapturedFrame& frame : fan_out.tap.take_new(kPlenty).frames)
    EXPECT_EQ(frame.peer, "guest 1");
  EXPECT_EQ(fan_out.tap.connections(), 1U);
}

TEST(Tap, AConnectionThatSaidNothingLeavesNothing) {
  FanOut fan_out({}, 1);
  for (int i = 0; i < 100; ++i)
    fan_out.tap.close(fan_out.tap.open(wire::Side::kHost, "scan"));
  EXPECT_EQ(fan_out.tap.connections(), 1U);
}

TEST(Tap, HandsOutEachFrameOnceHoweverSmallTheBatches) {
  Tap tap;
  const auto connection = tap.open(wire::Side::kClient, "a");
  wire::Bytes run;
  for (std::uint64_t i = 0; i < 5; ++i)
    wire::encode(wire::Ping{i}, run);
  tap.sent(connection, shared(run), 0, run.size(), 5);
  tap.received(connection, ping(5));
  std::uint64_t expected = 1;
  while (tap.has_new()) {
    for (const wire::CapturedFrame& frame : tap.take_new(2).frames)
      EXPECT_EQ(frame.number, expected++);
  }
  EXPECT_EQ(expected, 7U);
  EXPECT_TRUE(tap.take_new(2).frames.empty());
  tap.rewind();
  EXPECT_EQ(tap.take_new(kPlenty).frames.size(), 6U);
}

TEST(Tap, StaysWithinItsBoundsAndCountsWhatFellOff) {
  Tap tap(Tap::Limits{.bytes = 10 * ping(0).size(), .frames = 1000});
  const auto connection = tap.open(wire::Side::kClient, "a");
  for (std::uint64_t i = 0; i < 25; ++i)
    tap.received(connection, ping(i));
  const auto batch = tap.take_new(kPlenty);
  EXPECT_EQ(batch.frames.size(), 10U);
  EXPECT_EQ(batch.frames.front().number, 16U);
  EXPECT_EQ(batch.evicted, 15U);
}

TEST(Tap, WhatWasTakenBeforeItFellOffIsNotMissed) {
  Tap tap(Tap::Limits{.bytes = kPlenty, .frames = 10});
  const auto connection = tap.open(wire::Side::kClient, "a");
  const auto receive = [&](int count) {
    for (int i = 0; i < count; ++i)
      tap.received(connection, ping(0));
  };
  receive(8);
  EXPECT_EQ(tap.take_new(kPlenty).evicted, 0U);
  receive(7);
  EXPECT_EQ(tap.take_new(kPlenty).evicted, 0U) << "numbers 1 to 5 had been taken";
  receive(12);
  EXPECT_EQ(tap.take_new(kPlenty).evicted, 2U) << "16 and 17 had not";
  tap.rewind();
  EXPECT_EQ(tap.take_new(kPlenty).evicted, 17U)
      << "whoever watches from here on misses all of them";
  tap.clear();
  receive(1);
  EXPECT_EQ(tap.take_new(kPlenty).evicted, 0U);
}

TEST(Tap, ARecordNeedsItsConnectionLongerThanTheConnectionLives) {
  Tap tap;
  const auto connection = tap.open(wire::Side::kHost, "ann");
  tap.received(connection, ping(1));
  tap.close(connection);
  tap.rewind();
  EXPECT_EQ(tap.take_new(kPlenty).frames.at(0).peer, "ann");
  tap.clear();
  tap.rewind();
  EXPECT_TRUE(tap.take_new(kPlenty).frames.empty());
}

TEST(Tap, SaysWhyBytesAreNoFrame) {
  Tap tap;
  const auto connection = tap.open(wire::Side::kHost, "a");
  tap.malformed(connection, wire::as_bytes("GET / HTTP/1.1"), "msgLen is above its limit");
  EXPECT_EQ(tap.take_new(kPlenty).frames.at(0).malformed, "msgLen is above its limit");
}

TEST(Tap, WakesItsWatcherOncePerLull) {
  Tap tap;
  int woken = 0;
  tap.on_new([&woken] { ++woken; });
  const auto connection = tap.open(wire::Side::kHost, "a");
  tap.received(connection, ping(1));
  tap.received(connection, ping(2));
  EXPECT_EQ(woken, 1);
  static_cast<void>(tap.take_new(kPlenty));
  tap.received(connection, ping(3));
  EXPECT_EQ(woken, 2);
}

}  // namespace
}  // namespace hubbub::net
