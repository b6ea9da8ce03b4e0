// What the window does when a visit is over: the dialog only where something has to be changed in
// it, else a strip above the chat.
#include <string>

#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

// The end of a visit or an attempt.
wire::EventBatch ended(const std::string& code, const std::string& reason = "It is over.") {
  wire::EventBatch batch = party::connection(wire::ConnectionState::kClosed, reason);
  std::get<wire::ConnectionChanged>(batch.front()).code = code;
  return batch;
}

class ConnectionEnd : public MainWindowAtWork {};

TEST_F(ConnectionEnd, ComesBackToTheDialogOnlyWhenSomethingHasToBeChangedThere) {
  for (const char* code : {"kicked", "banned", "password-wrong", "host-changed"}) {
    happen(party::party());
    ASSERT_FALSE(driver.has("Join a party")) << code;
    happen(ended(code));
    EXPECT_TRUE(driver.has("Join a party")) << code;
  }
  for (const char* code : {"refused", "timed-out", "host-stopped", "nick-taken", "reset"}) {
    happen(party::party());
    happen(ended(code));
    EXPECT_FALSE(driver.has("Join a party")) << code;
    EXPECT_TRUE(driver.has("Other party...")) << code;
  }
}

TEST_F(ConnectionEnd, JoinsAgainFromTheStripAboveTheChat) {
  driver.fill("Address", "game-pc");
  driver.click("Join");
  happen(party::party());
  happen(ended("timed-out"));
  const auto before = posted_count<wire::Connect>();
  driver.click("Join again");
  EXPECT_EQ(posted_count<wire::Connect>(), before + 1);
  EXPECT_EQ(last<wire::Connect>()->target, "game-pc");
}

TEST_F(ConnectionEnd, ForATakenNameTheCursorIsInTheName) {
  driver.fill("Address", "game-pc");
  driver.click("Join");
  happen(party::connection(wire::ConnectionState::kConnecting));
  happen(ended("nick-taken", "Somebody is called that."));
  driver.press(ImGuiMod_Ctrl | ImGuiKey_A);
  driver.type("another");
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::Connect>(), nullptr);
  EXPECT_EQ(last<wire::Connect>()->nick, "another");
  EXPECT_EQ(last<wire::Connect>()->target, "game-pc");
}

TEST_F(ConnectionEnd, ADialogThatComesByItselfTakesNoTypedText) {
  driver.fill("Address", "game-pc");
  driver.click("Join");
  happen(party::party());
  const auto connects = posted_count<wire::Connect>();
  driver.type("half a sen");
  happen(ended("kicked", "You were kicked."));
  driver.type("tence");
  driver.press(ImGuiKey_Enter);
  driver.press(ImGuiKey_Space);
  EXPECT_EQ(posted_count<wire::Connect>(), connects) << "Enter was meant for the sentence";
  driver.press(ImGuiKey_Tab);
  driver.click("Join");
  ASSERT_NE(last<wire::Connect>(), nullptr);
  EXPECT_EQ(last<wire::Connect>()->target, "game-pc") << "nothing was typed into it";
}

TEST_F(ConnectionEnd, AnEndThatComesWhileSomethingIsCarriedOutIsNotMissed) {
  happen(party::party());
  model.apply(ended("kicked"));
  window.perform(WritePrivate{"ann", ""});
  driver.settle();
  EXPECT_TRUE(driver.has("Join"));
}

TEST_F(ConnectionEnd, ARefusalFasterThanAFrameIsShownAgain) {
  happen(party::connection(wire::ConnectionState::kClosed, "Nothing answers."));
  EXPECT_TRUE(driver.has("Join"));
  wire::EventBatch attempt = party::connection(wire::ConnectionState::kConnecting);
  for (wire::Event& event :
       party::connection(wire::ConnectionState::kClosed, "Still nothing answers."))
    attempt.push_back(std::move(event));
  driver.fill("Address", "game-pc");
  driver.click("Join");
  const int without = driver.vertices();
  happen(std::move(attempt));
  EXPECT_GT(driver.vertices(), without) << "the reason stands in the dialog";
}

}  // namespace
}  // namespace hubbub::ui::shell
