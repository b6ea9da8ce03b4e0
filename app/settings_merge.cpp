#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "app/settings_file.h"

namespace hubbub::app {
namespace {

using RecentHosts = std::vector<ui::RecentHost>;

// Three times the same field, of `merged` at first ours.
struct Sides {
  const ui::Settings& base;
  const ui::Settings& theirs;
  ui::Settings& merged;

  template <class... Fields>
  void take_theirs_unless_changed(Fields ui::Settings::*... fields) const {
    const auto take = [this](auto field) {
      if (merged.*field == base.*field)
        merged.*field = theirs.*field;
    };
    (take(fields), ...);
  }
};

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// What one of us added or took away; the oldest go beyond `most`.
template <class List>
List merge(const List& base, const List& ours, const List& theirs, std::size_t most) {
  List merged;
  const auto keep = [&merged](const List& list, const auto& wanted) {
    std::copy_if(list.begin(), list.end(), std::back_inserter(merged), wanted);
  };
  keep(theirs, [&](const auto& each) { return contains(ours, each) || !contains(base, each); });
  keep(ours, [&](const auto& each) { return !contains(theirs, each) && !contains(base, each); });
  if (merged.size() > most) {
    const auto surplus = static_cast<std::ptrdiff_t>(merged.size() - most);
    merged.erase(merged.begin(), merged.begin() + surplus);
  }
  return merged;
}

// The hosts that were joined since stand in front of what is left of the base in its order.
std::size_t joined_since(const RecentHosts& base, const RecentHosts& ours) {
  std::size_t count = ours.size();
  for (std::size_t at = base.size(); at > 0 && count > 0; --at) {
    if (base[at - 1] == ours[count - 1])
      --count;
  }
  return count;
}

RecentHosts merge(const RecentHosts& base, const RecentHosts& ours, const RecentHosts& theirs) {
  const auto knows = [](const RecentHosts& hosts, const std::string& target) {
    return std::any_of(hosts.begin(), hosts.end(),
                       [&target](const auto& host) { return host.target == target; });
  };
  ui::Settings merged;
  std::copy_if(
      theirs.begin(), theirs.end(), std::back_inserter(merged.recent_hosts),
      [&](const auto& host) { return knows(ours, host.target) || !knows(base, host.target); });
  for (std::size_t at = joined_since(base, ours); at > 0; --at)
    ui::remember_host(merged, ours[at - 1]);
  return std::move(merged.recent_hosts);
}

}  // namespace

ui::Settings merge_settings(const ui::Settings& base, const ui::Settings& ours,
                            const ui::Settings& theirs) {
  using S = ui::Settings;
  ui::Settings merged = ours;
  const Sides sides{base, theirs, merged};
  sides.take_theirs_unless_changed(&S::nick, &S::target, &S::join_port, &S::plain, &S::room);
  sides.take_theirs_unless_changed(&S::host_port, &S::title, &S::require_encryption, &S::announce,
                                   &S::host_page);
  sides.take_theirs_unless_changed(&S::theme, &S::scale, &S::window);
  sides.take_theirs_unless_changed(&S::roster_open, &S::roster_width);
  sides.take_theirs_unless_changed(&S::inspector_open, &S::inspector_height,
                                   &S::inspector_tree_share);
  merged.recent_hosts = merge(base.recent_hosts, ours.recent_hosts, theirs.recent_hosts);
  merged.ignored = merge(base.ignored, ours.ignored, theirs.ignored, ui::model::kMaxIgnored);
  merged.muted_rooms =
      merge(base.muted_rooms, ours.muted_rooms, theirs.muted_rooms, S::kMaxMutedRooms);
  merged.trusted_sites =
      merge(base.trusted_sites, ours.trusted_sites, theirs.trusted_sites, S::kMaxTrustedSites);
  return merged;
}

}  // namespace hubbub::app
