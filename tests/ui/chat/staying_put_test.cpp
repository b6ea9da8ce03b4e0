// What one reads, has selected or looks for stays where it is when something changes elsewhere.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"

namespace hubbub::ui::chat {
namespace {

using model::LineIndex;
using tests::TestRoom;

constexpr std::uint32_t kLines = 400;  // every fifth of them is about pizza
constexpr std::uint32_t kEvery = 5;

class StayingPutTest : public ::testing::Test {
 protected:
  StayingPutTest() : first_(room_.room().log.end()) {
    for (std::uint32_t i = 0; i < kLines; ++i) {
      room_.say(i % 2 == 0 ? "ann" : "bob",
                (i % kEvery == 0 ? "pizza " : "line ") + std::to_string(i));
    }
    driver_.show_panel([this] {
      panel_.draw(room_.view(), room_.room(), ImGui::GetContentRegionAvail(), actions_);
    });
  }
  // Ctrl+F, and Enter until the hit with this number, from 0 for the oldest, is the present one.
  void find(std::uint32_t hit) {
    driver_.press(ImGuiMod_Ctrl | ImGuiKey_F);
    driver_.type("pizza");
    for (std::uint32_t at = kLines / kEvery - 1; at > hit; --at) {
      driver_.press(ImGuiKey_Enter);
    }
  }
  // Where the line of that hit stands; nothing: out of sight.
  [[nodiscard]] std::optional<float> place(std::uint32_t hit) {
    return panel_.lower_edge(first_ + LineIndex{hit * kEvery});
  }
  // Somebody else removes a message, by its number, from 1.
  void remove(std::uint64_t number) {
    tests::wire::ModerationReported order;
    order.room = "lobby";
    order.by = "bob";
    order.act = tests::wire::Act::kClear;
    order.target = number;
    order.text = "bob removed a message.";
    room_.apply({order});
    driver_.settle();
  }
  void lose_the_connection_and_come_back() {
    room_.apply({tests::connection(tests::wire::ConnectionState::kReconnecting, "Lost.")});
    driver_.settle();
    room_.apply(tests::online({"me", "ann", "bob"}));
    driver_.settle();
  }
  void select_a_line_in_sight() {
    const tests::ui::Box log = driver_.box("Log");
    driver_.drag({log.min.x + 60, log.centre().y}, {log.max.x - 100, log.centre().y + 40});
  }
  [[nodiscard]] std::string copied() {
    actions_.clear();
    driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
    const auto found = std::find_if(actions_.begin(), actions_.end(), [](const Action& action) {
      return std::holds_alternative<CopyText>(action);
    });
    return found == actions_.end() ? "" : std::get<CopyText>(*found).text;
  }

  TestRoom room_;
  const LineIndex first_;
  tests::ui::Driver driver_{{800, 600}};
  ChatPanel panel_;
  Actions actions_;
};

TEST_F(StayingPutTest, ARemovalMovesNeitherTheHitNorTheScrollPosition) {
  find(40);
  const auto before = place(40);
  ASSERT_TRUE(before);
  remove(kLines - 1);
  EXPECT_EQ(place(40), before);
  driver_.press(ImGuiKey_Enter);
  for (std::uint32_t hit = 39; hit > 20; --hit) {
    driver_.press(ImGuiKey_Enter);
  }
  EXPECT_TRUE(place(20)) << "Enter went on from the hit that was shown";
  EXPECT_FALSE(place(40));
}

TEST_F(StayingPutTest, TheSearchGoesOnFromAHitThatWasRemoved) {
  find(40);
  const auto before = place(40);
  remove(40 * kEvery + 1);
  EXPECT_EQ(place(40), before);
  for (std::uint32_t hit = 39; hit > 20; --hit) {
    driver_.press(ImGuiKey_Enter);
  }
  EXPECT_TRUE(place(20));
}

TEST_F(StayingPutTest, ARemovalLeavesTheSelection) {
  find(40);
  select_a_line_in_sight();
  const std::string text = copied();
  ASSERT_FALSE(text.empty());
  remove(kLines - 1);
  EXPECT_EQ(copied(), text);
}

TEST_F(StayingPutTest, ComingBackMovesNothingAndLeavesTheKeyboardWithTheSearch) {
  find(40);
  const auto before = place(40);
  lose_the_connection_and_come_back();
  EXPECT_EQ(place(40), before);
  driver_.press(ImGuiKey_Enter);
  EXPECT_TRUE(place(39));
  driver_.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver_.has("Find")) << "the key was the field's";
}

TEST_F(StayingPutTest, ComingBackLeavesTheSelection) {
  find(40);
  select_a_line_in_sight();
  const std::string text = copied();
  ASSERT_FALSE(text.empty());
  const auto before = place(40);
  lose_the_connection_and_come_back();
  EXPECT_EQ(copied(), text);
  EXPECT_EQ(place(40), before);
}

}  // namespace
}  // namespace hubbub::ui::chat
