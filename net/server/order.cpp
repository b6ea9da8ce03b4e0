#include "net/server/order.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/addresses.h"
#include "net/names.h"
#include "net/server/limits.h"
#include "net/server/sender.h"
#include "net/wire/limits.h"

namespace hubbub::net::server {
namespace {

bool in_force(const wire::Ban& ban, wire::HostTime now) {
  return ban.until == wire::HostTime{} || ban.until > now;
}

// "#17": the number of a ban, and nobody's name here.
bool is_number(const std::string& who) {
  return who.size() > 1 && who.front() == '#' &&
         who.find_first_not_of("0123456789", 1) == std::string::npos;
}

}  // namespace

Order::Order(const wire::KeyId& owner, const history::Contents& past, history::History* history)
    : owner_(owner),
      history_(history),
      bans_(past.bans),
      next_ban_number_(past.next_ban_number),
      locked_(past.locked) {
  for (const history::StoredPerson& person : past.people) {
    if (person.role != wire::Role::kGuest)
      roles_[person.key] = person.role;
    if (person.muted_until != wire::HostTime{})
      muted_[sender_of(person.key, "")] = person.muted_until;
  }
}

wire::Role Order::role_of(const wire::KeyId& key) const {
  if (key.is_none())
    return wire::Role::kGuest;
  if (key == owner_)
    return wire::Role::kHost;
  const auto found = roles_.find(key);
  return found == roles_.end() ? wire::Role::kGuest : found->second;
}

wire::Role Order::role_of(wire::KeyHead who) const {
  if (who == 0)
    return wire::Role::kGuest;
  if (who == wire::head_of(owner_))
    return wire::Role::kHost;
  const auto found = std::find_if(roles_.begin(), roles_.end(), [who](const auto& entry) {
    return wire::head_of(entry.first) == who;
  });
  return found == roles_.end() ? wire::Role::kGuest : found->second;
}

void Order::set_role(const wire::KeyId& key, wire::Role role) {
  if (role == wire::Role::kGuest) {
    roles_.erase(key);
  } else {
    roles_[key] = role;
  }
  put_person(key);
}

bool Order::is_muted(const std::string& sender, wire::HostTime now) const {
  const auto found = muted_.find(sender);
  return found != muted_.end() && found->second > now;
}

wire::HostTime Order::muted_until(const std::string& sender) const {
  const auto found = muted_.find(sender);
  return found == muted_.end() ? wire::HostTime{} : found->second;
}

void Order::mute(const std::string& sender, const wire::KeyId& key, wire::HostTime until) {
  if (muted_.size() >= kMaxMuted && !muted_.contains(sender)) {
    muted_.erase(std::min_element(muted_.begin(), muted_.end(), [](const auto& a, const auto& b) {
      return a.second < b.second;
    }));
  }
  muted_[sender] = until;
  put_person(key);
}

bool Order::unmute(const std::string& sender, const wire::KeyId& key) {
  const bool was_muted = muted_.erase(sender) > 0;
  if (was_muted)
    put_person(key);
  return was_muted;
}

void Order::put_person(const wire::KeyId& key) {
  if (history_ == nullptr || key.is_none())
    return;
  const auto role = roles_.find(key);
  history_->put_person({key, role == roles_.end() ? wire::Role::kGuest : role->second,
                        muted_until(sender_of(key, ""))});
}

const wire::Ban* Order::ban_of(const wire::KeyId& key, const std::string& address, bool is_known,
                               wire::HostTime now) const {
  const std::string range = kept_out_range(address);
  const auto keeps_out = [&](const wire::Ban& ban) {
    const bool same_key = !key.is_none() && ban.key == key;
    const bool same_range = !is_known && kept_out_range(ban.address) == range;
    const bool same_address = !address.empty() && (ban.address == address || same_range);
    return in_force(ban, now) && (same_key || same_address);
  };
  const auto found = std::find_if(bans_.rbegin(), bans_.rend(), keeps_out);
  return found == bans_.rend() ? nullptr : &*found;
}

void Order::ban(wire::Ban ban) {
  if (bans_.size() >= kMaxBans)
    unban("#" + std::to_string(bans_.front().number));
  ban.number = next_ban_number_++;
  if (history_ != nullptr)
    history_->put_ban(ban);
  bans_.push_back(std::move(ban));
}

bool Order::unban(const std::string& who) {
  const std::string name = folded(who);
  bool any = false;
  std::erase_if(bans_, [&](const wire::Ban& ban) {
    const bool is_meant =
        is_number(who) ? who == "#" + std::to_string(ban.number) : folded(ban.nick) == name;
    if (!is_meant)
      return false;
    if (history_ != nullptr)
      history_->remove_ban(ban.number);
    any = true;
    return true;
  });
  return any;
}

std::vector<wire::Ban> Order::bans(wire::HostTime now) const {
  std::vector<wire::Ban> list;
  std::copy_if(bans_.rbegin(), bans_.rend(), std::back_inserter(list),
               [now](const wire::Ban& ban) { return in_force(ban, now); });
  return list;
}

void Order::set_locked(bool locked) {
  locked_ = locked;
  if (history_ != nullptr)
    history_->set_locked(locked);
}

}  // namespace hubbub::net::server
