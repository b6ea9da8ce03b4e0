// What a client has to tell friend from stranger: its own key, the keys of hosts that it knows, and
// somebody to derive keys from passwords. Net worker only; outlives every visit.
#pragma once

#include <memory>
#include <utility>

#include "net/tls/context.h"
#include "net/tls/derivation.h"
#include "net/tls/known_hosts.h"

namespace hubbub::net::client {

struct Trust {
  // Null: there is no own key, and so no encryption.
  std::shared_ptr<const tls::Context> context;
  tls::KnownHosts hosts;
  tls::Derivations derivations;
};

}  // namespace hubbub::net::client
