// Who comes in: encryption, password, bans, a locked party, a name that is free; and what of the
// host such a one may use.
#include <algorithm>
#include <chrono>
#include <utility>

#include "net/names.h"
#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/password_messages.h"

namespace hubbub::net::server {
namespace {

wire::Farewell banned(const wire::Ban& ban, wire::HostTime now) {
  std::string text = "You are banned from this host";
  if (ban.until != wire::HostTime{})
    text += " for another " + wire::spoken_duration(ban.until - now);
  if (!ban.reason.empty())
    text += ": " + ban.reason;
  return {"banned", text.ends_with('.') ? text : text + '.', 0};
}

}  // namespace

void Server::refuse_for_want_of_files(Transport& transport) {
  turn_away(transport, {"host-full", "This host is full: it can open no more connections.", 1});
}

void Server::turn_away(Transport& transport, const wire::Farewell& farewell) {
  const wire::Bytes frame = wire::encoded(farewell);
  const wire::ByteView piece = frame;
  // To a fresh connection a frame always goes out whole; if not, it gets no reason.
  transport.write({&piece, 1});
  transport.close();
  report_repeated(farewell.code, farewell.text);
}

void Server::log_in(Session& session, const wire::Login& login) {
  if (options_.require_tls && !session.encrypted()) {
    return dismiss(session,
                   {"tls-required",
                    "This host takes encrypted connections only. Programs of 2006 and --plain are "
                    "not encrypted.",
                    0},
                   "");
  }
  if (!gate_.asks())
    return admit(session, login);
  if (!session.encrypted()) {
    return dismiss(session,
                   {"password-needs-encryption",
                    "This party has a password, which can be proven over an encrypted connection "
                    "only.",
                    0},
                   "");
  }
  const auto wait = gate_.wait_of(session.source(), clock_.now());
  if (wait > Clock::Instant::duration::zero()) {
    return dismiss(session,
                   {"password-wait",
                    "Too many wrong passwords came from your address or network. Try again in " +
                        wire::spoken_duration(wait) + ".",
                    0},
                   "");
  }
  session.ask_password(gate_.challenge(), login);
}

void Server::prove(Session& session, const wire::Digest& nonce, const wire::Login& login,
                   const wire::Proof& proof) {
  // Many connections may have been asked at the same time, for one guess each.
  if (gate_.wait_of(session.source(), clock_.now()) > Clock::Instant::duration::zero())
    return dismiss(
        session,
        {"password-wait", "Too many wrong passwords came from your address or network.", 0}, "");
  const auto own = gate_.check(nonce, proof, session.transport().channel_binding());
  if (!own) {
    gate_.note_wrong(session.source(), clock_.now());
    report_repeated("password-wrong",
                    "Somebody at " + session.address() + " gave a wrong password.");
    return dismiss(session, {"password-wrong", "That is not the party's password.", 0}, "");
  }
  gate_.note_right(session.source());
  session.set_host_proof(*own);
  admit(session, login);
}

void Server::admit(Session& session, const wire::Login& login) {
  const wire::HostTime now = time_->now();
  const wire::Role role = order_.role_of(session.key());
  const wire::Ban* const ban = order_.ban_of(session.key(), session.transport().counted_address(),
                                             directory_.knows(session.key()), now);
  if (ban != nullptr && role != wire::Role::kHost)
    return dismiss(session, banned(*ban, now), "");
  if (order_.locked() && role == wire::Role::kGuest && !directory_.knows(session.key())) {
    return dismiss(session, {"locked", "The party is locked: nobody new comes in for now.", 1}, "");
  }
  session.set_role(role);
  let_in(session, login);
}

void Server::let_in(Session& session, const wire::Login& login) {
  const std::string nick = trimmed(login.nick);
  if (const auto why = refuse_nick(nick)) {
    return dismiss(session, {"nick-invalid", *why, 0}, "");
  }
  if (archive_.is_behind())
    return dismiss(session, {"read-only", kReadOnly, 1}, "");
  const bool is_known = directory_.knows(session.key());
  if (!take_name(session, nick, true))
    return;
  session.set_nick(nick);
  session.transport().set_known();
  take_up_allowance(session, is_known);
  note_muted_neighbour(session, is_known);
  callbacks_.events(wire::HostClientJoined{nick, session.address(), session.person()});
  session.welcomed(archive_.private_kept(login));
  const auto lobby = directory_.shared_lobby();
  const auto is_lobby = [&](const wire::RoomPosition& position) {
    return directory_.find_room(position.room) == lobby;
  };
  const auto place = std::find_if(login.rooms.begin(), login.rooms.end(), is_lobby);
  enter(session, lobby, place == login.rooms.end() ? wire::RoomPosition{} : *place);
  for (const wire::RoomPosition& position : login.rooms) {
    if (session.closing())
      return;
    session.charge(kChangeCost);
    if (!is_lobby(position))
      join(session, position);
  }
  archive_.bring_privates(session, login);
}

// Anybody can make a new key: who comes with one that was never here goes on with what others from
// the same address left.
void Server::take_up_allowance(Session& session, bool is_known) {
  const std::string& address = session.transport().counted_address();
  const bool has_left_some =
      allowances_.take_up(session.account(), session.allowance()) ||
      (!is_known && !address.empty() && allowances_.take_up(address, session.allowance()));
  if (has_left_some)
    session.charge(kChangeCost);  // what the login took was off a fresh bucket
}

}  // namespace hubbub::net::server
