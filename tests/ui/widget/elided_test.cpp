#include "ui/widget/elided.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"

namespace hubbub::ui::widget {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class ElidedTest : public testing::Test {
 protected:
  std::string in(float width, const std::string& text, const std::string& before = "",
                 const std::string& after = "") {
    std::string result;
    driver_.show_panel([&] {
      result = elided(text, width, before, after);
      widths_.push_back(ImGui::CalcTextSize(result.c_str()).x);
    });
    return result;
  }
  tests::ui::Driver driver_{{400, 300}};
  std::vector<float> widths_;
};

TEST_F(ElidedTest, KeepsWhatFits) {
  EXPECT_EQ(in(200.0F, "lobby"), "lobby");
}

TEST_F(ElidedTest, EndsInAnEllipsisAndFits) {
  const std::string shown = in(100.0F, "a-room-with-a-very-long-name-indeed");
  EXPECT_THAT(shown, StartsWith("a-room"));
  EXPECT_THAT(shown, EndsWith("\u2026"));
  EXPECT_LE(widths_.back(), 100.0F);
}

TEST_F(ElidedTest, TellsNeighboursApartByTheirEnds) {
  const std::string shown =
      in(120.0F, "room-with-a-long-name-2", "room-with-a-long-name-1", "room-with-a-long-name-3");
  EXPECT_THAT(shown, StartsWith("room"));
  EXPECT_THAT(shown, HasSubstr("\u2026"));
  EXPECT_THAT(shown, EndsWith("-2"));
  EXPECT_LE(widths_.back(), 120.0F);
}

TEST_F(ElidedTest, CutsNoGraphemeInTwo) {
  const std::string e_with_accent = "e\u0301";
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += e_with_accent;
  }
  const std::string shown = in(97.0F, text);
  const std::string rest = shown.substr(0, shown.find("\u2026"));
  EXPECT_EQ(rest.size() % e_with_accent.size(), 0U);
}

TEST_F(ElidedTest, IsAnEllipsisWhereNothingFits) {
  EXPECT_EQ(in(0.0F, "lobby"), "\u2026");
  EXPECT_EQ(in(-20.0F, "lobby", "lobby"), "\u2026");
}

}  // namespace
}  // namespace hubbub::ui::widget
