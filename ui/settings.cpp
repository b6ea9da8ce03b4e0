#include "ui/settings.h"

#include <utility>

namespace hubbub::ui {

void remember_host(Settings& settings, RecentHost host) {
  auto& recent = settings.recent_hosts;
  std::erase_if(recent, [&](const RecentHost& known) { return known.target == host.target; });
  recent.insert(recent.begin(), std::move(host));
  if (recent.size() > Settings::kMaxRecentHosts) {
    recent.resize(Settings::kMaxRecentHosts);
  }
}

}  // namespace hubbub::ui
