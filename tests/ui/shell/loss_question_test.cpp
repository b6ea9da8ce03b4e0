#include "ui/shell/loss_question.h"

#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

class GuestsAreHere : public MainWindowAtWork {
 protected:
  GuestsAreHere() {
    driver.click("Host a party");
    driver.click("Host");
    happen(party::hosting());
    happen(party::party());
  }
};

TEST_F(GuestsAreHere, QuittingAsksBeforeThePartyEnds) {
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  EXPECT_FALSE(window.quit_requested());
  driver.press(ImGuiKey_Enter);
  EXPECT_FALSE(window.quit_requested()) << "Enter stays";
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  driver.click("End the party");
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(GuestsAreHere, StoppingTheHostAsksToo) {
  window.perform(wire::Command(wire::StopHost{}));
  driver.settle();
  EXPECT_EQ(posted_count<wire::StopHost>(), 0U);
  driver.click("End the party");
  EXPECT_EQ(posted_count<wire::StopHost>(), 1U);
  EXPECT_FALSE(window.quit_requested());
}

TEST_F(GuestsAreHere, AloneNothingIsAsked) {
  happen({wire::HostClientLeft{"ann", "192.168.1.12:50313", ""}});
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  EXPECT_TRUE(window.quit_requested());
}

class UnsentLines : public MainWindowAtWork {
 protected:
  UnsentLines() {
    happen(party::party());
    for (const char* text : {"one", "two"}) {
      driver.type(text);
      driver.press(ImGuiKey_Enter);
      written.push_back(last<wire::SendMessage>()->id);
    }
  }
  void confirm(std::size_t index) {
    wire::MessageAcknowledged event;
    event.id = written.at(index);
    happen({event});
  }
  void fail(std::size_t index) {
    happen({wire::MessageFailed{written.at(index), "closed", "The connection ended."}});
  }
  void ask() {
    driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
    EXPECT_TRUE(driver.has("Quit anyway"));
    EXPECT_FALSE(window.quit_requested());
  }
  std::vector<wire::MessageId> written;
};

TEST_F(UnsentLines, QuittingAsksAndStaysOnEscapeEnterAndTheButton) {
  ask();
  driver.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver.has("Quit anyway"));
  ask();
  driver.press(ImGuiKey_Enter);
  EXPECT_FALSE(driver.has("Quit anyway"));
  ask();
  driver.click("Stay");
  EXPECT_FALSE(driver.has("Quit anyway"));
  EXPECT_FALSE(window.quit_requested());
  driver.type("three");
  driver.press(ImGuiKey_Enter);
  EXPECT_EQ(last<wire::SendMessage>()->text, "three") << "the keyboard is back where it was";
}

TEST_F(UnsentLines, QuittingQuitsWhenThePersonInsists) {
  driver.click("Menu");
  driver.click("Quit");
  EXPECT_FALSE(window.quit_requested());
  driver.click("Quit anyway");
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(UnsentLines, TheKeyboardCanInsistToo) {
  ask();
  driver.press(ImGuiKey_Tab);
  driver.press(ImGuiKey_Tab);
  driver.press(ImGuiKey_Enter);
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(UnsentLines, GoesOnToQuitOnceTheHostHasAll) {
  ask();
  confirm(0);
  EXPECT_FALSE(window.quit_requested());
  confirm(1);
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(UnsentLines, AsksForNothingThatTheHostHas) {
  confirm(0);
  confirm(1);
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(UnsentLines, FailedOnesCountUntilTheyAreDiscarded) {
  confirm(0);
  fail(1);
  ask();
  driver.press(ImGuiKey_Escape);
  driver.click("Discard");
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(UnsentLines, QuittingAsksOverTheDialogWhichComesBack) {
  fail(0);
  wire::EventBatch kicked = party::connection(wire::ConnectionState::kClosed, "You were kicked.");
  std::get<wire::ConnectionChanged>(kicked.front()).code = "kicked";
  happen(kicked);
  EXPECT_TRUE(driver.has("Join"));
  window.perform(Quit{});  // as closing the window does
  driver.settle();
  EXPECT_FALSE(driver.has("Join"));
  driver.click("Stay");
  EXPECT_TRUE(driver.has("Join"));
}

TEST_F(UnsentLines, AnotherPartyIsJoinedWhenThePersonInsists) {
  wire::Connect connect;
  connect.target = "elsewhere";
  connect.nick = "you";
  window.perform(wire::Command(connect));
  driver.settle();
  EXPECT_EQ(posted_count<wire::Connect>(), 0U);
  driver.click("Stay");
  EXPECT_FALSE(driver.has("Leave anyway"));
  EXPECT_EQ(posted_count<wire::Connect>(), 0U);
  window.perform(wire::Command(connect));
  driver.settle();
  driver.click("Leave anyway");
  ASSERT_NE(last<wire::Connect>(), nullptr);
  EXPECT_EQ(last<wire::Connect>()->target, "elsewhere");
  EXPECT_FALSE(window.quit_requested());
}

TEST_F(UnsentLines, AnotherPartyIsJoinedOnceTheHostHasAll) {
  wire::Connect connect;
  connect.target = "elsewhere";
  window.perform(wire::Command(connect));
  driver.settle();
  confirm(0);
  EXPECT_EQ(posted_count<wire::Connect>(), 0U);
  confirm(1);
  EXPECT_EQ(posted_count<wire::Connect>(), 1U);
  EXPECT_FALSE(driver.has("Leave anyway"));
}

TEST_F(UnsentLines, APartyOfOnesOwnIsAnotherOne) {
  window.perform(wire::Command(wire::StartHost{}));
  driver.settle();
  EXPECT_EQ(posted_count<wire::StartHost>(), 0U);
  driver.click("Leave anyway");
  EXPECT_EQ(posted_count<wire::StartHost>(), 1U);
}

TEST_F(UnsentLines, TheSamePartyKeepsThemAndIsJoinedWithoutAQuestion) {
  const wire::ConnectionChanged here = std::get<wire::ConnectionChanged>(
      party::connection(wire::ConnectionState::kOnline, "").at(0));
  wire::Connect connect;
  connect.target = here.target;
  window.perform(wire::Command(connect));
  driver.settle();
  EXPECT_EQ(posted_count<wire::Connect>(), 1U);
}

}  // namespace
}  // namespace hubbub::ui::shell
