#include "ui/inspector/frame_text.h"

#include <array>

#include <gtest/gtest.h>

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;

TEST(FrameText, WritesBytesAsHexInLines) {
  constexpr std::array kBytes = {std::byte{0x0a}, std::byte{0xff}, std::byte{0x10}};
  EXPECT_EQ(hex_text(kBytes), "0a ff 10");
  EXPECT_EQ(hex_text(kBytes, 2), "0a ff\n10");
  EXPECT_EQ(hex_text({}), "");
}

TEST(FrameText, WritesTimeToTheMicrosecond) {
  EXPECT_EQ(seconds_text(std::chrono::microseconds(12'034'567)), "12.034567");
  EXPECT_EQ(seconds_text(std::chrono::nanoseconds(999)), "0.000000");
  EXPECT_EQ(seconds_text(std::chrono::microseconds(7)), "0.000007");
}

TEST(FrameText, NamesTheDeepestFieldThatHoldsAByte) {
  wire::Trace trace;
  trace.nodes.resize(4);
  trace.nodes[0].length = 12;
  trace.nodes[1] = trace.nodes[0];
  trace.nodes[1].depth = 1;
  trace.nodes[1].length = 4;
  trace.nodes[2].offset = 12;
  trace.nodes[2].length = 5;
  trace.nodes[3].offset = 17;  // takes no room
  EXPECT_EQ(node_at(trace, 0), 1U);
  EXPECT_EQ(node_at(trace, 5), 0U);
  EXPECT_EQ(node_at(trace, 16), 2U);
  EXPECT_EQ(node_at(trace, 17), trace.nodes.size());
}

}  // namespace
}  // namespace hubbub::ui::inspector
