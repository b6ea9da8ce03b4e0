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

void ignore_person(Settings& settings, model::Ignored person, bool ignore) {
  auto& ignored = settings.ignored;
  std::erase_if(ignored, [&](const model::Ignored& known) {
    return model::is_meant(known, person.nick, person.key);
  });
  if (!ignore) {
    return;
  }
  if (ignored.size() >= model::kMaxIgnored) {
    ignored.erase(ignored.begin());
  }
  ignored.push_back(std::move(person));
}

}  // namespace hubbub::ui
