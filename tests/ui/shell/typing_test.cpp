// What keys and typed text do in the whole window.
#include <string>

#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

TEST_F(MainWindowAtWork, EveryCopySaysSo) {
  happen(party::party());
  const int before = driver.vertices();
  window.perform(CopyText{"192.168.1.7:24280"});
  driver.settle();
  EXPECT_GT(driver.vertices(), before);
  ASSERT_TRUE(window.next_change());
  now = *window.next_change();
  driver.settle();
  EXPECT_EQ(driver.vertices(), before);
  EXPECT_FALSE(window.next_change());
}

TEST_F(MainWindowAtWork, ItsOwnHostIsJoinedWhereItListens) {
  wire::StartHost host;
  host.bind = {"::1"};
  window.perform(wire::Command(host));
  happen(party::hosting());
  ASSERT_NE(last<wire::Connect>(), nullptr);
  EXPECT_EQ(last<wire::Connect>()->target, "[::1]:24280");
}

TEST_F(MainWindowAtWork, RoomsStandBesideTheChatWheneverThereAreTwoColumns) {
  happen(party::party());
  happen({wire::RosterReceived{"games", {{"you", {}}, {"ann", {}}}}});
  driver.resize({700, 600});
  driver.settle();
  EXPECT_GE(driver.count("Room"), 2U);
}

TEST_F(MainWindowAtWork, KeysWorkWhileOneTypes) {
  happen(party::party());
  happen({wire::RosterReceived{"games", {{"you", {}}, {"ann", {}}}}});
  driver.type("a draft");
  driver.press(ImGuiMod_Ctrl | ImGuiKey_PageDown);
  driver.type("for games");
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::SendMessage>(), nullptr);
  EXPECT_EQ(last<wire::SendMessage>()->room, "games");
  EXPECT_EQ(last<wire::SendMessage>()->text, "for games");
  driver.press(ImGuiMod_Alt | ImGuiKey_1);
  driver.press(ImGuiKey_Enter);
  EXPECT_EQ(last<wire::SendMessage>()->text, "a draft") << "the first room's own draft";
}

TEST_F(MainWindowAtWork, EndGoesBackToTheNewestLineWhileOneTypes) {
  happen(party::party());
  driver.type("x");
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  EXPECT_TRUE(driver.has("Jump to newest"));
  driver.press(ImGuiKey_LeftArrow);
  driver.press(ImGuiKey_End);
  EXPECT_TRUE(driver.has("Jump to newest")) << "in the middle of a line it goes to its end";
  driver.press(ImGuiKey_End);
  EXPECT_FALSE(driver.has("Jump to newest"));
  driver.press(ImGuiKey_PageUp);
  EXPECT_TRUE(driver.has("Jump to newest"));
}

TEST_F(MainWindowAtWork, WhoSendsSeesTheNewestLine) {
  happen(party::party());
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  EXPECT_TRUE(driver.has("Jump to newest"));
  driver.type("hello");
  driver.press(ImGuiKey_Enter);
  driver.settle();
  EXPECT_FALSE(driver.has("Jump to newest"));
}

TEST_F(MainWindowAtWork, SpaceInTheInspectorPausesIt) {
  happen(party::party());
  driver.press(ImGuiKey_F12);
  happen(party::capture(40));
  driver.click("frame");
  driver.type(" ");
  driver.press(ImGuiKey_Space);
  EXPECT_TRUE(driver.has("Resume the view (Space)"));
  driver.press(ImGuiMod_Ctrl | ImGuiKey_F);
  EXPECT_FALSE(driver.has("Find")) << "the chat's search";
  driver.type("zz-none");
  EXPECT_EQ(driver.count("frame"), 0U) << "it filters";
}

TEST_F(MainWindowAtWork, ComingBackOnlineLeavesTheKeyboardWithTheSearch) {
  happen(party::party());
  driver.press(ImGuiMod_Ctrl | ImGuiKey_F);
  driver.type("pi");
  happen(party::connection(wire::ConnectionState::kReconnecting, "Lost."));
  driver.type("zz");
  happen(party::party());
  driver.type("a");
  driver.press(ImGuiKey_Enter);
  EXPECT_EQ(posted_count<wire::SendMessage>(), 0U) << "nothing went to the composer";
  driver.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver.has("Find"));
}

TEST_F(MainWindowAtWork, ComingBackOnlineLeavesTheKeyboardWithTheLog) {
  happen(party::party());
  const tests::ui::Box log = driver.box("Log");
  driver.drag({log.min.x + 60, log.centre().y}, {log.max.x - 100, log.centre().y + 40});
  happen(party::connection(wire::ConnectionState::kReconnecting, "Lost."));
  happen(party::party());
  driver.press(ImGuiMod_Ctrl | ImGuiKey_C);
  EXPECT_NE(driver.clipboard(), "");
}

TEST_F(MainWindowAtWork, WhatIsTypedAfterJoinStaysTogether) {
  happen(party::party());
  driver.type("/join games");
  driver.press(ImGuiKey_Enter);
  driver.type("hello ");
  driver.press(ImGuiKey_Enter);
  EXPECT_EQ(posted_count<wire::SendMessage>(), 0U) << "it is meant for the room that is to come";
  model.apply({wire::RosterReceived{"games", {{"you", {}}}}});
  for (const char* letter : {"e", "v", "e", "r", "y", "b", "o", "d", "y"}) {
    driver.type(letter);
  }
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::SendMessage>(), nullptr);
  EXPECT_EQ(last<wire::SendMessage>()->room, "games");
  EXPECT_EQ(last<wire::SendMessage>()->text, "hello everybody");
  EXPECT_EQ(posted_count<wire::SendMessage>(), 1U);
}

TEST_F(MainWindowAtWork, NoLetterIsLostWhileTheRoomComesToTheFront) {
  happen(party::party());
  driver.type("/join games");
  driver.press(ImGuiKey_Enter);
  const std::string text = "every letter arrives";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == 4) {
      model.apply({wire::RosterReceived{"games", {{"you", {}}}}});
    }
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(text[at]));
    driver.frames(1);
  }
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::SendMessage>(), nullptr);
  EXPECT_EQ(last<wire::SendMessage>()->room, "games");
  EXPECT_EQ(last<wire::SendMessage>()->text, text);
}

TEST_F(MainWindowAtWork, ARoomThatIsRefusedLeavesTheTextWhereItIs) {
  happen(party::party());
  driver.type("/join games");
  driver.press(ImGuiKey_Enter);
  driver.type("hello");
  happen({wire::Notice{wire::Severity::kWarning, "too-many-rooms", "There are too many.", {}}});
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::SendMessage>(), nullptr);
  EXPECT_EQ(last<wire::SendMessage>()->text, "hello");
}

}  // namespace
}  // namespace hubbub::ui::shell
