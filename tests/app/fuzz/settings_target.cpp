#include "tests/app/fuzz/settings_target.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/settings_file.h"
#include "net/wire/utf8.h"

namespace hubbub::tests {
namespace {

constexpr std::size_t kMaxTextBytes = 512;

void promise(bool kept, const char* what) {
  if (!kept) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

void check_text(const std::string& text) {
  promise(text.size() <= kMaxTextBytes, "texts are bounded");
  promise(net::wire::is_utf8(text), "texts are well-formed");
}

void check_range(float value, float lowest, float highest) {
  promise(value >= lowest && value <= highest, "a number is within its range, and is one");
}

void check_bounds(const ui::Settings& settings) {
  for (const std::string* text :
       {&settings.nick, &settings.target, &settings.room, &settings.title})
    check_text(*text);
  promise(settings.recent_hosts.size() <= ui::Settings::kMaxRecentHosts, "hosts are bounded");
  for (const ui::RecentHost& host : settings.recent_hosts) {
    check_text(host.target);
    check_text(host.title);
    promise(!host.target.empty(), "a host has an address");
  }
  promise(settings.ignored.size() <= ui::model::kMaxIgnored, "ignored people are bounded");
  for (const ui::model::Ignored& person : settings.ignored) {
    check_text(person.nick);
    promise(!person.nick.empty(), "a person has a name");
  }
  promise(settings.muted_rooms.size() <= ui::Settings::kMaxMutedRooms, "muted rooms are bounded");
  for (const ui::MutedRoom& muted : settings.muted_rooms) {
    check_text(muted.target);
    check_text(muted.room);
    promise(!muted.room.empty(), "a room has a name");
  }
  promise(settings.trusted_sites.size() <= ui::Settings::kMaxTrustedSites, "sites are bounded");
  for (const std::string& host : settings.trusted_sites) {
    check_text(host);
    promise(!host.empty(), "a site has a name");
  }
  promise(settings.join_port != 0, "nobody joins at port 0");
  promise(settings.window.width > 0 && settings.window.height > 0, "a window has a size");
  check_range(settings.scale, 0.0F, 4.0F);
  check_range(settings.roster_width, 0.0F, 32'768.0F);
  check_range(settings.inspector_height, 0.0F, 32'768.0F);
  check_range(settings.inspector_tree_share, 0.0F, 1.0F);
}

// What reading gives of what writing made.
ui::Settings written_and_read(const ui::Settings& settings) {
  const app::ReadSettings read = app::parse_settings(app::format_settings(settings));
  promise(read.problem.empty(), "what was written can be read");
  return read.settings;
}

// Numbers are rounded when they are written; apart from them nothing may change.
ui::Settings with_numbers_of(ui::Settings settings, const ui::Settings& other) {
  settings.scale = other.scale;
  settings.roster_width = other.roster_width;
  settings.inspector_height = other.inspector_height;
  settings.inspector_tree_share = other.inspector_tree_share;
  return settings;
}

}  // namespace

void read_settings(std::string_view file) {
  const app::ReadSettings read = app::parse_settings(file);
  check_bounds(read.settings);
  promise(read.problem.empty() || read.settings == ui::Settings{},
          "what is no TOML says nothing at all");
  const ui::Settings once = written_and_read(read.settings);
  promise(with_numbers_of(once, read.settings) == read.settings, "writing loses nothing");
  promise(written_and_read(once) == once, "what was rounded stays as it is");
}

}  // namespace hubbub::tests
