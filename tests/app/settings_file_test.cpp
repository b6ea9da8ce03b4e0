#include "app/settings_file.h"

#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace hubbub::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::content_of;
using tests::TemporaryFolder;
using tests::write_file;

// A program with its window.
struct Window {
  explicit Window(const TemporaryFolder& folder)
      : file(folder.path() / "settings.toml"), settings(file.load().settings) {}
  std::optional<std::string> save() { return file.save(settings); }

  SettingsFile file;
  ui::Settings settings;
};

ui::Settings kept_in(const TemporaryFolder& folder) {
  return Window(folder).settings;
}

ui::model::Ignored person(const std::string& nick) {
  return {{}, nick};
}

std::vector<std::string> targets(const ui::Settings& settings) {
  std::vector<std::string> found;
  for (const ui::RecentHost& host : settings.recent_hosts)
    found.push_back(host.target);
  return found;
}

TEST(SettingsFile, OfTwoWindowsEachWritesWhatItChanged) {
  const TemporaryFolder folder;
  Window one(folder);
  Window other(folder);
  one.settings.ignored = {person("eve")};
  one.settings.theme = ui::ThemeChoice::kLight;
  ui::remember_host(one.settings, {"party", "", false});
  EXPECT_EQ(one.save(), std::nullopt);
  other.settings.window.width = 500;
  EXPECT_EQ(other.save(), std::nullopt);
  other.settings.window.width = 600;
  EXPECT_EQ(other.save(), std::nullopt);

  ui::Settings both = one.settings;
  both.window.width = 600;
  EXPECT_EQ(kept_in(folder), both);

  one.settings.theme = ui::ThemeChoice::kDark;
  EXPECT_EQ(one.save(), std::nullopt);
  both.theme = ui::ThemeChoice::kDark;
  EXPECT_EQ(kept_in(folder), both);
}

TEST(SettingsFile, WhomTwoWindowsIgnoreIsAddedUpAndTakenAway) {
  const TemporaryFolder folder;
  Window first(folder);
  first.settings.ignored = {person("eve"), person("mallory")};
  EXPECT_EQ(first.save(), std::nullopt);
  Window one(folder);
  Window other(folder);
  one.settings.ignored = {person("mallory"), person("trudy")};
  EXPECT_EQ(one.save(), std::nullopt);
  other.settings.ignored = {person("eve"), person("mallory"), person("oscar")};
  EXPECT_EQ(other.save(), std::nullopt);
  EXPECT_THAT(kept_in(folder).ignored,
              ElementsAre(person("mallory"), person("trudy"), person("oscar")));
}

TEST(SettingsFile, OfTwoWindowsTheLongestListOfIgnoredIsBounded) {
  ui::Settings theirs;
  ui::Settings ours;
  for (std::size_t i = 0; i < ui::model::kMaxIgnored; ++i) {
    theirs.ignored.push_back(person("t" + std::to_string(i)));
    ours.ignored.push_back(person("o" + std::to_string(i)));
  }
  EXPECT_EQ(merge_settings({}, ours, theirs).ignored, ours.ignored) << "the newest stay";
}

TEST(SettingsFile, MutedRoomsAndTrustedSitesAreKeptAndAddedUp) {
  const TemporaryFolder folder;
  Window one(folder);
  Window other(folder);
  ui::mute_room(one.settings, {"game-pc", "a \"room\" # 1"}, true);
  ui::trust_site(one.settings, "a.example");
  EXPECT_EQ(one.save(), std::nullopt);
  ui::trust_site(other.settings, "b.example");
  EXPECT_EQ(other.save(), std::nullopt);
  EXPECT_THAT(kept_in(folder).muted_rooms, ElementsAre(ui::MutedRoom{"game-pc", "a \"room\" # 1"}));
  EXPECT_THAT(kept_in(folder).trusted_sites, ElementsAre("a.example", "b.example"));
}

TEST(Settings, MutedRoomsAndTrustedSitesAreBounded) {
  ui::Settings settings;
  for (int i = 0; i < 1'000; ++i) {
    ui::mute_room(settings, {"game-pc", std::to_string(i)}, true);
    ui::trust_site(settings, std::to_string(i));
  }
  EXPECT_EQ(settings.muted_rooms.size(), ui::Settings::kMaxMutedRooms);
  EXPECT_EQ(settings.muted_rooms.back().room, "999");
  EXPECT_EQ(settings.trusted_sites.size(), ui::Settings::kMaxTrustedSites);
}

TEST(SettingsFile, HostsThatTwoWindowsJoinedAreAllRecent) {
  const TemporaryFolder folder;
  Window first(folder);
  for (const char* target : {"c", "b", "a"})
    ui::remember_host(first.settings, {target, "", false});
  EXPECT_EQ(first.save(), std::nullopt);
  Window one(folder);
  Window other(folder);
  ui::remember_host(one.settings, {"new", "", false});
  EXPECT_EQ(one.save(), std::nullopt);
  ui::remember_host(other.settings, {"b", "", false});  // again: it moves to the top
  std::erase_if(other.settings.recent_hosts, [](const auto& host) { return host.target == "c"; });
  EXPECT_EQ(other.save(), std::nullopt);
  EXPECT_THAT(targets(kept_in(folder)), ElementsAre("b", "new", "a"));
}

TEST(SettingsFile, OfTwoWindowsAtTheSameTimeNothingIsLost) {
  constexpr int kPeople = 40;
  const TemporaryFolder folder;
  const auto ignore = [&folder](const std::string& name) {
    Window window(folder);
    for (int i = 0; i < kPeople; ++i) {
      ui::ignore_person(window.settings, person(name + std::to_string(i)), true);
      window.save();
    }
  };
  std::thread other(ignore, "a");
  ignore("b");
  other.join();
  EXPECT_EQ(kept_in(folder).ignored.size(), 2U * kPeople);
}

TEST(SettingsFile, WhatBrokeMeanwhileIsSetAside) {
  const TemporaryFolder folder;
  Window window(folder);
  const auto file = folder.path() / "settings.toml";
  write_file(file, "no settings");
  window.settings.nick = "ann";
  EXPECT_THAT(window.save().value_or(""), HasSubstr("is broken"));
  EXPECT_EQ(content_of(file.string() + ".broken-1"), "no settings");
  EXPECT_EQ(kept_in(folder).nick, "ann");
}

TEST(SettingsFile, WhatCannotBeReadMeanwhileStaysAsItIs) {
  const TemporaryFolder folder;
  Window window(folder);
  const auto file = folder.path() / "settings.toml";
  const std::string large(2 * 1024 * 1024, '#');
  write_file(file, large);
  window.settings.nick = "ann";
  EXPECT_THAT(window.save().value_or(""), HasSubstr("too large"));
  window.settings.nick = "bob";
  EXPECT_EQ(window.save(), std::nullopt) << "told once";
  EXPECT_EQ(content_of(file), large);
}

}  // namespace
}  // namespace hubbub::app
