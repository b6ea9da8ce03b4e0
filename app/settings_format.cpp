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

// ---- reading ----

void read(toml::node_view<const toml::node> node, std::string& value) {
  if (const auto text = node.value<std::string>()) {
    value = wire::prefix_within(*text, kMaxTextBytes);
  }
}
void read(toml::node_view<const toml::node> node, bool& value) {
  value = node.value<bool>().value_or(value);
}
template <class Integer>
void read(toml::node_view<const toml::node> node, Integer& value, Integer lowest, Integer highest) {
  const auto number = node.value<std::int64_t>();
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
  read(root["host"]["page_in_front"], settings.host_page);
  read_recent_hosts(root["recent_hosts"], settings);
  read_ignored(root["ignored"], settings);
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

// ---- writing ----

// Four decimals are plenty, and the text stays what a person would write.
double rounded(float value) {
  return std::round(static_cast<double>(value) * 1e4) / 1e4;
}

toml::array recent_hosts(const ui::Settings& settings) {
  toml::array hosts;
  for (const ui::RecentHost& host : settings.recent_hosts) {
    hosts.push_back(
        toml::table{{"target", host.target}, {"title", host.title}, {"plain", host.plain}});
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

}  // namespace

ReadSettings parse_settings(std::string_view toml_text) {
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
                           {"page_in_front", settings.host_page}}},
      {"recent_hosts", recent_hosts(settings)},
      {"ignored", ignored(settings)},
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
       << file << '\n';
  return text.str();
}

}  // namespace hubbub::app
