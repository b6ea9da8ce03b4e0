#include "ui/rooms/rooms_panel.h"

#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::rooms {
namespace {

class RoomsPanelTest : public ::testing::Test {
 protected:
  RoomsPanelTest() {
    driver_.show_panel([this] {
      handle_keys(room_.view(), selected_, actions_);
      draw(room_.view(), selected_, ImGui::GetContentRegionAvail(), actions_);
      for (const Action& action : actions_) {
        if (const auto* select = std::get_if<SelectRoom>(&action)) {
          selected_ = select->room;
        }
      }
    });
    selected_ = room_.room().id;
  }
  void add_others() {
    room_.apply({tests::roster({"me"}, "games"), tests::private_message("ann", "me", "psst")});
    driver_.settle();
  }
  const model::RoomView& selected() { return *room_.view().find(selected_); }

  tests::TestRoom room_;
  tests::ui::Driver driver_{{180, 400}};
  model::RoomId selected_ = model::RoomId::kNone;
  Actions actions_;
};

TEST_F(RoomsPanelTest, IsNeededOnlyForMoreThanOneRoom) {
  EXPECT_FALSE(is_needed(room_.view()));
  add_others();
  EXPECT_TRUE(is_needed(room_.view()));
  EXPECT_EQ(driver_.count("Room"), 3U);
}

TEST_F(RoomsPanelTest, KeysGoFromRoomToRoomAndAround) {
  add_others();
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_PageDown);
  EXPECT_EQ(selected().name, "games");
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_PageUp);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_PageUp);
  EXPECT_EQ(selected().name, "ann");
  driver_.press(ImGuiMod_Alt | ImGuiKey_2);
  EXPECT_EQ(selected().name, "games");
}

TEST_F(RoomsPanelTest, AClickSelects) {
  add_others();
  const tests::ui::Box first = driver_.box("Room");
  driver_.click_at({first.centre().x, first.centre().y + first.height() + 2.0F});
  EXPECT_EQ(selected().name, "games");
}

TEST_F(RoomsPanelTest, AConversationIsClosedByItsCross) {
  add_others();
  driver_.press(ImGuiMod_Alt | ImGuiKey_3);
  actions_.clear();
  // The conversation is the last row, under its own heading.
  const tests::ui::Box first = driver_.box("Room");
  for (float y = first.max.y; y < 300.0F && actions_.empty(); y += 4.0F) {
    driver_.click_at({first.max.x - 16.0F, y});
    if (!actions_.empty() && !std::holds_alternative<CloseConversation>(actions_[0])) {
      actions_.clear();
    }
  }
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_EQ(std::get<CloseConversation>(actions_[0]).room,
            room_.view().find(model::RoomKind::kPrivate, "ann")->id);
}

}  // namespace
}  // namespace hubbub::ui::rooms
