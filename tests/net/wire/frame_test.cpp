#include "net/wire/frame.h"

#include <gtest/gtest.h>

#include "net/wire/endian.h"
#include "tests/support/net/hex.h"

namespace hubbub::net::wire {
namespace {

TEST(Frame, IsTwelveLittleEndianBytesThenNameThenMessage) {
  Bytes bytes;
  append_frame(2, "alice", "hello bob", bytes);
  EXPECT_EQ(tests::to_hex(bytes),
            "02000000"
            "05000000"
            "09000000"
            "616c696365"
            "68656c6c6f20626f62");
}

TEST(Frame, ViewsItsNameAndMessage) {
  const Bytes bytes = tests::from_hex("02000000 05000000 02000000 616c696365 6869");
  const FrameHeader header = read_header(bytes);
  ASSERT_FALSE(check_lengths(header).has_value());
  const FrameView frame = view_frame(header, bytes);
  EXPECT_EQ(frame.command, 2);
  EXPECT_EQ(frame.name, "alice");
  EXPECT_EQ(frame.message, "hi");
  EXPECT_EQ(frame.bytes.size(), frame_bytes(header));
}

TEST(Frame, LengthsUpToTheirLimitsPass) {
  EXPECT_FALSE(check_lengths({0, kMaxFrameNameBytes, kMaxFrameMessageBytes}).has_value());
  EXPECT_TRUE(check_lengths({0, kMaxFrameNameBytes + 1, 0}).has_value());
  EXPECT_TRUE(check_lengths({0, 0, kMaxFrameMessageBytes + 1}).has_value());
}

TEST(Frame, HeadersAreReadAsTheyWereWritten) {
  std::byte bytes[kHeaderBytes];
  write_header({-2, INT32_MAX, INT32_MIN}, bytes);
  const FrameHeader header = read_header(bytes);
  EXPECT_EQ(header.command, -2);
  EXPECT_EQ(header.name_length, INT32_MAX);
  EXPECT_EQ(header.message_length, INT32_MIN);
}

TEST(Endian, StoresTheLowestByteFirst) {
  std::byte bytes[8];
  store_le(std::uint64_t{0x0102030405060708}, bytes);
  EXPECT_EQ(tests::to_hex(bytes), "0807060504030201");
  EXPECT_EQ(load_le<std::int16_t>(bytes), 0x0708);
}

}  // namespace
}  // namespace hubbub::net::wire
