#include "ui/rooms/new_room.h"

#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"

namespace hubbub::ui::rooms {
namespace {

class NewRoomTest : public testing::Test {
 protected:
  NewRoomTest() {
    driver_.show([this] { card_.draw(actions_); });
    card_.open();
    driver_.settle();
  }
  tests::ui::Driver driver_{{600, 500}};
  NewRoomCard card_;
  Actions actions_;
};

TEST_F(NewRoomTest, EntersWhatIsTyped) {
  driver_.type("strategy");
  driver_.press(ImGuiKey_Enter);
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_EQ(std::get<EnterRoom>(actions_[0]).room, "strategy");
  EXPECT_FALSE(driver_.has("Create room"));
}

TEST_F(NewRoomTest, TakesNoNameThatTheHostRefuses) {
  driver_.press(ImGuiKey_Enter);
  driver_.type("a*b");
  driver_.click("Create room");
  EXPECT_TRUE(actions_.empty());
  EXPECT_TRUE(driver_.has("Create room"));
}

TEST_F(NewRoomTest, IsLeftByEscape) {
  driver_.type("strategy");
  driver_.press(ImGuiKey_Escape);
  driver_.press(ImGuiKey_Escape);
  EXPECT_TRUE(actions_.empty());
  EXPECT_FALSE(driver_.has("Create room"));
}

}  // namespace
}  // namespace hubbub::ui::rooms
