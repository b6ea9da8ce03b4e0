// Replays the fuzzer's corpus in builds that have no fuzzer, and what is too large for it.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "app/settings_file.h"
#include "tests/app/fuzz/settings_target.h"

namespace hubbub::tests {
namespace {

TEST(SettingsCorpus, KeepsItsPromises) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HUBBUB_SETTINGS_CORPUS)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    SCOPED_TRACE(entry.path().string());
    read_settings(bytes);
    ++files;
  }
  EXPECT_GT(files, 0);
}

// "a.a.a": tables in tables, which are taken apart by a function that calls itself.
TEST(Settings, TablesInTablesWithoutEndAreAProblemAndNoCrash) {
  constexpr std::size_t kParts = 200'000;
  std::string parts = "a";
  for (std::size_t i = 1; i < kParts; ++i)
    parts += ".a";
  const std::string hidden = "x = \"\"\"\n\"\"\"\"\n[" + parts + "]\n";
  for (const std::string& file : {parts + " = 1\n", "[" + parts + "]\n", hidden}) {
    read_settings(file);
    EXPECT_FALSE(app::parse_settings(file).problem.empty());
  }
}

TEST(Settings, DotsInTextsAndRemarksAreNoTables) {
  const std::string dots(100'000, '.');
  const std::string file = "# It's " + dots + "\nnick = 'a" + dots +
                           "'\n[host]\ntitle = \"\"\"\n\"." + dots + "\"\"\"\n";
  const app::ReadSettings read = app::parse_settings(file);
  EXPECT_EQ(read.problem, "");
  EXPECT_TRUE(read.settings.nick.starts_with("a.."));
  EXPECT_TRUE(read.settings.title.starts_with("\".."));
}

TEST(Settings, ANumberOfAnotherKindKeepsTheDefault) {
  const ui::Settings read =
      app::parse_settings("join.port = 1e30\nwindow.x = 5.0\nlook.scale = 2\njoin.plain = 1")
          .settings;
  EXPECT_EQ(read.join_port, ui::Settings{}.join_port);
  EXPECT_EQ(read.window.x, 0);
  EXPECT_EQ(read.scale, 2.0F);
  EXPECT_FALSE(read.plain);
}

// The title of a party is whatever its host says.
TEST(Settings, TextsWithQuotesAndLineBreaksAreKeptAsTheyAre) {
  for (const char* title :
       {"'''\n", "\n", "\n\na", "\n'''\"\"\"", "a\r\nb", "\\\n", "\b\x7f", "'"}) {
    ui::Settings settings;
    settings.recent_hosts = {{"10.0.0.1", title, false}};
    const app::ReadSettings read = app::parse_settings(app::format_settings(settings));
    EXPECT_EQ(read.problem, "") << title;
    EXPECT_EQ(read.settings, settings) << title;
  }
}

}  // namespace
}  // namespace hubbub::tests
