// The menu of a line stays with that line, whatever happens while it is open.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

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
  [[nodiscard]] bool offers_removal() const { return driver_.has("Remove message"); }
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
      if (const auto* const remove = std::get_if<RemoveMessage>(&action); remove != nullptr) {
        return remove->seq;
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
  driver_.click("Remove message");
  EXPECT_EQ(removed(), 2U);
}

TEST_F(LineMenuTest, OffersNoSecondRemovalOfAMessageThatIsShownAsRemoved) {
  say("one");
  panel_.set_removed({room_.room().log.end() - 1});
  open_at_newest();
  EXPECT_TRUE(driver_.has("Copy message"));
  EXPECT_FALSE(offers_removal());
}

TEST_F(LineMenuTest, RemovesAtItsEndOutOfReachOfWhatIsOftenUsed) {
  say("one");
  open_at_newest();
  const float last = driver_.box("Remove message").min.y;
  for (const char* other : {"Copy message", "Copy with name and time", "Select all", "Find"}) {
    EXPECT_LT(driver_.box(other).max.y, last) << other;
  }
}

TEST_F(LineMenuTest, ClosesWhenALineIsRemoved) {
  say("one");
  say("two");
  open_at_newest();
  ASSERT_TRUE(offers_removal());
  remove(1);
  say("three");
  EXPECT_FALSE(offers_removal());
  EXPECT_FALSE(driver_.has("Copy message"));
}

TEST_F(LineMenuTest, OfALineOnItsWayIsNotThatOfWhateverTakesItsPlace) {
  say("one");
  room_.compose("mine");
  open_at_newest();
  EXPECT_FALSE(offers_removal());
  say("hers");
  EXPECT_FALSE(offers_removal());
  driver_.click("Copy message");
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
  EXPECT_FALSE(driver_.has("Copy message"));
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
