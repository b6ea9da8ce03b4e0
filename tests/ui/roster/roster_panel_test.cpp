#include "ui/roster/roster_panel.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/roster/person_menu.h"

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
  OrderQuestion question_;
  std::vector<model::Ignored> ignored_;
  Actions actions_;
};

TEST_F(RosterPanelTest, OnlyWithTheRoleCanOneKeepOrder) {
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  EXPECT_TRUE(driver_.has("Ignore"));
  EXPECT_FALSE(driver_.has("Kick..."));
  driver_.press(ImGuiKey_Escape);
  room_.apply({tests::wire::RoleChanged{tests::wire::Role::kModerator}});
  driver_.settle();
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  EXPECT_TRUE(driver_.has("Kick..."));
  EXPECT_FALSE(driver_.has("Let keep order")) << "that is for the host";
}

TEST_F(RosterPanelTest, NobodyKeepsOrderAmongThoseAbove) {
  tests::wire::RosterReceived roster = tests::roster({"me", "ann"});
  roster.members[1].person.role = tests::wire::Role::kHost;
  room_.apply({roster, tests::wire::RoleChanged{tests::wire::Role::kModerator}});
  driver_.settle();
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  EXPECT_FALSE(driver_.has("Kick..."));
}

TEST_F(RosterPanelTest, IgnoringIsAskedForAndUndone) {
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  driver_.click("Ignore");
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_EQ(std::get<IgnorePerson>(actions_[0]).nick, "ann");
  EXPECT_TRUE(std::get<IgnorePerson>(actions_[0]).ignore);
  ignored_ = {{{}, "ann"}};
  driver_.settle();
  driver_.click_at(second_row(), ImGuiMouseButton_Right);
  driver_.click("Ignore no more");
  EXPECT_FALSE(std::get<IgnorePerson>(actions_.back()).ignore);
}

TEST_F(RosterPanelTest, AKickIsAskedAboutWithItsReason) {
  driver_.resize({500, 500});
  tests::wire::KeepOrder kick;
  kick.act = tests::wire::Act::kKick;
  kick.who = "ann";
  question_.ask(kick);
  driver_.settle();
  driver_.type("spam");
  EXPECT_TRUE(actions_.empty());
  driver_.press(ImGuiKey_Enter);
  ASSERT_EQ(actions_.size(), 1U);
  const auto posted = std::get<tests::wire::KeepOrder>(std::get<tests::wire::Command>(actions_[0]));
  EXPECT_EQ(posted.who, "ann");
  EXPECT_EQ(posted.reason, "spam");
  EXPECT_FALSE(driver_.has("Reason"));
}

TEST_F(RosterPanelTest, AKickCanBeLeft) {
  driver_.resize({500, 500});
  question_.ask({});
  driver_.settle();
  driver_.click("Cancel");
  EXPECT_TRUE(actions_.empty());
  EXPECT_FALSE(driver_.has("Reason"));
}

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
  driver_.click("Message privately");
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
