#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include <toml++/toml.h>

#include "app/settings_file.h"
#include "net/wire/utf8.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

// A hand-edited file may hold anything; a text beyond this helps nobody.
constexpr std::size_t kMaxTextBytes = 512;
constexpr int kMaxPixels = 32'768;
// What the program writes has one in each fraction.
constexpr std::size_t kMaxDots = 1'000;

// ---- reading ----

void read(toml::node_view<const toml::node> node, std::string& value) {
  if (const auto text = node.value<std::string>()) {
    value = wire::prefix_within(*text, kMaxTextBytes);
  }
}
void read(toml::node_view<const toml::node> node, bool& value) {
  value = node.value_exact<bool>().value_or(value);
}
template <class Integer>
void read(toml::node_view<const toml::node> node, Integer& value, Integer lowest, Integer highest) {
  // Exact: asked for a whole number, toml++ 3.3 casts a fraction of any size to one.
  const auto number = node.value_exact<std::int64_t>();
  if (number && *number >= lowest && *number <= highest) {
    value = static_cast<Integer>(*number);
  }
}
void read(toml::node_view<const toml::node> node, float& value, float lowest, float highest) {
  const auto number = node.value<double>();
  if (number && *number >= static_cast<double>(lowest) && *number <= static_cast<double>(highest)) {
    value = static_cast<float>(*number);
  }
}

void read_recent_hosts(toml::node_view<const toml::node> node, ui::Settings& settings) {
  const toml::array* const hosts = node.as_array();
  if (hosts == nullptr) {
    return;
  }
  for (const toml::node& element : *hosts) {
    if (settings.recent_hosts.size() == ui::Settings::kMaxRecentHosts) {
      return;
    }
    const toml::node_view<const toml::node> entry(element);
    ui::RecentHost host;
    read(entry["target"], host.target);
    read(entry["title"], host.title);
    read(entry["plain"], host.plain);
    std::string key;
    read(entry["key"], key);
    host.key = net::wire::KeyId::from_hex(key);
    if (!host.target.empty()) {
      settings.recent_hosts.push_back(std::move(host));
    }
  }
}

void read_ignored(toml::node_view<const toml::node> node, ui::Settings& settings) {
  const toml::array* const people = node.as_array();
  if (people == nullptr) {
    return;
  }
  for (const toml::node& element : *people) {
    if (settings.ignored.size() == ui::model::kMaxIgnored) {
      return;
    }
    const toml::node_view<const toml::node> entry(element);
    ui::model::Ignored person;
    std::string key;
    read(entry["nick"], person.nick);
    read(entry["key"], key);
    person.key = wire::KeyId::from_hex(key);
    if (!person.nick.empty()) {
      settings.ignored.push_back(std::move(person));
    }
  }
}

void read_muted_rooms(toml::node_view<const toml::node> node, ui::Settings& settings) {
  const toml::array* const rooms = node.as_array();
  for (std::size_t i = 0; rooms != nullptr && i < rooms->size(); ++i) {
    const toml::node_view<const toml::node> entry((*rooms)[i]);
    ui::MutedRoom room;
    read(entry["target"], room.target);
    read(entry["room"], room.room);
    if (!room.room.empty()) {
      ui::mute_room(settings, std::move(room), true);
    }
  }
}

void read_trusted_sites(toml::node_view<const toml::node> node, ui::Settings& settings) {
  const toml::array* const sites = node.as_array();
  for (std::size_t i = 0; sites != nullptr && i < sites->size(); ++i) {
    std::string host;
    read(toml::node_view<const toml::node>((*sites)[i]), host);
    if (!host.empty()) {
      ui::trust_site(settings, std::move(host));
    }
  }
}

void read_window(toml::node_view<const toml::node> node, ui::WindowGeometry& window) {
  read(node["placed"], window.placed);
  read(node["x"], window.x, -kMaxPixels, kMaxPixels);
  read(node["y"], window.y, -kMaxPixels, kMaxPixels);
  read(node["width"], window.width, 1, kMaxPixels);
  read(node["height"], window.height, 1, kMaxPixels);
  read(node["maximized"], window.maximized);
}

ui::Settings read_all(const toml::table& root) {
  constexpr std::uint16_t kLowestPort = 1;
  constexpr std::uint16_t kHighestPort = std::numeric_limits<std::uint16_t>::max();
  ui::Settings settings;
  read(root["nick"], settings.nick);
  read(root["join"]["target"], settings.target);
  read(root["join"]["port"], settings.join_port, kLowestPort, kHighestPort);
  read(root["join"]["plain"], settings.plain);
  read(root["join"]["room"], settings.room);
  read(root["host"]["port"], settings.host_port, std::uint16_t{0}, kHighestPort);
  read(root["host"]["title"], settings.title);
  read(root["host"]["require_encryption"], settings.require_encryption);
  read(root["host"]["announce"], settings.announce);
  read(root["host"]["page_in_front"], settings.host_page);
  read_recent_hosts(root["recent_hosts"], settings);
  read_ignored(root["ignored"], settings);
  read_muted_rooms(root["muted_rooms"], settings);
  read_trusted_sites(root["trusted_sites"], settings);
  if (const auto theme = root["look"]["theme"].value<std::string>()) {
    settings.theme = *theme == "light" ? ui::ThemeChoice::kLight : ui::ThemeChoice::kDark;
  }
  read(root["look"]["scale"], settings.scale, 0.0F, 4.0F);
  read_window(root["window"], settings.window);
  read(root["roster"]["open"], settings.roster_open);
  read(root["roster"]["width"], settings.roster_width, 0.0F, static_cast<float>(kMaxPixels));
  read(root["inspector"]["open"], settings.inspector_open);
  read(root["inspector"]["height"], settings.inspector_height, 0.0F,
       static_cast<float>(kMaxPixels));
  read(root["inspector"]["tree_share"], settings.inspector_tree_share, 0.0F, 1.0F);
  return settings;
}

// Bytes of a quoted text, quotes included; where it does not end, those to the end of its line, or
// of the file if it may have lines.
std::size_t quoted_bytes(std::string_view toml) {
  const std::string_view three = toml.front() == '"' ? R"(""")" : "'''";
  const bool has_lines = toml.starts_with(three);
  const std::string_view quote = has_lines ? three : three.substr(0, 1);
  for (std::size_t at = quote.size(); at < toml.size(); ++at) {
    if (toml[at] == '\n' && !has_lines)
      return at;
    if (toml.substr(at).starts_with(quote)) {
      at += quote.size();
      // Up to two more quotes belong to the text.
      for (int more = 0; has_lines && more < 2 && toml.substr(at).starts_with(quote[0]); ++more)
        ++at;
      return at;
    }
    if (toml[at] == '\\' && quote[0] == '"')
      ++at;
  }
  return toml.size();
}

// A dot outside of texts and remarks makes a table in a table ("a.b.c"), and what toml++ has read
// it gives back by calling itself: without a bound a file would be able to use up the stack.
bool has_too_many_tables(std::string_view toml) {
  std::size_t dots = 0;
  for (std::size_t at = 0; at < toml.size();) {
    const std::string_view rest = toml.substr(at);
    if (rest.front() == '"' || rest.front() == '\'') {
      at += quoted_bytes(rest);
    } else if (rest.front() == '#') {
      at += std::min(rest.find('\n'), rest.size());
    } else {
      if (rest.front() == '.')
        ++dots;
      ++at;
    }
  }
  return dots > kMaxDots;
}

// ---- writing ----

// Every text between quotation marks, in one line: of texts with lines toml++ 3.3 writes some that
// it does not read as the same, or at all.
constexpr toml::format_flags kFormat =
    toml::format_flags::allow_unicode_strings | toml::format_flags::indentation;

// Four decimals are plenty, and the text stays what a person would write.
double rounded(float value) {
  return std::round(static_cast<double>(value) * 1e4) / 1e4;
}

toml::array recent_hosts(const ui::Settings& settings) {
  toml::array hosts;
  for (const ui::RecentHost& host : settings.recent_hosts) {
    hosts.push_back(toml::table{{"target", host.target},
                                {"title", host.title},
                                {"plain", host.plain},
                                {"key", host.key.is_none() ? "" : host.key.to_hex()}});
  }
  return hosts;
}

toml::array ignored(const ui::Settings& settings) {
  toml::array people;
  for (const ui::model::Ignored& person : settings.ignored) {
    people.push_back(toml::table{{"nick", person.nick},
                                 {"key", person.key.is_none() ? "" : person.key.to_hex()}});
  }
  return people;
}

toml::array muted_rooms(const ui::Settings& settings) {
  toml::array rooms;
  for (const ui::MutedRoom& room : settings.muted_rooms) {
    rooms.push_back(toml::table{{"target", room.target}, {"room", room.room}});
  }
  return rooms;
}

toml::array trusted_sites(const ui::Settings& settings) {
  toml::array sites;
  for (const std::string& host : settings.trusted_sites) {
    sites.push_back(host);
  }
  return sites;
}

}  // namespace

ReadSettings parse_settings(std::string_view toml_text) {
  if (has_too_many_tables(toml_text))
    return {{}, "it has more dots than settings have"};
  try {
    return {read_all(toml::parse(toml_text)), {}};
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    return {{},
            "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + ": " +
                std::string(error.description())};
  }
}

std::string format_settings(const ui::Settings& settings) {
  const toml::table file{
      {"nick", settings.nick},
      {"join", toml::table{{"target", settings.target},
                           {"port", settings.join_port},
                           {"plain", settings.plain},
                           {"room", settings.room}}},
      {"host", toml::table{{"port", settings.host_port},
                           {"title", settings.title},
                           {"require_encryption", settings.require_encryption},
                           {"announce", settings.announce},
                           {"page_in_front", settings.host_page}}},
      {"recent_hosts", recent_hosts(settings)},
      {"ignored", ignored(settings)},
      {"muted_rooms", muted_rooms(settings)},
      {"trusted_sites", trusted_sites(settings)},
      {"look", toml::table{{"theme", settings.theme == ui::ThemeChoice::kLight ? "light" : "dark"},
                           {"scale", rounded(settings.scale)}}},
      {"window", toml::table{{"placed", settings.window.placed},
                             {"x", settings.window.x},
                             {"y", settings.window.y},
                             {"width", settings.window.width},
                             {"height", settings.window.height},
                             {"maximized", settings.window.maximized}}},
      {"roster",
       toml::table{{"open", settings.roster_open}, {"width", rounded(settings.roster_width)}}},
      {"inspector", toml::table{{"open", settings.inspector_open},
                                {"height", rounded(settings.inspector_height)},
                                {"tree_share", rounded(settings.inspector_tree_share)}}},
  };
  std::ostringstream text;
  text << "# Hubbub's settings. The program writes this file anew; what it can't read as TOML it\n"
          "# sets aside.\n\n"
       << toml::toml_formatter(file, kFormat) << '\n';
  return text.str();
}

}  // namespace hubbub::app
