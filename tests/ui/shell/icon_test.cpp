#include "ui/shell/icon.h"

#include <cstddef>

#include <gtest/gtest.h>

namespace hubbub::ui::shell {
namespace {

TEST(Icon, IsRoundedOpaqueInTheMiddleAndHasAWhiteBubble) {
  constexpr std::size_t kSide = 48;
  const std::vector<std::uint8_t> pixels = draw_icon(kSide);
  ASSERT_EQ(pixels.size(), kSide * kSide * 4);
  const auto at = [&](std::size_t x, std::size_t y) { return &pixels[(y * kSide + x) * 4]; };
  EXPECT_EQ(at(0, 0)[3], 0) << "the corner is cut";
  EXPECT_EQ(at(24, 2)[3], 255);
  EXPECT_EQ(at(24, 14)[0], 255) << "inside the bubble, above the dots";
  EXPECT_LT(at(24, 2)[0], 128) << "the accent around it";
}

}  // namespace
}  // namespace hubbub::ui::shell
