#include "ui/shell/strips.h"

#include <chrono>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "ui/model/model.h"

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;

class StripsTest : public testing::Test {
 protected:
  StripsTest() : model_([] {}) {
    driver_.show_panel([this] {
      const float top = ImGui::GetCursorScreenPos().y;
      strips_.draw(view_, now_, true, actions_);
      height_ = ImGui::GetCursorScreenPos().y - top;
    });
  }

  void warn(const std::string& text) {
    model_.apply({wire::Notice{wire::Severity::kWarning, "settings", text, {}}});
    model_.pull(view_);
    driver_.settle();
  }

  model::Model model_;
  model::View view_;
  const Strips::Time now_ = std::chrono::steady_clock::now();
  Actions actions_;
  Strips strips_;
  float height_ = 0.0F;  // of all strips, as drawn last
  tests::ui::Driver driver_{{640, 400}};
};

TEST_F(StripsTest, NoticesAreShownOneAfterTheOther) {
  const std::string sentence = "The settings can't be read and were set aside as settings.broken. ";
  warn(sentence + sentence + sentence + sentence);
  const float long_one = height_;
  warn("The history is damaged.");
  EXPECT_EQ(height_, long_one) << "the first is still there";
  driver_.click("Dismiss");
  const float short_one = height_;
  EXPECT_LT(short_one, long_one);
  EXPECT_TRUE(driver_.has("Dismiss")) << "now the second";
  driver_.click("Dismiss");
  EXPECT_FALSE(driver_.has("Dismiss"));
  EXPECT_EQ(height_, 0.0F);
}

TEST_F(StripsTest, ANoticeIsAsHighAsItsText) {
  std::string text = "A sentence that goes on";
  warn(text);
  const float one_line = height_;
  driver_.click("Dismiss");
  for (int i = 0; i < 40; ++i) {
    text += " and on";
  }
  warn(text);
  const float unwrapped = ImGui::CalcTextSize(text.c_str()).x;
  const float lines = std::ceil(unwrapped / 640.0F);
  ASSERT_GT(lines, 2.0F);
  EXPECT_GE(height_ - one_line, (lines - 1.0F) * ImGui::GetTextLineHeight());
}

}  // namespace
}  // namespace hubbub::ui::shell
