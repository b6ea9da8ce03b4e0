#include "app/wishes.h"

#include <algorithm>

namespace hubbub::app {

net::wire::StartHost wish_to_host(const Options& options) {
  net::wire::StartHost start;
  start.port = options.port_or_default();
  for (const std::string& address : options.bind) {
    if (std::find(start.bind.begin(), start.bind.end(), address) == start.bind.end()) {
      start.bind.push_back(address);
    }
  }
  start.title = options.title.value_or("");
  if (!options.room.empty()) {
    start.room = options.room;
  }
  start.announce = options.announce;
  start.history = options.history;
  start.retention = options.retention;
  start.require_tls = options.require_tls;
  start.password = options.password;
  start.flood = options.flood;
  return start;
}

net::wire::Connect wish_to_join(const Options& options, const std::string& nick) {
  net::wire::Connect connect;
  connect.target = options.target;
  connect.port = options.port_or_default();
  connect.nick = nick;
  connect.room = options.room;
  connect.plain = options.plain;
  connect.encrypt = options.encrypt;
  connect.password = options.password;
  if (options.party) {
    connect.others = options.party->addresses;
    connect.expected = options.party->id.key;
  }
  return connect;
}

}  // namespace hubbub::app
