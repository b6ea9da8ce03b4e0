#include "ui/shell/main_window.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"
#include "ui/model/verification.h"

namespace hubbub::ui::shell {
namespace {

TEST_F(MainWindowAtWork, StartsWithTheDialogAndPutsItAwayOnceWelcomed) {
  EXPECT_TRUE(driver.has("Join a party"));
  happen(party::party());
  EXPECT_FALSE(driver.has("Join a party"));
  EXPECT_EQ(window.title(), "Friday night LAN \u2013 Hubbub");
}

TEST_F(MainWindowAtWork, RemembersTheHostThatWelcomedUs) {
  happen(party::party());
  ASSERT_EQ(settings.recent_hosts.size(), 1U);
  EXPECT_EQ(settings.recent_hosts.front(), (RecentHost{"game-pc", "Friday night LAN", false}));
}

TEST_F(MainWindowAtWork, HostingTakesOneClickAndJoinsItsOwnHost) {
  driver.click("Host a party");
  driver.click("Host");
  const auto* host = last<wire::StartHost>();
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(host->port, wire::kDefaultPort);
  happen(party::hosting());
  const auto* connect = last<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_EQ(connect->target, "127.0.0.1:24280");
  EXPECT_EQ(connect->nick, "you");
  EXPECT_EQ(posted_count<wire::Connect>(), 1U);
  happen(party::party());
  EXPECT_TRUE(settings.recent_hosts.empty()) << "our own host is no host to go back to";
  driver.click("Menu");
  driver.click("Addresses for guests");
  driver.click("Copy");
  EXPECT_EQ(driver.clipboard(), "192.168.1.7:24280");
}

TEST_F(MainWindowAtWork, HostThatCannotStartSaysWhyOnTheHostPage) {
  driver.click("Host a party");
  driver.click("Host");
  happen({wire::HostStopped{"port-taken", "Another program uses port 24280."}});
  EXPECT_TRUE(driver.has("Host"));
  EXPECT_TRUE(driver.has("Party title"));
  EXPECT_EQ(posted_count<wire::Connect>(), 0U);
}

TEST_F(MainWindowAtWork, ShowsALostConnectionAboveTheChatAndCanHurryIt) {
  driver.fill("Address", "game-pc");
  driver.click("Join");
  happen(party::party());
  happen(party::connection(wire::ConnectionState::kReconnecting, "The cable was pulled."));
  EXPECT_FALSE(driver.has("Join a party")) << "the chat stays readable";
  model::View view;
  model.pull(view);
  ASSERT_TRUE(view.connection.retry_at);
  now = *view.connection.retry_at - std::chrono::milliseconds(7'500);
  driver.settle();
  ASSERT_TRUE(window.next_change()) << "the countdown moves";
  EXPECT_EQ(*window.next_change(), now + std::chrono::milliseconds(500));
  driver.click("Try now");
  ASSERT_NE(last<wire::Connect>(), nullptr);
  EXPECT_EQ(last<wire::Connect>()->target, "game-pc");
  driver.click("Stop");
  EXPECT_NE(last<wire::Disconnect>(), nullptr);
}

TEST_F(MainWindowAtWork, F12OpensTheInspectorAndStartsTheCapture) {
  happen(party::party());
  driver.press(ImGuiKey_F12);
  EXPECT_TRUE(settings.inspector_open);
  ASSERT_NE(last<wire::WatchCapture>(), nullptr);
  EXPECT_TRUE(last<wire::WatchCapture>()->watch);
  happen(party::capture(40));
  EXPECT_GT(driver.count("frame"), 0U);
  driver.press(ImGuiKey_F12);
  ASSERT_NE(last<wire::WatchCapture>(), nullptr);
  EXPECT_FALSE(last<wire::WatchCapture>()->watch);
  EXPECT_EQ(driver.count("frame"), 0U);
}

TEST_F(MainWindowAtWork, ClearingTheInspectorEmptiesItHereAndThere) {
  happen(party::party());
  driver.press(ImGuiKey_F12);
  happen(party::capture(40));
  driver.click("Clear");
  EXPECT_NE(last<wire::ClearCapture>(), nullptr);
  EXPECT_EQ(driver.count("frame"), 0U);
}

TEST_F(MainWindowAtWork, HidesAndShowsThePeople) {
  happen(party::party());
  EXPECT_TRUE(settings.roster_open);
  driver.click("People (F9)");
  EXPECT_FALSE(settings.roster_open);
  driver.press(ImGuiKey_F9);
  EXPECT_TRUE(settings.roster_open);
}

TEST_F(MainWindowAtWork, DraggingTheSplitterWidensThePeople) {
  happen(party::party());
  const ImVec2 grip = driver.box("roster_width").centre();
  const float before = settings.roster_width;
  driver.drag(grip, {grip.x - 60, grip.y});
  EXPECT_NEAR(settings.roster_width, before + 60, 2);
}

TEST_F(MainWindowAtWork, TitleCountsWhatIsUnread) {
  happen(party::party());
  happen(party::side_conversations());
  EXPECT_THAT(window.title(), testing::StartsWith("(2) "));
  EXPECT_GE(window.attention(), 1U) << "a private message deserves attention";
}

TEST_F(MainWindowAtWork, MenuDisconnectsAndQuits) {
  happen(party::party());
  driver.click("Menu");
  driver.click("Disconnect");
  EXPECT_NE(last<wire::Disconnect>(), nullptr);
  driver.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  EXPECT_TRUE(window.quit_requested());
}

TEST_F(MainWindowAtWork, MenuSwitchesTheTheme) {
  driver.press(ImGuiKey_Escape);
  driver.click("Menu");
  driver.click("Light theme");
  EXPECT_EQ(settings.theme, ThemeChoice::kLight);
}

TEST_F(MainWindowAtWork, RestsWhenNothingHappens) {
  happen(party::party());
  driver.frames(20);
  EXPECT_FALSE(window.wants_frame());
  EXPECT_FALSE(window.next_change());
}

TEST_F(MainWindowAtWork, StaysUsableInANarrowWindow) {
  happen(party::party());
  driver.resize({480, 640});
  for (const char* label : {"Menu", "People (F9)", "Packet inspector (F12)"}) {
    const tests::ui::Box box = driver.box(label);
    EXPECT_GE(box.min.x, 0);
    EXPECT_LE(box.max.x, 480);
  }
  driver.click("People (F9)");
  EXPECT_FALSE(driver.has("roster_width")) << "people take the whole width";
  EXPECT_TRUE(settings.roster_open) << "the wide window's choice is kept";
}

TEST_F(MainWindowAtWork, DialogFitsTheSmallestWindow) {
  driver.resize({360, 320});
  const tests::ui::Box box = driver.box("Join a party");
  EXPECT_GE(box.min.x, 0);
  EXPECT_LE(driver.box("Host a party").max.x, 360);
}

TEST_F(MainWindowAtWork, EscapeClosesTheDialogAndTheButtonsBringItBack) {
  driver.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver.has("Join a party"));
  driver.click("Host...");
  EXPECT_TRUE(driver.has("Party title"));
}

TEST_F(MainWindowAtWork, ATrustedKeyGoesWithTheSameConnectOnceMore) {
  wire::Connect connect;
  connect.target = "game-pc";
  connect.nick = "you";
  connect.password = "pizza";
  window.perform(wire::Command(connect));
  happen(party::other_host_key());
  driver.click("Trust the new key");
  const auto* again = last<wire::Connect>();
  ASSERT_NE(again, nullptr);
  EXPECT_FALSE(again->trust.is_none());
  EXPECT_EQ(again->target, "game-pc");
  EXPECT_EQ(again->password, "pizza");
}

TEST_F(MainWindowAtWork, ARefusedKeyLeavesTheForm) {
  happen(party::other_host_key());
  driver.click("Do not connect");
  EXPECT_TRUE(driver.has("Join"));
  EXPECT_EQ(posted_count<wire::Connect>(), 0U);
}

TEST_F(MainWindowAtWork, TheHostsWishForAPasswordOpensItsField) {
  happen(party::connection(wire::ConnectionState::kConnecting));
  wire::EventBatch closed =
      party::connection(wire::ConnectionState::kClosed, "This party has a password.");
  std::get<wire::ConnectionChanged>(closed.front()).code = "password-needed";
  happen(closed);
  EXPECT_TRUE(driver.has("Party password"));
}

TEST_F(MainWindowAtWork, OurOwnPartysPasswordIsOursToo) {
  driver.click("Host a party");
  driver.fill("Password for guests", "pizza");
  driver.click("Host");
  happen(party::hosting());
  const auto* connect = last<wire::Connect>();
  ASSERT_NE(connect, nullptr);
  EXPECT_EQ(connect->password, "pizza");
}

TEST_F(MainWindowAtWork, PartiesAreLookedForWhileTheDialogIsThere) {
  const auto watches = [this] {
    std::vector<bool> all;
    for (const wire::Command& command : posted) {
      if (const auto* watch = std::get_if<wire::WatchParties>(&command))
        all.push_back(watch->watch);
    }
    return all;
  };
  EXPECT_EQ(watches(), (std::vector<bool>{true}));
  happen(party::guarded_party(10));
  EXPECT_EQ(watches(), (std::vector<bool>{true, false}));
}

TEST_F(MainWindowAtWork, ScrollingUpAsksTheHostOnce) {
  happen(party::guarded_party(1000));
  EXPECT_EQ(posted_count<wire::FetchHistory>(), 1U);
  const auto* fetch = last<wire::FetchHistory>();
  ASSERT_NE(fetch, nullptr);
  EXPECT_EQ(fetch->before, 1001U);
  happen(party::earlier_lines(*fetch));
  EXPECT_EQ(posted_count<wire::FetchHistory>(), 1U) << "a page is more than two screens";
}

TEST_F(MainWindowAtWork, AClickOnTheTopicBeginsToChangeIt) {
  happen(party::guarded_party(0));
  driver.click("Topic");
  driver.press(ImGuiKey_End);
  driver.type("!");
  driver.press(ImGuiMod_Ctrl | ImGuiKey_A);
  driver.press(ImGuiMod_Ctrl | ImGuiKey_C);
  EXPECT_THAT(driver.clipboard(), testing::StartsWith("/topic Quake at eight"));
}

TEST_F(MainWindowAtWork, AConversationTellsThatTheOtherIsNotEncrypted) {
  happen(party::guarded_party(0));
  EXPECT_FALSE(driver.has("Not encrypted"));
  window.perform(WritePrivate{"max", ""});
  driver.settle();
  EXPECT_TRUE(driver.has("Not encrypted"));
  window.perform(WritePrivate{"ann", ""});
  driver.settle();
  EXPECT_FALSE(driver.has("Not encrypted"));
}

TEST_F(MainWindowAtWork, TheMenuOfALineLeadsToWhoeverWroteIt) {
  happen(party::guarded_party(0));
  wire::MessageReceived line;
  line.room = "lobby";
  line.from = "ann";
  line.text = "Not from whoever is called ann now.";
  line.id = wire::MessageId::make();
  line.seq = 1'000'000;
  line.who = 77;
  happen({line});
  const ImVec2 newest(500.0F, 628.0F);
  driver.click_at(newest, ImGuiMouseButton_Right);
  EXPECT_TRUE(driver.has("Select all"));
  EXPECT_FALSE(driver.has("Message privately"));
  driver.press(ImGuiKey_Escape);
  ++line.seq;
  line.id = wire::MessageId::make();
  model::View view;
  model.pull(view);
  line.who = wire::head_of(model::find_person(view, "ann")->person.key);
  happen({line});
  driver.click_at(newest, ImGuiMouseButton_Right);
  EXPECT_TRUE(driver.has("Message privately"));
}

TEST_F(MainWindowAtWork, BeingHeldBackIsCountedDown) {
  happen(party::guarded_party(0));
  EXPECT_FALSE(window.next_change());
  happen({wire::HeldBack{std::chrono::seconds(30), "Slowly."}});
  ASSERT_TRUE(window.next_change());
  EXPECT_LE(*window.next_change(), std::chrono::steady_clock::now() + std::chrono::seconds(1));
}

TEST_F(MainWindowAtWork, WhatASearchFindsIsListedAndShown) {
  happen(party::guarded_party(1000));
  window.perform(SearchHistory{"pizza", ""});
  driver.settle();
  const auto* search = last<wire::SearchHistory>();
  ASSERT_NE(search, nullptr);
  EXPECT_EQ(search->text, "pizza");
  happen(party::found_lines(*search));
  EXPECT_GT(driver.count("Line"), 2U);
  driver.click("Line");
  EXPECT_TRUE(driver.has("Line"));
  driver.click("Close results (Esc)");
  EXPECT_FALSE(driver.has("Line"));
}

TEST_F(MainWindowAtWork, WhatWasSaidBelowWhereARoomWasLeftStaysUnread) {
  happen(party::party(500));
  model::View view;
  model.pull(view);
  const model::RoomId lobby = view.lobby()->id;
  const auto unread = [&] {
    model.pull(view);
    return view.find(lobby)->unread;
  };
  driver.hover({500.0F, 400.0F});
  driver.wheel(20);
  window.perform(WritePrivate{"ann", ""});
  driver.settle();
  wire::MessageReceived line;
  line.room = "lobby";
  line.from = "ann";
  line.text = "Down here";
  line.id = wire::MessageId::make();
  happen({line});
  ASSERT_EQ(unread(), 1U);
  window.perform(SelectRoom{lobby});
  driver.settle();
  EXPECT_EQ(unread(), 1U) << "it is scrolled up";
  driver.click("Jump to newest");
  driver.settle();
  EXPECT_EQ(unread(), 0U);
}

TEST_F(MainWindowAtWork, ScrollingThroughWhatWasFoundAsksForMoreOnce) {
  happen(party::guarded_party(1000));
  window.perform(SearchHistory{"pizza", ""});
  driver.settle();
  happen(party::found_lines(*last<wire::SearchHistory>()));
  EXPECT_EQ(posted_count<wire::SearchHistory>(), 1U);
  driver.hover(driver.box("Line").centre());
  driver.wheel(-200);
  driver.frames(20);
  EXPECT_EQ(posted_count<wire::SearchHistory>(), 2U);
}

TEST_F(MainWindowAtWork, WhoIsIgnoredIsRememberedWithTheKey) {
  happen(party::guarded_party(0));
  window.perform(IgnorePerson{"ann", true});
  driver.settle();
  ASSERT_EQ(settings.ignored.size(), 1U);
  EXPECT_EQ(settings.ignored[0].nick, "ann");
  EXPECT_FALSE(settings.ignored[0].key.is_none());
  window.perform(IgnorePerson{"ann", false});
  EXPECT_TRUE(settings.ignored.empty());
}

}  // namespace
}  // namespace hubbub::ui::shell
