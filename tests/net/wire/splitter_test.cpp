#include "net/wire/splitter.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/net/wire/samples.h"

namespace hubbub::net::wire {
namespace {

// Takes frames out of a stream and keeps a copy of each.
struct Collector {
  FrameSplitter splitter;
  std::vector<Bytes> frames;

  std::optional<DecodeError> feed(ByteView bytes) {
    return splitter.feed(bytes, [&](const FrameView& frame) {
      EXPECT_EQ(kHeaderBytes + frame.name.size() + frame.message.size(), frame.bytes.size());
      frames.emplace_back(frame.bytes.begin(), frame.bytes.end());
      return true;
    });
  }
};

Bytes frame_of(std::int32_t command, std::string_view name, std::string_view message) {
  Bytes bytes;
  append_frame(command, name, message, bytes);
  return bytes;
}

Bytes header_of(std::int32_t command, std::int32_t name_length, std::int32_t message_length) {
  Bytes bytes(kHeaderBytes);
  write_header({command, name_length, message_length}, bytes.data());
  return bytes;
}

RC_GTEST_PROP(FrameSplitter, AnySegmentationGivesTheSameFrames, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  const Bytes stream = tests::sampled_stream(generator, 12);
  Collector at_once;
  RC_ASSERT_FALSE(at_once.feed(stream).has_value());
  RC_ASSERT(at_once.frames.size() == std::size_t{12});
  Collector in_pieces;
  const std::size_t longest = std::size_t{1} << (generator() % 12);
  for (const ByteView segment : tests::cut_at_random(generator, stream, longest)) {
    RC_ASSERT_FALSE(in_pieces.feed(segment).has_value());
  }
  RC_ASSERT(in_pieces.frames == at_once.frames);
  RC_ASSERT(in_pieces.splitter.pending().empty());
}

TEST(FrameSplitter, OneByteAtATimeGivesTheSameFrames) {
  Bytes stream = frame_of(34, "ann", "hello");
  append_frame(35, "", "", stream);
  append_frame(36, "bob", std::string(300, 'x'), stream);
  Collector collector;
  for (const std::byte byte : stream) {
    EXPECT_FALSE(collector.feed({&byte, 1}).has_value());
  }
  ASSERT_EQ(collector.frames.size(), 3U);
  EXPECT_EQ(collector.frames[0], frame_of(34, "ann", "hello"));
  EXPECT_EQ(collector.frames[1], frame_of(35, "", ""));
}

TEST(FrameSplitter, KeepsOnlyTheUnfinishedFrame) {
  Bytes stream = frame_of(34, "ann", "hello");
  const Bytes second = frame_of(34, "bob", "hi");
  stream.insert(stream.end(), second.begin(), second.end() - 1);
  Collector collector;
  EXPECT_FALSE(collector.feed(stream).has_value());
  EXPECT_EQ(collector.frames.size(), 1U);
  EXPECT_EQ(collector.splitter.pending().size(), second.size() - 1);
}

TEST(FrameSplitter, LengthsOutOfBoundsAreNamedWithTheirOffset) {
  struct Case {
    Bytes header;
    DecodeError error;
  };
  const Case cases[] = {
      {header_of(34, -1, 0), {ErrorCode::kNegativeLength, 4, "nameLen"}},
      {header_of(34, 0, -5), {ErrorCode::kNegativeLength, 8, "msgLen"}},
      {header_of(34, INT32_MIN, INT32_MIN), {ErrorCode::kNegativeLength, 4, "nameLen"}},
      {header_of(34, kMaxFrameNameBytes + 1, 0), {ErrorCode::kTooLong, 4, "nameLen"}},
      {header_of(34, 0, kMaxFrameMessageBytes + 1), {ErrorCode::kTooLong, 8, "msgLen"}},
      {header_of(34, INT32_MAX, INT32_MAX), {ErrorCode::kTooLong, 4, "nameLen"}},
  };
  for (const Case& c : cases) {
    Collector at_once;
    EXPECT_EQ(at_once.feed(c.header), c.error);
    EXPECT_EQ(at_once.splitter.pending().size(), kHeaderBytes);
    Collector in_two;
    EXPECT_FALSE(in_two.feed(ByteView(c.header).first(7)).has_value());
    EXPECT_EQ(in_two.feed(ByteView(c.header).subspan(7)), c.error);
    EXPECT_EQ(in_two.splitter.pending().size(), kHeaderBytes);
  }
}

TEST(FrameSplitter, FramesBeforeABrokenHeaderAreStillHandedOn) {
  Bytes stream = frame_of(34, "ann", "hello");
  const Bytes broken = header_of(34, -1, 0);
  stream.insert(stream.end(), broken.begin(), broken.end());
  Collector collector;
  EXPECT_TRUE(collector.feed(stream).has_value());
  EXPECT_EQ(collector.frames.size(), 1U);
}

TEST(FrameSplitter, AnAnnouncedLengthTakesNoMemoryUntilItsBytesCome) {
  Collector collector;
  EXPECT_FALSE(collector.feed(header_of(34, 0, kMaxFrameMessageBytes)).has_value());
  EXPECT_EQ(collector.splitter.pending().size(), kHeaderBytes);
}

TEST(FrameSplitter, StopsWhenItsListenerHasHeardEnough) {
  Bytes stream = frame_of(34, "ann", "one");
  append_frame(34, "ann", "two", stream);
  FrameSplitter splitter;
  int heard = 0;
  EXPECT_FALSE(splitter.feed(stream, [&](const FrameView&) { return ++heard < 1; }).has_value());
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(splitter.rest().size(), stream.size() / 2);
  const Bytes rest(splitter.rest().begin(), splitter.rest().end());
  EXPECT_FALSE(splitter.feed(rest, [&](const FrameView&) { return ++heard > 0; }).has_value());
  EXPECT_EQ(heard, 2);
  EXPECT_TRUE(splitter.rest().empty());
}

}  // namespace
}  // namespace hubbub::net::wire
