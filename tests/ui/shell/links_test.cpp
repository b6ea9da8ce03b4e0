// Links of strangers: opened in the browser, after a question where they lead to a new place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LinksTest : public MainWindowAtWork {
 protected:
  LinksTest() { happen(party::party()); }
  void open(const std::string& address) {
    window.perform(OpenLink{address});
    driver.settle();
  }
};

TEST_F(LinksTest, AskTheFirstTimeForAHost) {
  open("https://a.example/x");
  EXPECT_THAT(browser.opened, IsEmpty());
  driver.click("Open");
  EXPECT_THAT(browser.opened, ElementsAre("https://a.example/x"));
  open("https://a.example/y");
  EXPECT_THAT(browser.opened, ElementsAre("https://a.example/x", "https://a.example/y"));
  EXPECT_THAT(settings.trusted_sites, IsEmpty()) << "it is forgotten when the program ends";
  open("https://other.example/");
  EXPECT_TRUE(driver.has("Open"));
}

TEST_F(LinksTest, AskNoMoreForASiteThatIsTrusted) {
  open("https://a.example/x");
  driver.click("Always for this site");
  driver.click("Open");
  EXPECT_THAT(settings.trusted_sites, ElementsAre("a.example"));
}

TEST_F(LinksTest, OpenAtOnceWhereASiteWasTrustedBefore) {
  settings.trusted_sites = {"a.example"};
  open("https://a.example/x");
  EXPECT_THAT(browser.opened, ElementsAre("https://a.example/x"));
}

TEST_F(LinksTest, CanBeCopiedInstead) {
  open("https://a.example/x");
  driver.click("Copy");
  EXPECT_THAT(browser.opened, IsEmpty());
  EXPECT_EQ(driver.clipboard(), "https://a.example/x");
  EXPECT_FALSE(driver.has("Open"));
}

TEST_F(LinksTest, CanBeLeft) {
  open("https://a.example/x");
  driver.press(ImGuiKey_Escape);
  EXPECT_THAT(browser.opened, IsEmpty());
  EXPECT_FALSE(driver.has("Open"));
  EXPECT_EQ(driver.clipboard(), "");
}

TEST_F(LinksTest, OfAnotherSchemeAreCopied) {
  open("steam://connect/10.0.0.1:27015");
  EXPECT_THAT(browser.opened, IsEmpty());
  EXPECT_FALSE(driver.has("Open"));
  EXPECT_EQ(driver.clipboard(), "steam://connect/10.0.0.1:27015");
}

TEST_F(LinksTest, AreCopiedWhereNoBrowserCouldBeOpened) {
  browser.failed = {"https://a.example/x"};
  driver.settle();
  EXPECT_EQ(driver.clipboard(), "https://a.example/x");
  EXPECT_TRUE(window.next_change()) << "a notice says so for a while";
}

}  // namespace
}  // namespace hubbub::ui::shell
