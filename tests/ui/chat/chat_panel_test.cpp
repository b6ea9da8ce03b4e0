#include "ui/chat/chat_panel.h"

#include <algorithm>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::chat {
namespace {

using testing::HasSubstr;
using tests::TestRoom;

class ChatPanelTest : public ::testing::Test {
 protected:
  ChatPanelTest() {
    driver_.show_panel([this] {
      panel_.draw(room_.view(), room_.room(), ImGui::GetContentRegionAvail(), actions_);
    });
  }
  template <typename T>
  const T* last() const {
    const auto found = std::find_if(actions_.rbegin(), actions_.rend(), [](const Action& action) {
      return std::holds_alternative<T>(action);
    });
    return found == actions_.rend() ? nullptr : &std::get<T>(*found);
  }
  void wheel_up(float lines) {
    driver_.hover({300, 200});
    driver_.wheel(lines);
  }
  tests::wire::MessageId fail(const std::string& text) {
    const auto id = room_.compose(text);
    room_.apply({tests::wire::MessageFailed{id, "lost", "The connection was lost."}});
    driver_.settle();
    return id;
  }

  TestRoom room_;
  tests::ui::Driver driver_{{800, 600}};
  ChatPanel panel_;
  Actions actions_;
};

TEST_F(ChatPanelTest, AnEmptyRoomIsNotBlank) {
  EXPECT_GT(driver_.vertices(), 100);
  EXPECT_TRUE(panel_.at_newest(room_.room().id));
}

TEST_F(ChatPanelTest, FollowsTheNewestLineUntilOneScrollsUp) {
  room_.say_many(200);
  driver_.settle();
  EXPECT_TRUE(panel_.at_newest(room_.room().id));
  EXPECT_FALSE(driver_.has("Jump to newest"));
  wheel_up(5);
  EXPECT_FALSE(panel_.at_newest(room_.room().id));
  room_.say_many(3);
  driver_.settle();
  EXPECT_FALSE(panel_.at_newest(room_.room().id));
  driver_.click("Jump to newest");
  EXPECT_TRUE(panel_.at_newest(room_.room().id));
}

TEST_F(ChatPanelTest, PagesWithTheKeyboard) {
  room_.say_many(200);
  driver_.settle();
  driver_.press(ImGuiKey_PageUp);
  EXPECT_FALSE(panel_.at_newest(room_.room().id));
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_End);
  EXPECT_TRUE(panel_.at_newest(room_.room().id));
}

TEST_F(ChatPanelTest, AFailedMessageCanBeRetriedOrGivenUp) {
  const auto id = fail("hello");
  driver_.click("Retry");
  ASSERT_NE(last<RetryMessage>(), nullptr);
  EXPECT_EQ(last<RetryMessage>()->id, id);
  driver_.click("Discard");
  ASSERT_NE(last<DiscardMessage>(), nullptr);
  EXPECT_EQ(last<DiscardMessage>()->id, id);
}

TEST_F(ChatPanelTest, APendingMessageOffersNothing) {
  room_.compose("hello");
  driver_.settle();
  EXPECT_FALSE(driver_.has("Retry"));
}

TEST_F(ChatPanelTest, TextIsSelectedByDraggingAndCopied) {
  room_.say("ann", "hello there everybody");
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  const float y = log.max.y - 20.0F;  // the only row stands at the bottom
  driver_.drag({log.min.x + 60, y}, {log.max.x - 100, y});
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
  ASSERT_NE(last<CopyText>(), nullptr);
  EXPECT_EQ(last<CopyText>()->text, "hello there everybody");
}

TEST_F(ChatPanelTest, ADoubleClickTakesAWord) {
  room_.say("ann", "hello there");
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  driver_.click_at({log.min.x + 76, log.max.y - 20.0F}, ImGuiMouseButton_Left, 2);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
  ASSERT_NE(last<CopyText>(), nullptr);
  EXPECT_EQ(last<CopyText>()->text, "hello");
}

TEST_F(ChatPanelTest, AllCanBeCopiedWithNames) {
  room_.say("ann", "one");
  room_.say("bob", "two");
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  driver_.click_at({log.min.x + 400, log.min.y + 20});
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_A);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
  ASSERT_NE(last<CopyText>(), nullptr);
  EXPECT_THAT(last<CopyText>()->text, HasSubstr("ann: one\n"));
  EXPECT_THAT(last<CopyText>()->text, HasSubstr("bob: two"));
}

TEST_F(ChatPanelTest, AClickOnALinkAsksForItToBeOpened) {
  room_.say("ann", "https://a.example/x");
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  driver_.click_at({log.min.x + 90, log.max.y - 20.0F});
  ASSERT_NE(last<OpenLink>(), nullptr);
  EXPECT_EQ(last<OpenLink>()->address, "https://a.example/x");
}

TEST_F(ChatPanelTest, AClickOnAPlaceToConnectToCopiesIt) {
  room_.say("ann", "10.0.0.1:27015");
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  driver_.click_at({log.min.x + 90, log.max.y - 20.0F});
  ASSERT_NE(last<CopyText>(), nullptr);
  EXPECT_EQ(last<CopyText>()->text, "10.0.0.1:27015");
}

TEST_F(ChatPanelTest, FindsTextAndWalksThroughIt) {
  room_.say_many(500);
  driver_.settle();
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_F);
  driver_.type("line 7");
  driver_.settle();
  EXPECT_FALSE(panel_.at_newest(room_.room().id)) << "the last hit is line 79, far above";
  EXPECT_FALSE(panel_.wants_frame()) << "it has searched everything";
  driver_.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver_.has("Find"));
}

TEST_F(ChatPanelTest, AnythingThatAPeerWritesCanBeDrawn) {
  const char* const texts[] = {
      "%s%n%d##x###y", "\n\n\n",   " ",
      "``````",        "```\n```", "\u202Eabc",
      "https://",      "\t\t",     "a\u0301\u0301\u0301\u0301\u0301\u0301"};
  for (const char* text : texts) {
    room_.say(text, text);
  }
  room_.say("ann", std::string(60'000, 'x'));
  room_.say("ann", std::string(60'000, '\n') + "end");
  driver_.settle();
  wheel_up(1000);
  EXPECT_GT(driver_.vertices(), 0);
}

TEST_F(ChatPanelTest, WhateverTheSizeItDraws) {
  room_.say_many(50, "some words that need to be wrapped in a narrow window ");
  for (const ImVec2 size : {ImVec2(20, 20), ImVec2(120, 400), ImVec2(1600, 40), ImVec2(800, 600)}) {
    driver_.resize(size);
    EXPECT_TRUE(panel_.at_newest(room_.room().id));
  }
}

}  // namespace
}  // namespace hubbub::ui::chat
