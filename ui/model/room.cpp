#include "ui/model/room.h"

#include <algorithm>
#include <utility>

namespace hubbub::ui::model {
namespace {

auto find_member(std::vector<wire::RosterEntry>& roster, std::string_view nick) {
  return std::find_if(roster.begin(), roster.end(),
                      [nick](const wire::RosterEntry& entry) { return entry.nick == nick; });
}

}  // namespace

bool Room::has(std::string_view nick) const {
  return std::any_of(roster.begin(), roster.end(),
                     [nick](const wire::RosterEntry& entry) { return entry.nick == nick; });
}

void Room::add_member(wire::RosterEntry member, bool unique) {
  if (roster.size() >= kMaxRosterMembers) {
    return;
  }
  if (unique) {
    const auto known = find_member(roster, member.nick);
    if (known != roster.end()) {
      known->person = member.person;
      ++roster_revision;
      return;
    }
  }
  roster.push_back(std::move(member));
  ++roster_revision;
}

bool Room::remove_member(std::string_view nick) {
  const auto member = find_member(roster, nick);
  if (member == roster.end()) {
    return false;
  }
  roster.erase(member);
  ++roster_revision;
  return true;
}

bool Room::rename_member(std::string_view old_nick, std::string_view new_nick) {
  const auto member = find_member(roster, old_nick);
  if (member == roster.end()) {
    return false;
  }
  member->nick = new_nick;
  ++roster_revision;
  return true;
}

const wire::RosterEntry* Room::member(std::string_view nick) const {
  const auto found =
      std::find_if(roster.begin(), roster.end(),
                   [nick](const wire::RosterEntry& entry) { return entry.nick == nick; });
  return found == roster.end() ? nullptr : &*found;
}

bool Room::set_role(std::string_view nick, wire::Role role) {
  const auto member = find_member(roster, nick);
  if (member == roster.end() || member->person.role == role) {
    return false;
  }
  member->person.role = role;
  ++roster_revision;
  return true;
}

void Room::set_roster(std::vector<wire::RosterEntry> members) {
  if (members.size() > kMaxRosterMembers) {
    members.resize(kMaxRosterMembers);
  }
  if (members != roster) {
    roster = std::move(members);
    ++roster_revision;
  }
}

Outgoing* Room::find_outgoing(const wire::MessageId& message) {
  const auto found =
      std::find_if(outgoing.begin(), outgoing.end(),
                   [&message](const Outgoing& entry) { return entry.id == message; });
  return found == outgoing.end() ? nullptr : &*found;
}

void Room::find_oldest() {
  oldest_seq = 0;
  for (LineIndex at = std::max(floor(), log.first()); at < log.end() && oldest_seq == 0; ++at) {
    oldest_seq = log.line(at).seq;
  }
}

void Room::find_newest() {
  newest = {};
  for (LineIndex at = log.end(); at-- > std::max(floor(), log.first());) {
    const Line line = log.line(at);
    if (line.seq != 0) {
      newest = {line.time, line.seq};
      return;
    }
  }
}

void Room::ask_no_more() {
  fetching = false;
  fetching_before = 0;
}

}  // namespace hubbub::ui::model
