// What the window remembers from one start to the next.
//
// A plain value, owned by app/ (which reads and writes the file) and changed in place by the panels
// on the main thread. app/ compares it with what it last saved, and saves when they differ.
// Lengths are in density-independent pixels (1/96 inch), so that they survive a move to another
// display.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "net/wire/digest.h"
#include "net/wire/limits.h"
#include "ui/model/ignored.h"
#include "ui/model/limits.h"

namespace hubbub::ui {

enum class ThemeChoice : std::uint8_t { kDark, kLight };

// One host that was joined, newest first in Settings::recent_hosts.
struct RecentHost {
  std::string target;      // as typed: "HOST[:PORT]"
  std::string title;       // of the party, as last seen; may be empty
  bool plain = false;      // it spoke the protocol of 2006
  net::wire::KeyId key{};  // of the host; none: it was not encrypted
  friend bool operator==(const RecentHost&, const RecentHost&) = default;
};

// A room from which no notification is wanted.
struct MutedRoom {
  std::string target;  // of the party, see RecentHost
  std::string room;
  friend bool operator==(const MutedRoom&, const MutedRoom&) = default;
};

struct WindowGeometry {
  // The position is kept only when `placed`; the window manager chooses otherwise.
  bool placed = false;
  int x = 0;
  int y = 0;
  int width = 1100;
  int height = 720;
  bool maximized = false;
  friend bool operator==(const WindowGeometry&, const WindowGeometry&) = default;
};

struct Settings {
  static constexpr std::size_t kMaxRecentHosts = 8;
  static constexpr std::size_t kMaxMutedRooms = 200;
  static constexpr std::size_t kMaxTrustedSites = 200;

  std::string nick;
  std::string target;  // of the Join page
  std::uint16_t join_port = net::wire::kDefaultPort;
  bool plain = false;
  std::string room;

  std::uint16_t host_port = net::wire::kDefaultPort;
  std::string title;                // of the party we host
  bool require_encryption = false;  // of its guests
  bool announce = true;             // it to the local networks
  bool host_page = false;           // the dialog's page that was used last

  std::vector<RecentHost> recent_hosts;
  std::vector<model::Ignored> ignored;     // the newest last; at most model::kMaxIgnored
  std::vector<MutedRoom> muted_rooms;      // the newest last
  std::vector<std::string> trusted_sites;  // host names whose links open at once; the newest last

  ThemeChoice theme = ThemeChoice::kDark;
  float scale = 0.0F;  // 0: the display's own; else a factor, theme::kMinScale to theme::kMaxScale
  WindowGeometry window;

  bool roster_open = true;
  float roster_width = 220.0F;
  bool inspector_open = false;
  float inspector_height = 340.0F;
  float inspector_tree_share = 0.5F;  // of the decode area that the tree takes, 0..1

  friend bool operator==(const Settings&, const Settings&) = default;
};

// Puts `host` at the top of the recent ones, once; the oldest falls off beyond kMaxRecentHosts.
void remember_host(Settings& settings, RecentHost host);

// Adds or takes away a room; beyond kMaxMutedRooms the oldest is heard again.
void mute_room(Settings& settings, MutedRoom room, bool mute);

// Adds a host name; beyond kMaxTrustedSites the oldest is asked about again.
void trust_site(Settings& settings, std::string host);

// Adds or takes away whoever is meant by this name and key (none: known by name alone); beyond
// kMaxIgnored the oldest is heard again.
void ignore_person(Settings& settings, model::Ignored person, bool ignore);

}  // namespace hubbub::ui
