// Who comes in: encryption, password, bans, a locked party; then the name, in requests.cpp.
#include <chrono>
#include <utility>

#include "net/server/server.h"

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
                    "Too many wrong passwords came from your address. Try again in " +
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
    return dismiss(session,
                   {"password-wait", "Too many wrong passwords came from your address.", 0}, "");
  const auto own = gate_.check(nonce, proof, session.transport().channel_binding());
  if (!own) {
    gate_.note_wrong(session.source(), clock_.now());
    report("password-wrong", "Somebody at " + session.address() + " gave a wrong password.");
    return dismiss(session, {"password-wrong", "That is not the party's password.", 0}, "");
  }
  gate_.note_right(session.source());
  session.set_host_proof(*own);
  admit(session, login);
}

void Server::admit(Session& session, const wire::Login& login) {
  const wire::HostTime now = clock_.wall();
  const wire::Role role = order_.role_of(session.key());
  const wire::Ban* const ban =
      order_.ban_of(session.key(), session.transport().counted_address(), now);
  if (ban != nullptr && role != wire::Role::kHost)
    return dismiss(session, banned(*ban, now), "");
  if (order_.locked() && role == wire::Role::kGuest && !directory_.knows(session.key())) {
    return dismiss(session, {"locked", "The party is locked: nobody new comes in for now.", 1}, "");
  }
  session.set_role(role);
  let_in(session, login);
}

}  // namespace hubbub::net::server
