#include "net/tap.h"

#include <cstring>

#include <gtest/gtest.h>

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
