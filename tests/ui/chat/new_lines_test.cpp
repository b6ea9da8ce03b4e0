// How many lines are told to be new below what is being read, in more than one room.
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

class NewLinesTest : public ::testing::Test {
 protected:
  NewLinesTest() {
    room_.say_many(200);
    room_.apply({tests::roster({"me", "ann"}, "games")});
    say_in_games(100);
    driver_.show_panel([this] {
      panel_.draw(room_.view(), in_front(), ImGui::GetContentRegionAvail(), actions_);
    });
  }
  const model::RoomView& in_front() {
    return games_ ? *room_.view().find(model::RoomKind::kRoom, "games") : room_.room();
  }
  void go(bool games) {
    games_ = games;
    driver_.settle();
  }
  void say_in_games(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      auto event =
          tests::message("ann", "play " + std::to_string(games_said_), 5'000 + games_said_);
      ++games_said_;
      event.room = "games";
      room_.apply({std::move(event)});
    }
  }
  void scroll_up() { driver_.press(ImGuiKey_PageUp); }

  TestRoom room_;
  tests::ui::Driver driver_{{800, 600}};
  ChatPanel panel_;
  Actions actions_;
  bool games_ = false;
  std::uint32_t games_said_ = 0;
};

TEST_F(NewLinesTest, OnlyMessagesOfOthersCount) {
  scroll_up();
  room_.say("me", "my own");
  room_.apply({tests::wire::MemberJoined{"lobby", {"max", {}}}});
  room_.say("ann", "news");
  driver_.settle();
  EXPECT_EQ(panel_.new_lines(), 1U);
}

TEST_F(NewLinesTest, EachRoomCountsItsOwn) {
  go(true);
  go(false);
  scroll_up();
  EXPECT_EQ(panel_.new_lines(), 0U);
  room_.say_many(3);
  driver_.settle();
  EXPECT_EQ(panel_.new_lines(), 3U);
  go(true);
  scroll_up();
  EXPECT_EQ(panel_.new_lines(), 0U);
  say_in_games(1);
  driver_.settle();
  EXPECT_EQ(panel_.new_lines(), 1U);
  room_.say_many(2);
  go(false);
  EXPECT_EQ(panel_.new_lines(), 5U) << "it is where it was left";
  driver_.click("Jump to newest");
  EXPECT_EQ(panel_.new_lines(), 0U);
}

// What is asked before the room is drawn decides what counts as read.
TEST_F(NewLinesTest, ARoomIsWhereItWasLeftBeforeItIsDrawn) {
  const model::RoomId lobby = room_.room().id;
  const model::RoomId games = room_.view().find(model::RoomKind::kRoom, "games")->id;
  EXPECT_TRUE(panel_.at_newest(games)) << "never drawn";
  scroll_up();
  go(true);
  EXPECT_FALSE(panel_.at_newest(lobby));
  EXPECT_TRUE(panel_.at_newest(games));
  panel_.go_to(games, 5'003);
  EXPECT_FALSE(panel_.at_newest(games)) << "it goes there first";
}

TEST_F(NewLinesTest, AJumpIntoARoomNeverSeenMakesNothingNewButWhatIsUnread) {
  room_.model().look_at(in_front().id);
  panel_.go_to(room_.view().find(model::RoomKind::kRoom, "games")->id, 5'003);
  const std::uint64_t unread = room_.view().find(model::RoomKind::kRoom, "games")->unread;
  go(true);
  EXPECT_FALSE(panel_.at_newest(in_front().id));
  EXPECT_EQ(panel_.new_lines(), unread);
}

TEST_F(NewLinesTest, AJumpWithinTheRoomMakesNothingNew) {
  panel_.go_to(room_.room().id, 7);
  driver_.settle();
  EXPECT_FALSE(panel_.at_newest(in_front().id));
  EXPECT_EQ(panel_.new_lines(), 0U);
}

}  // namespace
}  // namespace hubbub::ui::chat
