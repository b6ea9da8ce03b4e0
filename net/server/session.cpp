#include "net/server/session.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/server.h"

namespace hubbub::net::server {

Session::Session(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection,
                 wire::Dialect dialect)
    : server_(server),
      transport_(std::move(transport)),
      connection_(connection),
      dialect_(dialect),
      last_heard_(server.clock().now()) {
  transport_->set_handler(this);
  server_.tap().set_dialect(connection_, dialect_);
}

Session::~Session() {
  transport_->close();
  server_.tap().close(connection_);
}

void Session::set_nick(std::string nick) {
  nick_ = std::move(nick);
  folded_nick_ = folded(nick_);
  server_.tap().name_peer(connection_, nick_);
}

RoomCursor* Session::cursor_in(const Room& room) {
  const auto found = std::find_if(cursors_.begin(), cursors_.end(), [&](const RoomCursor& c) {
    return c.room.get() == &room && !c.left();
  });
  return found == cursors_.end() ? nullptr : &*found;
}

void Session::give_up() {
  closing_ = true;
  server_.remove_later(*this, "did not keep up");
}

void Session::on_ended(const std::string& reason) {
  server_.remove(*this, reason);
}

}  // namespace hubbub::net::server
