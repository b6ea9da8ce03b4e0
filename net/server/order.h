// Who may do what on a host, who is muted and who may not come in. Kept in the history, if there is
// one. Net worker only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/history/history.h"
#include "net/wire/events.h"

namespace hubbub::net::server {

class Order {
 public:
  // `owner`: the key of whoever runs the host; none: nobody has that role. `history` may be null.
  Order(const wire::KeyId& owner, const history::Contents& past, history::History* history);

  // Time without end, as `until`: until undone.
  static constexpr wire::HostTime kForGood = wire::HostTime::max();

  [[nodiscard]] wire::Role role_of(const wire::KeyId& key) const;
  // The same by what a line says of a key. 0: a guest.
  [[nodiscard]] wire::Role role_of(wire::KeyHead who) const;
  void set_role(const wire::KeyId& key, wire::Role role);

  // All times here are trusted time (net/trusted_time.h).
  // `sender` as in sender.h: whoever has no key is muted by name, while the host runs.
  [[nodiscard]] bool is_muted(const std::string& sender, wire::HostTime now) const;
  // Until when, if is_muted().
  [[nodiscard]] wire::HostTime muted_until(const std::string& sender) const;
  void mute(const std::string& sender, const wire::KeyId& key, wire::HostTime until);
  // False when it was not muted.
  bool unmute(const std::string& sender, const wire::KeyId& key);

  // The ban that keeps somebody out; null: none does. `address` without the port; empty: not known.
  // Somebody new is kept out by the network of an address of IPv6 too (net/addresses.h); those who
  // are known (`is_known`) share it with whoever was banned.
  [[nodiscard]] const wire::Ban* ban_of(const wire::KeyId& key, const std::string& address,
                                        bool is_known, wire::HostTime now) const;
  // Numbers and keeps it. The oldest one goes when there are too many.
  void ban(wire::Ban ban);
  // By number ("#17" is nothing else) or name; false when there is no such ban.
  bool unban(const std::string& who);
  // Those in force, the newest first.
  [[nodiscard]] std::vector<wire::Ban> bans(wire::HostTime now) const;

  [[nodiscard]] bool locked() const { return locked_; }
  void set_locked(bool locked);

 private:
  void put_person(const wire::KeyId& key);

  const wire::KeyId owner_;
  history::History* const history_;
  std::unordered_map<wire::KeyId, wire::Role> roles_;
  std::unordered_map<std::string, wire::HostTime> muted_;  // by sender
  std::vector<wire::Ban> bans_;                            // the oldest first
  std::uint64_t next_ban_number_;
  bool locked_;
};

}  // namespace hubbub::net::server
