// The card with the commands, as /help opens it.
#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

TEST_F(MainWindowAtWork, HelpIsACardThatLeavesNothingInTheLog) {
  happen(party::party());
  const auto lines = [this] {
    model::View view;
    model.pull(view);
    return view.lobby()->log.size();
  };
  const std::size_t before = lines();
  driver.type("/help");
  driver.press(ImGuiKey_Enter);
  EXPECT_TRUE(driver.has("Close (Esc)"));
  driver.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver.has("Close (Esc)"));
  EXPECT_EQ(lines(), before);
  driver.type("hello");
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::SendMessage>(), nullptr) << "one can go on writing";
  EXPECT_EQ(last<wire::SendMessage>()->text, "hello");
}

TEST_F(MainWindowAtWork, AClickBesideTheHelpClosesIt) {
  happen(party::party());
  window.perform(OpenHelp{});
  driver.settle();
  EXPECT_TRUE(driver.has("Close (Esc)"));
  driver.click_at({20.0F, 700.0F});
  EXPECT_FALSE(driver.has("Close (Esc)"));
}

}  // namespace
}  // namespace hubbub::ui::shell
