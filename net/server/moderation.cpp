// How people with a role keep order. What they may is here; who is muted or banned is in order.h.
#include <algorithm>
#include <optional>
#include <utility>

#include "net/addresses.h"
#include "net/names.h"
#include "net/server/broadcast.h"
#include "net/server/sender.h"
#include "net/server/server.h"
#include "net/wire/host_messages.h"
#include "net/wire/moderation_messages.h"
#include "net/wire/order_sentences.h"
#include "net/wire/visible.h"

namespace hubbub::net::server {
namespace {

using wire::Act;
using wire::Role;

Role role_for(Act act) {
  switch (act) {
    case Act::kPromote:
    case Act::kDemote:
    case Act::kLock:
    case Act::kUnlock:
      return Role::kHost;
    default:
      return Role::kModerator;
  }
}

std::string with_reason(const std::string& sentence, const std::string& reason) {
  const std::string why = one_line(reason);
  return why.empty() ? sentence + '.' : sentence + ": " + why;
}

// As whom everybody without a key from there is muted, beside those of sender.h.
std::string keyless_from(const std::string& address) {
  return "a" + kept_out_range(address);
}

}  // namespace

// Somebody that an act is about, here or not.
struct Server::Target {
  std::string nick;
  Session* session = nullptr;
  wire::KeyId key;
  std::string sender;
  std::string address;   // as counted; empty: not known, or this machine
  bool is_near = false;  // is here, or has just left: where is known
};

void Server::moderate(Session& session, const wire::Moderate& wanted) {
  const auto refuse = [&](std::string code, std::string text) {
    session.refuse({wanted.who, {}, std::move(code), std::move(text)});
  };
  if (session.role() < role_for(wanted.act)) {
    return refuse("not-allowed", role_for(wanted.act) == Role::kHost
                                     ? "Only the host can do that."
                                     : "Only the host and people whom it promoted can do that.");
  }
  if (!wanted.reason.empty() && !wire::anything_to_see(wanted.reason))
    return refuse("empty-text", "There is nothing to see in this reason.");
  switch (wanted.act) {
    case Act::kClear:
      return clear(session, wanted);
    case Act::kLock:
    case Act::kUnlock:
      return lock(session, wanted);
    case Act::kUnban:
      if (!order_.unban(wanted.who))
        return refuse("no-such-ban", "There is no ban of " + wanted.who + ".");
      return tell_order(session, wanted, wanted.who,
                        session.nick() + " has lifted the ban of " + wanted.who);
    case Act::kNote:
      return refuse("not-allowed", "That is nothing that one can do.");
    default:
      break;
  }
  const auto target = target_of(wanted.who);
  if (!target)
    return refuse("no-such-nick", "Nobody here is called " + wanted.who + ".");
  if (order_.role_of(target->key) >= session.role())
    return refuse("not-allowed", target->nick + " has the same rights as you, or more.");
  act_on(session, wanted, *target);
}

std::optional<Server::Target> Server::target_of(const std::string& who) const {
  Session* const here = directory_.find_person(who);
  if (here != nullptr) {
    return Target{
        here->nick(), here, here->key(), here->sender(), here->transport().counted_address(), true};
  }
  const wire::KeyId key = directory_.key_of(who);
  const Leavers::Leaver* const leaver = leavers_.find(folded(who), clock_.now());
  // The name may be somebody else's by now.
  if (leaver != nullptr && (leaver->key == key || key.is_none()))
    return Target{leaver->nick, nullptr, leaver->key, leaver->sender, leaver->address, true};
  if (key.is_none())
    return std::nullopt;
  return Target{who, nullptr, key, sender_of(key, ""), {}};
}

// Without a key one is anybody under the next name, so all who come from there without one are
// muted; and with a key that was never here one is anybody again. Not so on this machine: several
// people may share it, and it is no place to come from with a new address.
void Server::mute_place(const Target& target, wire::HostTime until) {
  if (!target.is_near ||
      (muted_places_.size() >= kMaxMuted && !muted_places_.contains(target.sender)))
    return;
  const std::string place = keyless_from(target.address);
  muted_places_[target.sender] = place;
  order_.mute(place, {}, until);
}

void Server::note_muted_neighbour(Session& session, bool is_known) {
  const std::string& address = session.transport().counted_address();
  if (!is_known && !address.empty() && order_.is_muted(keyless_from(address), time_->now()))
    session.set_new_beside_muted();
}

void Server::unmute_place(const Target& target) {
  const auto found = muted_places_.find(target.sender);
  if (found == muted_places_.end())
    return;
  const std::string place = std::move(found->second);
  muted_places_.erase(found);
  const bool is_still_muted =
      std::any_of(muted_places_.begin(), muted_places_.end(),
                  [&place](const auto& entry) { return entry.second == place; });
  if (!is_still_muted)
    order_.unmute(place, {});
}

void Server::act_on(Session& session, const wire::Moderate& wanted, const Target& target) {
  const bool for_good = wanted.seconds == 0;
  const std::chrono::seconds duration{wanted.seconds};
  const std::string time = for_good ? "" : " for " + wire::spoken_duration(duration);
  const wire::HostTime until = for_good ? wire::HostTime{} : time_->now() + duration;
  const std::string by = session.nick();
  const auto refuse = [&](std::string code, std::string text) {
    session.refuse({target.nick, {}, std::move(code), std::move(text)});
  };
  switch (wanted.act) {
    case Act::kMute:
      order_.mute(target.sender, target.key, for_good ? Order::kForGood : until);
      mute_place(target, for_good ? Order::kForGood : until);
      return tell_order(
          session, wanted, target.nick,
          by + " has muted " + target.nick + time +
              (target.key.is_none() ? ", and all who come from there without a key" : ""),
          until);
    case Act::kUnmute:
      unmute_place(target);
      if (!order_.unmute(target.sender, target.key))
        return refuse("not-muted", target.nick + " is not muted.");
      return tell_order(session, wanted, target.nick, by + " lets " + target.nick + " speak again");
    case Act::kKick:
      if (target.session == nullptr)
        return refuse("no-such-nick", target.nick + " is not here.");
      tell_order(session, wanted, target.nick, by + " has thrown " + target.nick + " out");
      return throw_out(*target.session, "kicked",
                       with_reason(by + " has thrown you out", wanted.reason), by);
    case Act::kBan:
      return ban(session, wanted, target, until, time);
    case Act::kPromote:
    case Act::kDemote:
      return set_role(session, wanted, target);
    default:
      return;
  }
}

void Server::ban(Session& session, const wire::Moderate& wanted, const Target& target,
                 wire::HostTime until, const std::string& time) {
  wire::Ban ban;
  ban.nick = target.nick;
  ban.key = target.key;
  ban.address = target.address;
  ban.until = until;
  ban.by = session.nick();
  ban.reason = one_line(wanted.reason);
  if (ban.key.is_none() && ban.address.empty()) {
    return session.refuse({target.nick,
                           {},
                           "not-bannable",
                           target.nick +
                               " has no key and comes from this machine: there is nothing "
                               "to know " +
                               target.nick + " by. Throw " + target.nick + " out instead."});
  }
  order_.ban(ban);
  const std::string_view how =
      ban.address.empty() ? " (only by key: no address is known that could be kept out)" : "";
  tell_order(session, wanted, target.nick,
             ban.by + " has banned " + target.nick + time + std::string(how), until);
  std::vector<Session*> banned;
  for (const auto& [other, owner] : sessions_) {
    if (other == target.session || (!ban.key.is_none() && other->key() == ban.key))
      banned.push_back(other);
  }
  for (Session* other : banned) {
    throw_out(*other, "banned", with_reason(ban.by + " has banned you" + time, wanted.reason),
              ban.by);
  }
}

void Server::throw_out(Session& session, std::string code, std::string text,
                       const std::string& by) {
  dismiss(session, {std::move(code), std::move(text), 0}, wire::thrown_out_reason(by));
}

void Server::set_role(Session& session, const wire::Moderate& wanted, const Target& target) {
  if (target.key.is_none()) {
    return session.refuse({target.nick,
                           {},
                           "no-key",
                           target.nick + " has no key to be known by, and can't have a role."});
  }
  const bool up = wanted.act == Act::kPromote;
  if ((order_.role_of(target.key) == Role::kModerator) == up) {
    return session.refuse(
        {target.nick,
         {},
         "not-changed",
         target.nick + (up ? " is a moderator already." : " is not a moderator.")});
  }
  order_.set_role(target.key, up ? Role::kModerator : Role::kGuest);
  for (const auto& [other, owner] : sessions_) {
    if (other->key() == target.key)
      other->set_role(order_.role_of(target.key));
  }
  tell_order(session, wanted, target.nick,
             up ? session.nick() + " has made " + target.nick + " a moderator"
                : target.nick + " is no longer a moderator, says " + session.nick());
}

void Server::lock(Session& session, const wire::Moderate& wanted) {
  const bool locked = wanted.act == Act::kLock;
  if (order_.locked() == locked) {
    return session.refuse({"",
                           {},
                           "not-changed",
                           locked ? "The party is locked already." : "The party is not locked."});
  }
  order_.set_locked(locked);
  tell_order(session, wanted, "",
             locked ? session.nick() + " has locked the party: nobody new comes in"
                    : session.nick() + " has opened the party again");
}

void Server::clear(Session& session, const wire::Moderate& wanted) {
  const auto room = room_of(session, wanted.room);
  if (!room)
    return session.refuse({wanted.room, {}, "not-in-room", "You are not in that room."});
  if (wanted.target == 0 || wanted.target >= room->log.next_seq() ||
      wanted.target < room->first_kept) {
    return session.refuse({room->name, {}, "no-such-line", "There is no such message any more."});
  }
  archive_.with_entry(
      *room, wanted.target,
      [this, handle = session.handle(), room, wanted](const wire::Entry* entry, wire::KeyHead who) {
        Session* const known = Session::find(handle);
        if (known != nullptr && !known->closing())
          clear(*known, wanted, room, entry, who);
      });
}

void Server::clear(Session& session, const wire::Moderate& wanted,
                   const std::shared_ptr<Room>& room, const wire::Entry* entry, wire::KeyHead who) {
  const auto refuse = [&](std::string code, std::string text) {
    session.refuse({room->name, {}, std::move(code), std::move(text)});
  };
  if (entry == nullptr)
    return refuse("no-such-line", "There is no such message any more.");
  if (entry->kind != wire::EntryKind::kMessage)
    return refuse("no-such-line", "That is no message.");
  if (entry->text.empty())
    return refuse("not-changed", "That message is removed already.");
  const bool own = who != 0 && who == wire::head_of(session.key());
  if (!own && order_.role_of(who) >= session.role())
    return refuse("not-allowed", entry->from + " has the same rights as you, or more.");
  if (archive_.keeps())
    archive_.history()->clear_text(room->number, wanted.target);
  room->clear_text(wanted.target);
  wire::Moderated told;
  told.by = session.nick();
  told.time = clock_.wall();
  told.act = Act::kClear;
  told.target = wanted.target;
  told.text = with_reason(wire::removal_sentence(session.nick()), wanted.reason);
  broadcast(room, std::move(told), session.key());
}

void Server::tell_order(Session& session, const wire::Moderate& wanted, const std::string& who,
                        const std::string& sentence, wire::HostTime until) {
  wire::Moderated told;
  told.by = session.nick();
  told.time = clock_.wall();
  told.act = wanted.act;
  told.who = who;
  told.until = time_->shown(until);
  told.text = with_reason(sentence, wanted.reason);
  broadcast(directory_.shared_lobby(), std::move(told), session.key());
}

// Why the session can't say anything; nothing when it can.
std::optional<std::string> Server::muted(const Session& session) const {
  const wire::HostTime now = time_->now();
  std::string who = session.sender();
  if (!order_.is_muted(who, now) && (session.key().is_none() || session.is_new_beside_muted()))
    who = keyless_from(session.transport().counted_address());
  if (!order_.is_muted(who, now))
    return std::nullopt;
  const wire::HostTime until = order_.muted_until(who);
  return until == Order::kForGood
             ? std::string("You are muted on this host.")
             : "You are muted on this host for another " + wire::spoken_duration(until - now) + ".";
}

void Server::list_bans(Session& session) {
  if (session.role() < Role::kModerator) {
    return session.refuse({"",
                           {},
                           "not-allowed",
                           "Only the host and people whom it promoted can see who is banned."});
  }
  wire::Bans list;
  for (wire::Ban& ban : order_.bans(time_->now())) {
    if (list.bans.size() == wire::kMaxListedBans) {
      list.more = 1;
      session.answer(std::exchange(list, {}));
    }
    ban.until = time_->shown(ban.until);
    list.bans.push_back(std::move(ban));
  }
  session.answer(list);
}

}  // namespace hubbub::net::server
