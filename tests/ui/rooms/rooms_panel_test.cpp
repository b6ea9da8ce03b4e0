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
      panel_.handle_keys(room_.view(), selected_, actions_);
      panel_.draw(room_.view(), selected_, settings_, ImGui::GetContentRegionAvail(), actions_);
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

  // Right-clicks the row at this place.
  void open_menu(int place) {
    const tests::ui::Box first = driver_.box("Room");
    driver_.click_at(
        {first.centre().x, first.centre().y + static_cast<float>(place) * (first.height() + 2.0F)},
        ImGuiMouseButton_Right);
  }

  tests::TestRoom room_;
  RoomsPanel panel_;
  Settings settings_;
  tests::ui::Driver driver_{{180, 400}};
  model::RoomId selected_ = model::RoomId::kNone;
  Actions actions_;
};

TEST_F(RoomsPanelTest, IsNeededWhereThereCanBeOtherRooms) {
  EXPECT_FALSE(RoomsPanel::is_needed(model::View{}));
  EXPECT_TRUE(RoomsPanel::is_needed(room_.view()));
  add_others();
  EXPECT_EQ(driver_.count("Room"), 3U);
}

TEST_F(RoomsPanelTest, AHostOf2006HasNoRoomsToOffer) {
  tests::wire::Welcomed welcomed = tests::welcomed();
  welcomed.dialect = tests::wire::Dialect::k2006;
  room_.apply({welcomed});
  driver_.settle();
  EXPECT_FALSE(RoomsPanel::is_needed(room_.view()));
  EXPECT_FALSE(driver_.has("New room"));
}

TEST_F(RoomsPanelTest, OffersTheOtherRoomsAndANewOne) {
  room_.apply({tests::wire::RoomsListed{{{"lobby", "", 3, {}}, {"games", "", 7, {}}}}});
  driver_.settle();
  EXPECT_EQ(driver_.count("Other room"), 1U);
  driver_.click("Other room");
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_EQ(std::get<EnterRoom>(actions_[0]).room, "games");
  driver_.click("New room");
  EXPECT_TRUE(std::holds_alternative<AskNewRoom>(actions_.back()));
}

TEST_F(RoomsPanelTest, ARoomsMenuMutesAndLeavesLast) {
  add_others();
  open_menu(1);
  EXPECT_GT(driver_.box("Leave").min.y, driver_.box("Mute").max.y);
  driver_.click("Mute");
  EXPECT_EQ(std::get<MuteRoom>(actions_.back()).room,
            room_.view().find(model::RoomKind::kRoom, "games")->id);
  open_menu(1);
  driver_.click("Leave");
  const auto command = std::get<tests::wire::Command>(actions_.back());
  EXPECT_EQ(std::get<tests::wire::LeaveRoom>(command).room, "games");
}

TEST_F(RoomsPanelTest, TheLobbyIsNotLeft) {
  open_menu(0);
  EXPECT_TRUE(driver_.has("Mute"));
  EXPECT_FALSE(driver_.has("Leave"));
}

TEST_F(RoomsPanelTest, WhatIsSelectedIsScrolledIntoSight) {
  tests::wire::EventBatch rooms;
  for (int i = 1; i <= 40; ++i) {
    rooms.emplace_back(tests::roster({"me"}, "room-with-a-long-name-" + std::to_string(i)));
  }
  room_.apply(std::move(rooms));
  driver_.settle();
  const float before = driver_.box("Room").min.y;
  selected_ = room_.view().find(model::RoomKind::kRoom, "room-with-a-long-name-40")->id;
  driver_.settle();
  EXPECT_LT(driver_.box("Room").min.y, before);
  driver_.hover({90.0F, 200.0F});
  driver_.wheel(100.0F);
  EXPECT_FLOAT_EQ(driver_.box("Room").min.y, before) << "afterwards it is free";
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
