#include "ui/widget/menu.h"

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "ui/theme/icons.h"

namespace hubbub::ui::widget {
namespace {

namespace icons = theme::icons;

class MenuTest : public testing::TestWithParam<float> {
 protected:
  MenuTest() {
    driver_.show_panel([this] {
      if (ImGui::Button("Open")) {
        ImGui::OpenPopup("menu");
      }
      draw_menu();
    });
    driver_.click("Open");
  }
  void draw_menu() {
    const Menu menu("menu");
    if (!menu.is_open()) {
      return;
    }
    menu_heading("100%s##all");
    copied_ = menu_item("Copy", {.icon = icons::kCopy, .keys = "Ctrl+C"}) || copied_;
    cut_ = menu_item("Cut", {.icon = icons::kCopy, .enabled = false}) || cut_;
    if (const Submenu more("More", {.icon = icons::kMore}); more.is_open()) {
      deep_ = menu_item("Deep", {.ticked = true}) || deep_;
    }
    ImGui::Separator();
    menu_item("Remove", {.icon = icons::kClear, .danger = true});
  }
  [[nodiscard]] tests::ui::Box box(const char* label) const { return driver_.box(label); }

  tests::ui::Driver driver_{{800, 800}, ThemeChoice::kDark, GetParam()};
  bool copied_ = false;
  bool cut_ = false;
  bool deep_ = false;
};

TEST_P(MenuTest, EveryRowIsAsHighAndAsWideAsTheOthers) {
  for (const char* label : {"Copy", "Cut", "More", "Remove"}) {
    EXPECT_NEAR(box(label).height(), kMenuRowHeight * GetParam(), 1.0F) << label;
    EXPECT_FLOAT_EQ(box(label).min.x, box("Copy").min.x) << label;
    EXPECT_FLOAT_EQ(box(label).max.x, box("Copy").max.x) << label;
  }
}

TEST_P(MenuTest, RowsTouchAndSeparatorsHaveAirOnBothSides) {
  EXPECT_NEAR(box("Cut").min.y, box("Copy").max.y, 1.0F);
  EXPECT_GE(box("Remove").min.y - box("More").max.y, 8.0F * GetParam());
}

TEST_P(MenuTest, ChoosesAndCloses) {
  driver_.click("Copy");
  EXPECT_TRUE(copied_);
  EXPECT_FALSE(driver_.has("Copy"));
}

TEST_P(MenuTest, WhatIsDisabledCannotBeChosen) {
  driver_.click("Cut");
  EXPECT_FALSE(cut_);
}

TEST_P(MenuTest, OpensAMenuBesideARow) {
  driver_.click("More");
  driver_.click("Deep");
  EXPECT_TRUE(deep_);
  EXPECT_FALSE(driver_.has("More"));
}

TEST_P(MenuTest, TheKeyboardGoesThroughIt) {
  driver_.press(ImGuiKey_DownArrow);
  driver_.press(ImGuiKey_UpArrow);
  driver_.press(ImGuiKey_Enter);
  EXPECT_TRUE(copied_);
}

INSTANTIATE_TEST_SUITE_P(AtScale, MenuTest, testing::Values(1.0F, 1.5F, 2.0F));

}  // namespace
}  // namespace hubbub::ui::widget
