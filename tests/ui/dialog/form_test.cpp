#include "ui/dialog/form.h"

#include <gtest/gtest.h>

namespace hubbub::ui::dialog {
namespace {

Form filled() {
  Form form;
  form.nick = " ann ";
  form.target = " game-pc ";
  form.join_port = "24280";
  form.host_port = "24280";
  return form;
}

TEST(ConnectionForm, TrimsWhatItSends) {
  const net::wire::Connect connect = connect_command(filled());
  EXPECT_EQ(connect.target, "game-pc");
  EXPECT_EQ(connect.nick, "ann");
  EXPECT_EQ(connect.port, 24280);
  EXPECT_TRUE(connect.reconnect);
  EXPECT_FALSE(connect.plain);
}

TEST(ConnectionForm, TheOldProtocolBringsItsPortUnlessAnotherWasTyped) {
  Form form = filled();
  set_plain(form, true);
  EXPECT_EQ(form.join_port, "1000");
  EXPECT_EQ(connect_command(form).port, 1000);
  set_plain(form, false);
  EXPECT_EQ(form.join_port, "24280");
  form.join_port = "4000";
  set_plain(form, true);
  EXPECT_EQ(form.join_port, "4000");
}

TEST(ConnectionForm, EmptyPortAndRoomMeanTheUsualOnes) {
  Form form = filled();
  form.page = ConnectionPage::kHost;
  form.host_port.clear();
  EXPECT_FALSE(check(form).any());
  EXPECT_EQ(host_command(form).port, net::wire::kDefaultPort);
  EXPECT_EQ(host_command(form).room, net::wire::kDefaultRoom);
}

TEST(ConnectionForm, ChecksThePageInFrontOnly) {
  Form form = filled();
  form.target.clear();
  EXPECT_TRUE(check(form).any());
  form.page = ConnectionPage::kHost;
  EXPECT_FALSE(check(form).any());
}

TEST(ConnectionForm, SurvivesARestartThroughTheSettings) {
  Form form = filled();
  form.room = "strategy";
  set_plain(form, true);
  Settings settings;
  remember(form, settings);
  const Form again = form_from(settings);
  EXPECT_EQ(again.nick, "ann");
  EXPECT_EQ(again.target, "game-pc");
  EXPECT_EQ(again.room, "strategy");
  EXPECT_TRUE(again.plain);
  EXPECT_EQ(again.join_port, "1000");
  EXPECT_EQ(again.page, ConnectionPage::kJoin);
}

TEST(RecentHosts, KeepEachHostOnceNewestFirstAndAreBounded) {
  Settings settings;
  for (int i = 0; i < 20; ++i) {
    remember_host(settings, {"host" + std::to_string(i), "", false});
  }
  EXPECT_EQ(settings.recent_hosts.size(), Settings::kMaxRecentHosts);
  remember_host(settings, {"host15", "Party", false});
  EXPECT_EQ(settings.recent_hosts.front().title, "Party");
  EXPECT_EQ(std::count_if(settings.recent_hosts.begin(), settings.recent_hosts.end(),
                          [](const RecentHost& host) { return host.target == "host15"; }),
            1);
}

}  // namespace
}  // namespace hubbub::ui::dialog
