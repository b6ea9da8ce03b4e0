#include "ui/settings.h"

#include <utility>

namespace hubbub::ui {

void remember_host(Settings& settings, RecentHost host) {
  auto& recent = settings.recent_hosts;
  std::erase_if(recent, [&](const RecentHost& known) {
    return known.target == host.target || (!host.key.is_none() && known.key == host.key);
  });
  recent.insert(recent.begin(), std::move(host));
  if (recent.size() > Settings::kMaxRecentHosts) {
    recent.resize(Settings::kMaxRecentHosts);
  }
}

namespace {

// Puts the newest last, once, and forgets the oldest beyond `most`.
template <class Value>
void append_bounded(std::vector<Value>& list, Value value, std::size_t most) {
  std::erase(list, value);
  if (list.size() >= most) {
    list.erase(list.begin());
  }
  list.push_back(std::move(value));
}

}  // namespace

void mute_room(Settings& settings, MutedRoom room, bool mute) {
  if (mute) {
    append_bounded(settings.muted_rooms, std::move(room), Settings::kMaxMutedRooms);
  } else {
    std::erase(settings.muted_rooms, room);
  }
}

void trust_site(Settings& settings, std::string host) {
  append_bounded(settings.trusted_sites, std::move(host), Settings::kMaxTrustedSites);
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
