#include "ui/roster/roster_panel.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::roster {
namespace {

class RosterPanelTest : public ::testing::Test {
 protected:
  RosterPanelTest() {
    driver_.show_panel([this] {
      panel_.draw(room_.view(), room_.room(), ignored_, ImGui::GetContentRegionAvail(), actions_);
      question_.draw(actions_);
    });
  }
  void fill_room(int count) {
    std::vector<std::string> nicks{"me"};
    for (int i = 0; i < count; ++i) {
      nicks.push_back("guest" + std::to_string(i));
    }
    room_.apply({tests::roster(nicks)});
    driver_.settle();
  }
  // The row under ours: ann.
  ImVec2 second_row() {
    const tests::ui::Box own = driver_.box("Person");
    return {own.centre().x, own.centre().y + own.height()};
  }

  tests::TestRoom room_;
  tests::ui::Driver driver_{{220, 500}};
  RosterPanel panel_;
  Actions actions_;
};

TEST_F(RosterPanelTest, ListsEverybody) {
  EXPECT_EQ(driver_.count("Person"), 3U);
}

TEST_F(RosterPanelTest, ACrowdIsFilteredAndOnlyRowsInSightAreDrawn) {
  EXPECT_FALSE(driver_.has("Filter people"));
  fill_room(5000);
  EXPECT_TRUE(driver_.has("Filter people"));
  EXPECT_LT(driver_.count("Person"), 40U);
  driver_.fill("Filter people", "guest4999");
  EXPECT_EQ(driver_.count("Person"), 1U);
}

TEST_F(RosterPanelTest, TheMenuWritesPrivatelyOrMentions) {
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  const auto labels = driver_.labels();
  const auto item = std::find_if(labels.begin(), labels.end(), [](const std::string& label) {
    return label.find("Message privately") != std::string::npos;
  });
  ASSERT_NE(item, labels.end());
  driver_.click(*item);
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_EQ(std::get<WritePrivate>(actions_[0]).nick, "ann");
}

TEST_F(RosterPanelTest, ADoubleClickWritesPrivately) {
  driver_.click_at(second_row(), ImGuiMouseButton_Left, 2);
  ASSERT_FALSE(actions_.empty());
  EXPECT_EQ(std::get<WritePrivate>(actions_[0]).nick, "ann");
}

TEST_F(RosterPanelTest, NamesAreNeverReadAsFormatsOrIds) {
  room_.apply({tests::roster({"me", "%s%n", "##", "a##b", "###"})});
  driver_.settle();
  EXPECT_EQ(driver_.count("Person"), 5U);
}

}  // namespace
}  // namespace hubbub::ui::roster
