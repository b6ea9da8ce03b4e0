#include "ui/dialog/party_list.h"

#include <optional>

#include <gtest/gtest.h>

#include "net/wire/hello.h"
#include "net/wire/spoken_words.h"
#include "tests/support/ui/driver.h"
#include "ui/dialog/connection_dialog.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;
using namespace std::chrono_literals;

wire::Party party(std::string title, std::uint8_t key = 1) {
  wire::Party found;
  found.id.key.bytes.fill(key);
  found.id.port = 24280;
  found.title = std::move(title);
  found.version = wire::kProtocolVersion;
  found.people = 3;
  found.addresses = {"10.0.0." + std::to_string(key) + ":24280", "[fd00::1]:24280"};
  found.round_trip = 420us;
  return found;
}

TEST(PartyTexts, SayWhatOneChoosesBy) {
  wire::Party lan = party("Friday LAN");
  PartyTexts texts = party_texts(lan);
  EXPECT_EQ(texts.title, "Friday LAN");
  EXPECT_EQ(texts.people, "3 people");
  EXPECT_EQ(texts.detail, wire::spoken_words(lan.id.key) + " \u00B7 0.4 ms");
  lan.title.clear();
  lan.people = 1;
  lan.password = lan.locked = lan.fading = true;
  lan.version = wire::kProtocolVersion - 1;
  lan.round_trip = 0us;
  texts = party_texts(lan);
  EXPECT_EQ(texts.title, "10.0.0.1:24280");
  EXPECT_EQ(texts.people, "1 person");
  EXPECT_EQ(texts.detail,
            "does not answer any more \u00B7 locked \u00B7 password \u00B7 older version \u00B7 " +
                wire::spoken_words(lan.id.key));
}

TEST(NothingFound, SaysWhereAndThenWhatToDo) {
  model::AroundView around;
  EXPECT_NE(nothing_found(around, 0s).find("in no network"), std::string::npos);
  around.interfaces = {"eth0", "wlan0", "tun0"};
  EXPECT_EQ(nothing_found(around, 1s), "Looking for parties on eth0, wlan0 and tun0 \u2026");
  EXPECT_NE(nothing_found(around, 2s).find("No party answers on eth0, wlan0 and tun0."),
            std::string::npos);
  around.parties.push_back(party("LAN"));
  EXPECT_EQ(nothing_found(around, 2s), "");
}

class PartyListInUse : public testing::Test {
 protected:
  PartyListInUse() {
    settings.nick = "ann";
    view.around.looking = true;
    view.around.interfaces = {"eth0"};
    view.around.parties = {party("Friday LAN", 1)};
  }
  void start() {
    dialog.emplace(settings);
    driver.show([this] { dialog->draw(view, settings, now, actions); });
  }
  const wire::Connect* connect() const {
    const auto* command = actions.empty() ? nullptr : std::get_if<wire::Command>(&actions.back());
    return command == nullptr ? nullptr : std::get_if<wire::Connect>(command);
  }

  Settings settings;
  tests::ui::Driver driver;
  model::View view;
  Actions actions;
  ConnectionDialog::Time now{1h};
  std::optional<ConnectionDialog> dialog;
};

TEST_F(PartyListInUse, OneClickJoinsWithTheKeyThatWasAnnounced) {
  start();
  driver.click("party");
  ASSERT_NE(connect(), nullptr);
  EXPECT_EQ(connect()->target, "10.0.0.1:24280");
  EXPECT_EQ(connect()->others, view.around.parties[0].addresses);
  EXPECT_EQ(connect()->expected, view.around.parties[0].id.key);
  EXPECT_EQ(connect()->nick, "ann");
}

TEST_F(PartyListInUse, AnArrowAndEnterJoin) {
  start();
  driver.press(ImGuiKey_UpArrow);
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(connect(), nullptr);
  EXPECT_EQ(connect()->expected, view.around.parties[0].id.key);
}

TEST_F(PartyListInUse, TheOnlyOneNeedsNoAddressAndOneOfSeveralDoes) {
  view.around.parties.push_back(party("Other LAN", 2));
  start();
  driver.press(ImGuiKey_Enter);
  EXPECT_EQ(connect(), nullptr);
  view.around.parties.pop_back();
  driver.settle();
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(connect(), nullptr);
  EXPECT_EQ(connect()->target, "10.0.0.1:24280");
}

TEST_F(PartyListInUse, WhatIsTypedIsWhereOneGoes) {
  start();
  driver.type("game-pc");
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(connect(), nullptr);
  EXPECT_EQ(connect()->target, "game-pc");
  EXPECT_TRUE(connect()->expected.is_none());
  EXPECT_TRUE(connect()->others.empty());
}

TEST_F(PartyListInUse, ARecentHostThatIsThereIsJoinedWhereItIsNow) {
  RecentHost host{"192.168.0.99", "Friday LAN", false};
  host.key = view.around.parties[0].id.key;
  remember_host(settings, host);
  start();
  driver.click("host");
  ASSERT_NE(connect(), nullptr);
  EXPECT_EQ(connect()->target, "10.0.0.1:24280");
}

TEST_F(PartyListInUse, ThirtyLeaveRoomForTheButtons) {
  view.around.parties.clear();
  for (std::uint8_t i = 1; i <= 30; ++i)
    view.around.parties.push_back(party("LAN " + std::to_string(i), i));
  start();
  EXPECT_LT(driver.box("Join").centre().y, ImGui::GetIO().DisplaySize.y);
}

TEST_F(PartyListInUse, OnTheHostsPageOneIsAskedWhetherToAnnounce) {
  start();
  driver.click("Host a party");
  driver.click("Advanced");
  driver.click("Tell this network that the party is here");
  driver.click("Host");
  ASSERT_FALSE(actions.empty());
  const auto& command = std::get<wire::Command>(actions.back());
  EXPECT_FALSE(std::get<wire::StartHost>(command).announce);
  EXPECT_FALSE(settings.announce);
}

}  // namespace
}  // namespace hubbub::ui::dialog
