#include "ui/dialog/connection_dialog.h"

#include <optional>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;
using tests::ui::Driver;

class ConnectionDialogInUse : public testing::Test {
 protected:
  ConnectionDialogInUse() {
    settings.nick = "ann";
    start();
  }

  void start() {
    dialog.emplace(settings);
    driver.show([this] { dialog->draw(view, settings, now, actions); });
  }

  template <class T>
  const T* command() const {
    for (const Action& action : actions) {
      if (const auto* any = std::get_if<wire::Command>(&action)) {
        if (const auto* found = std::get_if<T>(any)) {
          return found;
        }
      }
    }
    return nullptr;
  }

  Settings settings;
  Driver driver;
  model::View view;
  Actions actions;
  ConnectionDialog::Time now{std::chrono::hours(1)};
  std::optional<ConnectionDialog> dialog;
};

TEST_F(ConnectionDialogInUse, FirstKeysGoToTheAddressWhenTheNameIsKnown) {
  driver.type("game-pc");
  EXPECT_EQ(dialog->form().target, "game-pc");
}

TEST_F(ConnectionDialogInUse, EnterJoins) {
  driver.type("game-pc:4000");
  driver.press(ImGuiKey_Enter);
  const auto* connect = command<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_EQ(connect->target, "game-pc:4000");
  EXPECT_EQ(connect->nick, "ann");
  EXPECT_EQ(settings.target, "game-pc:4000") << "remembered for the next start";
}

TEST_F(ConnectionDialogInUse, WithoutAnAddressNothingIsSentAndTheFieldIsShown) {
  driver.click("Join");
  EXPECT_TRUE(actions.empty());
  driver.type("game-pc");
  EXPECT_EQ(dialog->form().target, "game-pc") << "the keyboard is where the problem is";
}

TEST_F(ConnectionDialogInUse, HostsWithOneClickFromItsPage) {
  driver.click("Host a party");
  driver.click("Host");
  const auto* host = command<wire::StartHost>();
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(host->port, wire::kDefaultPort);
  EXPECT_EQ(host->title, "");
}

TEST_F(ConnectionDialogInUse, HostTakesTitleAndPort) {
  driver.click("Host a party");
  driver.fill("Party title", "Friday night LAN");
  driver.click("Advanced");
  driver.fill("Port", "0");
  driver.press(ImGuiKey_Enter);
  const auto* host = command<wire::StartHost>();
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(host->title, "Friday night LAN");
  EXPECT_EQ(host->port, 0);
  EXPECT_TRUE(settings.host_page);
}

TEST_F(ConnectionDialogInUse, SpeaksTheOldProtocolWhenTicked) {
  driver.fill("Address", "old-pc");
  driver.click("Advanced");
  driver.click("2006 protocol");
  driver.click("Join");
  const auto* connect = command<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_TRUE(connect->plain);
  EXPECT_EQ(connect->port, wire::k2006Port);
}

TEST_F(ConnectionDialogInUse, ABadPortUnfoldsWhatHidesIt) {
  settings.join_port = 0;
  start();
  driver.type("game-pc");
  driver.press(ImGuiKey_Enter);
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(driver.has("Port"));
}

TEST_F(ConnectionDialogInUse, ARecentHostIsJoinedWithOneClick) {
  remember_host(settings, {"10.0.0.3", "Retro", true});
  start();
  driver.click("host");
  const auto* connect = command<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_EQ(connect->target, "10.0.0.3");
  EXPECT_TRUE(connect->plain);
}

TEST_F(ConnectionDialogInUse, ARecentHostCanBeForgotten) {
  remember_host(settings, {"10.0.0.3", "", false});
  start();
  driver.hover(driver.box("host").centre());
  driver.click("Forget");
  EXPECT_TRUE(settings.recent_hosts.empty());
  EXPECT_TRUE(actions.empty());
}

TEST_F(ConnectionDialogInUse, ProgressTakesTheFieldsPlaceAndCancelEndsIt) {
  view.connection.state = wire::ConnectionState::kConnecting;
  view.connection.target = "game-pc";
  driver.settle();
  EXPECT_FALSE(driver.has("Join"));
  driver.click("Cancel");
  EXPECT_NE(command<wire::Disconnect>(), nullptr);
  EXPECT_EQ(command<wire::StopHost>(), nullptr);
}

TEST_F(ConnectionDialogInUse, EscapeCancelsWhatIsUnderWay) {
  view.connection.state = wire::ConnectionState::kHandshaking;
  driver.settle();
  driver.press(ImGuiKey_Escape);
  EXPECT_NE(command<wire::Disconnect>(), nullptr);
}

TEST_F(ConnectionDialogInUse, WaitingForTheNextAttemptCountsDownAndCanBeHurried) {
  driver.fill("Address", "game-pc");
  view.connection.state = wire::ConnectionState::kReconnecting;
  view.connection.attempt = 2;
  view.connection.retry_at = now + std::chrono::milliseconds(2500);
  driver.settle();
  ASSERT_TRUE(dialog->next_change());
  EXPECT_EQ(*dialog->next_change(), now + std::chrono::milliseconds(500));
  driver.click("Try now");
  EXPECT_NE(command<wire::Connect>(), nullptr);
}

TEST_F(ConnectionDialogInUse, CancelWhileStartingStopsTheHostToo) {
  dialog->set_starting_host(true);
  driver.settle();
  driver.click("Cancel");
  EXPECT_NE(command<wire::StopHost>(), nullptr);
}

TEST_F(ConnectionDialogInUse, AnErrorIsShownOnThePageOfTheAttemptUntilTheNext) {
  const int before = driver.vertices();
  dialog->show_error(ConnectionPage::kJoin, "Nothing answers at game-pc.");
  driver.settle();
  EXPECT_GT(driver.vertices(), before);
  const float moved = driver.box("Address").min.y;
  driver.fill("Address", "game-pc");
  driver.click("Join");
  driver.settle();
  EXPECT_NE(driver.box("Address").min.y, moved) << "the box is gone";
}

TEST_F(ConnectionDialogInUse, TabGoesFromFieldToField) {
  driver.click("Nickname");
  driver.press(ImGuiKey_Tab);
  driver.type("x-pc");
  EXPECT_EQ(dialog->form().target, "x-pc");
}

TEST_F(ConnectionDialogInUse, ANameHoldsNoMoreThanTheProtocolTakes) {
  driver.fill("Nickname", std::string(40, 'x') +
                              "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
                              "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9");
  EXPECT_LE(dialog->form().nick.size(), wire::kMaxNickBytes);
  EXPECT_EQ(dialog->form().nick.size() % 2, 0U) << "no letter is cut in two";
}

TEST_F(ConnectionDialogInUse, APasswordIsAskedForOnlyWhenTheHostDoes) {
  driver.fill("Address", "game-pc");
  EXPECT_FALSE(driver.has("Party password"));
  dialog->ask_password();
  driver.settle();
  driver.type("pizza");
  driver.press(ImGuiKey_Enter);
  const auto* connect = command<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_EQ(connect->password, "pizza");
}

TEST_F(ConnectionDialogInUse, AHostCanHaveAPasswordAndForbidWhoIsNotEncrypted) {
  driver.click("Host a party");
  driver.fill("Password for guests", "pizza");
  driver.click("Advanced");
  driver.click("Require encryption");
  driver.click("Host");
  const auto* host = command<wire::StartHost>();
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(host->password, "pizza");
  EXPECT_TRUE(host->require_tls);
  EXPECT_TRUE(settings.require_encryption);
}

class AnotherHostKey : public ConnectionDialogInUse {
 protected:
  AnotherHostKey() {
    wire::KeyId presented;
    presented.bytes[0] = 2;
    view.connection.state = wire::ConnectionState::kClosed;
    view.connection.other_host_key = {"game-pc", {}, presented};
    driver.settle();
  }
  template <class T>
  const T* asked() const {
    for (const Action& action : actions) {
      if (const auto* found = std::get_if<T>(&action)) {
        return found;
      }
    }
    return nullptr;
  }
};

TEST_F(AnotherHostKey, StopsEverythingElse) {
  EXPECT_FALSE(driver.has("Join"));
  EXPECT_TRUE(driver.has("Do not connect"));
}

TEST_F(AnotherHostKey, CanBeTrusted) {
  driver.click("Trust the new key");
  ASSERT_NE(asked<TrustOtherHostKey>(), nullptr);
  EXPECT_EQ(asked<TrustOtherHostKey>()->key.bytes[0], 2);
}

TEST_F(AnotherHostKey, IsRefusedByEscapeAndByEnter) {
  driver.press(ImGuiKey_Escape);
  EXPECT_NE(asked<RefuseOtherHostKey>(), nullptr);
  actions.clear();
  driver.press(ImGuiKey_Enter);
  EXPECT_NE(asked<RefuseOtherHostKey>(), nullptr);
  EXPECT_EQ(asked<TrustOtherHostKey>(), nullptr);
}

TEST_F(ConnectionDialogInUse, AdvancedUnfoldsWithoutMovingTheCard) {
  const tests::ui::Box before = driver.box("Join a party");
  driver.click("Advanced");
  EXPECT_FLOAT_EQ(driver.box("Join a party").min.y, before.min.y);
  EXPECT_FLOAT_EQ(driver.box("Join a party").min.x, before.min.x);
}

TEST_F(ConnectionDialogInUse, InASmallWindowWhatUnfoldsStaysInsideIt) {
  driver.resize({500, 560});
  driver.click("Advanced");
  EXPECT_LE(driver.box("Join").max.y, 560.0F);
}

TEST_F(ConnectionDialogInUse, ForATakenNameTheKeyboardGoesToTheName) {
  driver.type("game-pc");
  dialog->open(ConnectionPage::kJoin);
  dialog->ask_other_nick();
  driver.settle();
  driver.press(ImGuiMod_Ctrl | ImGuiKey_A);
  driver.type("bob");
  EXPECT_EQ(dialog->form().nick, "bob");
  EXPECT_EQ(dialog->form().target, "game-pc");
}

}  // namespace
}  // namespace hubbub::ui::dialog
