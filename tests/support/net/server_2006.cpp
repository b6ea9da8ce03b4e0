#include "tests/support/net/server_2006.h"

#include <algorithm>
#include <exception>

#include "tests/support/net/commands_2006.h"

namespace hubbub::tests {

bool Server2006::receive(ConnectionId from, net::wire::ByteView bytes) {
  if (bytes.empty()) {
    // The original executed the stale buffer again and again. Once is enough to see the harm.
    const auto known = std::any_of(clients_.begin(), clients_.end(),
                                   [from](const auto& client) { return client.first == from; });
    ghosts_ += known ? 1 : 0;
    return false;
  }
  std::copy_n(bytes.begin(), std::min(bytes.size(), buffer_.size()), buffer_.begin());
  try {
    return handle(from);
  } catch (const std::exception&) {
    ++exceptions_;
    return false;
  }
}

bool Server2006::handle(ConnectionId from) {
  const Data2006 data = original_reading(buffer_);
  understood_.push_back(data);
  const std::string name = data.name.value_or("");
  switch (data.command) {
    case commands_2006::kLogin:
      clients_.emplace_back(from, name);
      broadcast(
          from,
          original_frame(commands_2006::kLogin, name, "<<<" + name + " has joined the room>>>"),
          false);
      return true;
    case commands_2006::kLogout: {
      const auto leaver = std::find_if(clients_.begin(), clients_.end(),
                                       [from](const auto& client) { return client.first == from; });
      if (leaver != clients_.end()) {
        clients_.erase(leaver);
      }
      close_(from);
      broadcast(
          from,
          original_frame(commands_2006::kLogout, name, "<<<" + name + " has left the room>>>"),
          true);
      return false;
    }
    case commands_2006::kMessage:
      broadcast(from,
                original_frame(commands_2006::kMessage, name, name + ": " + data.text.value_or("")),
                true);
      return true;
    case commands_2006::kList: {
      std::string list;
      for (const auto& [id, client] : clients_) {
        list += client + "*";
      }
      send_(from, original_frame(commands_2006::kList, "", list));
      return true;
    }
    default:
      broadcast(from, original_frame(data.command, name, ""), true);
      return true;
  }
}

void Server2006::broadcast(ConnectionId from, const net::wire::Bytes& frame, bool to_sender) {
  // A copy, since a failing send may end in a close.
  for (const auto& [id, name] : std::vector(clients_)) {
    if (to_sender || id != from) {
      send_(id, frame);
    }
  }
}

std::vector<std::string> Server2006::names() const {
  std::vector<std::string> names;
  for (const auto& client : clients_) {
    names.push_back(client.second);
  }
  return names;
}

}  // namespace hubbub::tests
