#include "app/start_values.h"

#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

Options asked_for(Mode mode) {
  Options options;
  options.mode = mode;
  options.target = "192.168.1.7";
  return options;
}

// As a party left them.
ui::Settings saved() {
  ui::Settings settings;
  settings.nick = "ann";
  settings.title = "Friday";
  settings.room = "games";
  settings.host_port = 4000;
  return settings;
}

TEST(StartValues, HostingKeepsTheSavedPortAndTitleUnlessTold) {
  ui::Settings settings = saved();
  Options options = asked_for(Mode::kHostWindow);
  apply_options(options, "login", settings);
  EXPECT_EQ(settings, saved());
  options.port = 5000;
  options.title = "Saturday";
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.host_port, 5000);
  EXPECT_EQ(settings.title, "Saturday");
}

TEST(StartValues, JoiningKeepsTheSavedRoomUnlessTold) {
  ui::Settings settings = saved();
  Options options = asked_for(Mode::kJoinWindow);
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.room, "games");
  EXPECT_EQ(settings.host_port, 4000);
  options.room = "cards";
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.room, "cards");
}

TEST(StartValues, TheNameIsTheOneAskedForThenTheSavedOneThenTheLogin) {
  ui::Settings settings = saved();
  Options options = asked_for(Mode::kWindow);
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.nick, "ann");
  options.nick = "max";
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.nick, "max");
  options.nick.reset();
  settings.nick.clear();
  apply_options(options, "login", settings);
  EXPECT_EQ(settings.nick, "login");
  settings.nick.clear();
  apply_options(options, "no*name", settings);
  EXPECT_EQ(settings.nick, "guest");
}

}  // namespace
}  // namespace hubbub::app
