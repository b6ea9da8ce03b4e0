#include "net/server/session.h"

#include <algorithm>
#include <utility>

#include "net/names.h"
#include "net/server/sender.h"
#include "net/server/server.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {

Session::Session(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection,
                 wire::Dialect dialect)
    : server_(server),
      transport_(std::move(transport)),
      connection_(connection),
      dialect_(dialect),
      key_(transport_->peer_key()),
      encrypted_(transport_->encrypted() ? 1 : 0),
      allowance_{{server.options().flood, server.clock().now()},
                 {{kRefusalBurst, kRefusalsPerSecond}, server.clock().now()}},
      self_(std::make_shared<Session*>(this)),
      last_heard_(server.clock().now()) {
  transport_->set_handler(this);
  server_.tap().set_dialect(connection_, dialect_);
}

Session::~Session() {
  server_.count_waiting(waiting_bytes_, 0);
  transport_->close();
  server_.tap().close(connection_);
}

void Session::set_nick(std::string nick) {
  nick_ = std::move(nick);
  sender_ = sender_of(key_, folded(nick_));
  server_.tap().name_peer(connection_, nick_);
}

RoomCursor* Session::cursor_in(const Room& room) {
  const auto found = std::find_if(cursors_.begin(), cursors_.end(), [&](const RoomCursor& c) {
    return c.room.get() == &room && !c.left();
  });
  return found == cursors_.end() ? nullptr : &*found;
}

void Session::count_waiting(std::size_t bytes) {
  const std::size_t before = std::exchange(waiting_bytes_, closing_ ? 0 : bytes);
  server_.count_waiting(before, waiting_bytes_);
}

void Session::give_up() {
  if (closing_)
    return;
  closing_ = true;
  count_waiting(0);
  server_.remove_later(*this, "did not keep up");
}

void Session::on_ended(const std::string& reason) {
  server_.remove(*this, reason);
}

std::string Session::source() const {
  const std::string& address = transport_->counted_address();
  return address.empty() ? "this machine" : address;
}

std::string Session::account() const {
  const std::string& address = transport_->counted_address();
  return key_.is_none() && !address.empty() ? address : sender_;
}

bool Session::may_be_refused() {
  allowance_.refusals.charge(1, server_now());
  return allowance_.refusals.wait() == std::chrono::milliseconds{0};
}

// ---- Flood control ------------------------------------------------------------------------------

Clock::Instant Session::server_now() const {
  return server_.clock().now();
}

bool Session::hold_if_due() {
  std::chrono::milliseconds wait = allowance_.requests.wait();
  if (server_.archive().is_behind())
    wait = std::max(wait, kUnwrittenPause);
  if (closing_ || wait < kShortestHold)
    return false;
  hold(wait, HoldReason::kOwn);
  return true;
}

void Session::hold(std::chrono::milliseconds wait, HoldReason reason) {
  hold_reason_ = reason;
  held_until_ = server_now() + wait;
  transport_->pause_reading();
  if (reason == HoldReason::kOwn)
    server_.wake_later(*this, wait);
  remind_of_hold(server_now());
}

void Session::remind_of_hold(Clock::Instant now) {
  const Clock::Instant::duration left = held_until_ - now;
  if (!held() || left < kWorthTelling || now - told_held_at_ < kHeartbeat)
    return;
  told_held_at_ = now;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(left);
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left);
  const std::string_view why = hold_reason_ == HoldReason::kOwn
                                   ? "You are sending faster than this host lets one person"
                                   : "Much long text is being said here, and yours is long, too";
  tell_held({static_cast<std::uint32_t>(wait.count()),
             std::string(why) + ": it takes the next message in " +
                 std::to_string(seconds.count()) + " s. Nothing is lost."});
}

void Session::wake_in_rooms() {
  sent_to_later_ = false;
  for (const RoomCursor& cursor : cursors_)
    cursor.room->wake_member(*this);
}

void Session::release() {
  if (!held() || closing_)
    return;
  held_until_ = {};
  hear(server_now());
  go_on();
  if (!held() && !closing_)
    transport_->resume_reading();
}

}  // namespace hubbub::net::server
