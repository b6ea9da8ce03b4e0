#include "net/server/room_log.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {
namespace {

wire::Bytes message(const std::string& text) {
  wire::Message m;
  m.text = text;
  return wire::encoded(m);
}

wire::Bytes read_all(const RoomLog& log, RoomLog::Position at) {
  wire::Bytes all;
  while (at < log.end()) {
    const RoomLog::Run run = log.run_from(at);
    const wire::ByteView bytes = run.bytes();
    all.insert(all.end(), bytes.begin(), bytes.end());
    at += run.size;
  }
  return all;
}

TEST(RoomLog, NumbersFramesFromOneWithoutGaps) {
  RoomLog log(kRoomLogBytes);
  EXPECT_EQ(log.next_seq(), 1U);
  log.append(message("a"));
  log.append(message("b"));
  EXPECT_EQ(log.next_seq(), 3U);
  EXPECT_EQ(log.first_seq(), 1U);
}

TEST(RoomLog, AFrameIsReplacedAndWhoeverWasHandedTheOldOneKeepsIt) {
  RoomLog log(kRoomLogBytes);
  const wire::Bytes before = message("secret");
  const wire::Bytes after = message("      ");
  log.append(message("first"));
  log.append(before);
  log.append(message("last"));
  const auto handed = *log.run_from(*log.position_of(2)).storage;
  const std::size_t offset = log.run_from(*log.position_of(2)).offset;
  log.replace(2, after);
  const auto is = [](wire::ByteView a, const wire::Bytes& b) { return std::ranges::equal(a, b); };
  EXPECT_TRUE(is(log.frame(1), message("first")));
  EXPECT_TRUE(is(log.frame(2), after));
  EXPECT_TRUE(is(log.frame(3), message("last")));
  EXPECT_TRUE(is({handed.get() + offset, before.size()}, before));
  EXPECT_TRUE(log.frame(4).empty());
  EXPECT_TRUE(log.frame(0).empty());
}

TEST(RoomLog, GivesBackEveryByteInOrderAcrossChunks) {
  RoomLog log(kRoomLogBytes);
  wire::Bytes all;
  for (int i = 0; i < 3000; ++i) {
    const wire::Bytes frame = message("line " + std::to_string(i));
    log.append(frame);
    all.insert(all.end(), frame.begin(), frame.end());
  }
  ASSERT_GT(log.end(), kRoomLogChunkBytes);
  EXPECT_EQ(read_all(log, log.begin()), all);
}

TEST(RoomLog, FramesLargerThanAChunkGetOneOfTheirOwn) {
  RoomLog log(kRoomLogBytes);
  log.append(message("small"));
  const wire::Bytes large = message(std::string(60'000, 'x'));
  log.append(large);
  log.append(large);
  const auto at = log.position_of(3);
  ASSERT_TRUE(at);
  EXPECT_EQ(log.run_from(*at).size, large.size());
}

TEST(RoomLog, FindsTheStartAndTheEndOfAnyFrame) {
  RoomLog log(kRoomLogBytes);
  RoomLog::Position at = 0;
  for (int i = 0; i < 2000; ++i) {
    const wire::Bytes frame = message(std::string(static_cast<std::size_t>(i % 100), 'x'));
    log.append(frame);
    const auto seq = static_cast<RoomLog::Seq>(i + 1);
    ASSERT_EQ(log.position_of(seq), at);
    ASSERT_EQ(log.frame_end(at), at + frame.size());
    ASSERT_EQ(log.frame_end(at + frame.size() - 1), at + frame.size());
    at += frame.size();
  }
  EXPECT_EQ(log.position_of(log.next_seq()), log.end());
  EXPECT_FALSE(log.position_of(log.next_seq() + 1));
  EXPECT_FALSE(log.position_of(0));
}

TEST(RoomLog, DropsTheOldestChunksAboveItsBound) {
  RoomLog log(4 * kRoomLogChunkBytes);
  for (int i = 0; i < 2000; ++i)
    log.append(message(std::string(1000, 'x')));
  EXPECT_GT(log.first_seq(), 1U);
  EXPECT_LE(log.end() - log.begin(), 4 * kRoomLogChunkBytes);
  EXPECT_FALSE(log.position_of(log.first_seq() - 1));
  EXPECT_EQ(log.position_of(log.first_seq()), log.begin());
}

TEST(RoomLog, BytesHandedOutOutliveTheirEviction) {
  RoomLog log(2 * kRoomLogChunkBytes);
  const wire::Bytes first = message("first");
  log.append(first);
  const wire::SharedBytes kept = *log.run_from(0).storage;
  for (int i = 0; i < 500; ++i)
    log.append(message(std::string(1000, 'x')));
  ASSERT_GT(log.begin(), 0U);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), kept.get()));
}

TEST(RoomLog, TellsTheNumberOfTheFrameAtAnyPlace) {
  RoomLog log(kRoomLogBytes, 41);
  const wire::Bytes frame = message("m");
  for (int i = 0; i < 3; ++i)
    log.append(frame);
  EXPECT_EQ(log.first_seq(), 41U);
  EXPECT_EQ(log.seq_at(0), 41U);
  EXPECT_EQ(log.seq_at(frame.size() - 1), 41U);
  EXPECT_EQ(log.seq_at(frame.size()), 42U);
  EXPECT_EQ(log.seq_at(log.end()), 44U);
  EXPECT_EQ(log.position_of(43), 2 * frame.size());
}

}  // namespace
}  // namespace hubbub::net::server
