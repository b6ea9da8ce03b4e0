// What waits for people alone, for all of them together.
#include "net/server/server.h"

namespace hubbub::net::server {

// What waits for a single one is bounded in itself, but a crowd that does not read has many.
void Server::count_waiting(std::size_t before, std::size_t now) {
  waiting_bytes_ += now - before;
  while (now > before && waiting_bytes_ > kMaxAllOutboxBytes) {
    Session* largest = nullptr;
    for (const auto& [session, owner] : sessions_) {
      const bool is_larger =
          largest == nullptr || session->waiting_bytes() > largest->waiting_bytes();
      if (session->waits_for_peer() && session->waiting_bytes() > 0 && is_larger)
        largest = session;
    }
    if (largest == nullptr)
      return;  // all of them are being sent to
    largest->give_up();
  }
}

}  // namespace hubbub::net::server
