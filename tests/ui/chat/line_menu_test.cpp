// The menu of a line stays with that line, whatever happens while it is open.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"
#include "ui/theme/icons.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;
using tests::wire::KeepOrder;

class LineMenuTest : public ::testing::Test {
 protected:
  LineMenuTest() {
    room_.apply({tests::wire::RoleChanged{tests::wire::Role::kModerator}});
    room_.apply({tests::roster({"me", "ann"}, "games")});
    driver_.show_panel([this] {
      const model::RoomView* const games = room_.view().find(model::RoomKind::kRoom, "games");
      panel_.draw(room_.view(), games_ ? *games : room_.room(), ImGui::GetContentRegionAvail(),
                  actions_);
    });
  }
  static std::string entry(const char* icon, const char* label) {
    return std::string(icon) + "   " + label;
  }
  [[nodiscard]] bool offers_removal() const { return driver_.has(remove_entry_); }
  void open_at_newest() {
    driver_.settle();
    const tests::ui::Box log = driver_.box("Log");
    driver_.click_at({log.min.x + 76, log.max.y - 20.0F}, ImGuiMouseButton_Right);
  }
  // Another moderator does that.
  void remove(std::uint64_t seq) {
    tests::wire::ModerationReported order;
    order.room = "lobby";
    order.by = "bob";
    order.act = tests::wire::Act::kClear;
    order.target = seq;
    order.text = "bob removed a message.";
    room_.apply({order});
    driver_.settle();
  }
  void say(const std::string& text) {
    room_.say("ann", text);
    driver_.settle();
  }
  // Of the message that was asked to be removed; 0: none was.
  [[nodiscard]] std::uint64_t removed() const {
    for (const Action& action : actions_) {
      const auto* const command = std::get_if<tests::wire::Command>(&action);
      if (command != nullptr && std::holds_alternative<KeepOrder>(*command)) {
        return std::get<KeepOrder>(*command).target;
      }
    }
    return 0;
  }
  [[nodiscard]] std::string copied() const {
    const auto found = std::find_if(actions_.begin(), actions_.end(), [](const Action& action) {
      return std::holds_alternative<CopyText>(action);
    });
    return found == actions_.end() ? "" : std::get<CopyText>(*found).text;
  }

  const std::string remove_entry_ = entry(theme::icons::kClear, "Remove message");
  const std::string copy_entry_ = entry(theme::icons::kCopy, "Copy message");
  TestRoom room_;
  tests::ui::Driver driver_{{800, 600}};
  ChatPanel panel_;
  Actions actions_;
  bool games_ = false;
};

TEST_F(LineMenuTest, RemovesTheLineItWasOpenedAtThoughOthersCome) {
  say("one");
  say("two");
  open_at_newest();
  say("three");
  ASSERT_TRUE(offers_removal());
  driver_.click(remove_entry_);
  EXPECT_EQ(removed(), 2U);
}

TEST_F(LineMenuTest, ClosesWhenALineIsRemoved) {
  say("one");
  say("two");
  open_at_newest();
  ASSERT_TRUE(offers_removal());
  remove(1);
  say("three");
  EXPECT_FALSE(offers_removal());
  EXPECT_FALSE(driver_.has(copy_entry_));
}

TEST_F(LineMenuTest, OfALineOnItsWayIsNotThatOfWhateverTakesItsPlace) {
  say("one");
  room_.compose("mine");
  open_at_newest();
  EXPECT_FALSE(offers_removal());
  say("hers");
  EXPECT_FALSE(offers_removal());
  driver_.click(copy_entry_);
  EXPECT_EQ(copied(), "mine");
}

TEST_F(LineMenuTest, ClosesWhenAnotherRoomIsEntered) {
  tests::wire::MessageReceived there = tests::message("ann", "play", 77);
  there.room = "games";
  room_.apply({there});
  say("one");
  open_at_newest();
  ASSERT_TRUE(offers_removal());
  games_ = true;
  driver_.settle();
  EXPECT_FALSE(driver_.has(copy_entry_));
}

TEST_F(LineMenuTest, RemovesNothingByANumberOfAnOlderHistory) {
  say("one");
  open_at_newest();
  ASSERT_TRUE(offers_removal());
  room_.apply({tests::wire::HistoryReset{"lobby"}});
  driver_.settle();
  EXPECT_FALSE(offers_removal());
}

}  // namespace
}  // namespace hubbub::ui::chat
