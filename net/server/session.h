// A person on the host: what the server knows of a connection, whatever dialect it speaks.
//
// A session stands as a cursor in the log of each room it is in, and has what is for it alone
// besides. The server tells it to flush once per loop turn. Net worker only; the server owns it and
// destroys it only between turns.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "net/server/clock.h"
#include "net/server/room.h"
#include "net/server/transport.h"
#include "net/tap.h"
#include "net/wire/messages.h"

namespace hubbub::net::server {

class Server;

// Where a session stands in a room's log.
struct RoomCursor {
  std::shared_ptr<Room> room;
  RoomLog::Position at = 0;            // first byte not yet sent
  RoomLog::Position captured = 0;      // first byte that the tap has not seen
  RoomLog::Seq captured_seq = 0;       // and the number of the frame there
  RoomLog::Position until = kForever;  // the session has left; nothing from here on is for it
  RoomLog::Seq until_seq = 0;          // and the number of the frame there
  bool catching_up = true;             // it began further back than a session may fall

  static constexpr RoomLog::Position kForever = static_cast<RoomLog::Position>(-1);

  [[nodiscard]] bool left() const { return until != kForever; }
  [[nodiscard]] RoomLog::Position end() const { return std::min(until, room->log.end()); }
  // It fell off the tail of the log: what it would need next has gone.
  [[nodiscard]] bool lost() const { return at < room->log.begin(); }
  // Bytes that wait.
  [[nodiscard]] RoomLog::Position behind() const { return end() - at; }
};

class Session : public TransportHandler {
 public:
  Session(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection,
          wire::Dialect dialect);
  ~Session() override;

  [[nodiscard]] wire::Dialect dialect() const { return dialect_; }
  // Who it is, apart from the name.
  [[nodiscard]] wire::Person person() const {
    const std::uint8_t encrypted = transport_->encrypted() ? 1 : 0;
    return {dialect_, wire::Role::kGuest, encrypted, transport_->peer_key()};
  }
  [[nodiscard]] const std::string& address() const { return transport_->address(); }
  [[nodiscard]] Transport& transport() { return *transport_; }

  // Empty until logged in.
  [[nodiscard]] const std::string& nick() const { return nick_; }
  void set_nick(std::string nick);
  // In the form in which names are compared.
  [[nodiscard]] const std::string& folded_nick() const { return folded_nick_; }
  [[nodiscard]] bool logged_in() const { return !nick_.empty(); }

  // Its last words are on their way, or it is gone; nothing else goes out.
  [[nodiscard]] bool closing() const { return closing_; }
  [[nodiscard]] Clock::Instant closing_since() const { return closing_since_; }
  void set_closing_since(Clock::Instant now) { closing_since_ = now; }
  // The server has removed it; it is destroyed once nobody stands in it any more. Nothing more is
  // taken from it or done for it.
  [[nodiscard]] bool gone() const { return gone_; }
  void set_gone() {
    gone_ = true;
    closing_ = true;
  }
  // What it has can't go out for now: the connection takes no more, or is sent one frame at a time.
  [[nodiscard]] bool waits_for_peer() const { return blocked_ || dialect_ == wire::Dialect::k2006; }
  [[nodiscard]] Clock::Instant last_heard() const { return last_heard_; }
  // Until it has logged in, it was heard of last when it connected: dribbling buys no time.
  void hear(Clock::Instant now) {
    if (logged_in())
      last_heard_ = now;
  }

  [[nodiscard]] std::vector<RoomCursor>& cursors() { return cursors_; }
  // The cursor in a room that the session is in; null when it is not.
  [[nodiscard]] RoomCursor* cursor_in(const Room& room);
  // Whether it has not been sent all of a room that it is in.
  [[nodiscard]] bool has_unsent(const Room& room) {
    const RoomCursor* const cursor = cursor_in(room);
    return cursor != nullptr && cursor->behind() > 0 && !transport_->closed();
  }

  // Notes that a flush is due; false when that was noted before.
  bool note_unsent() { return !std::exchange(unsent_, true); }
  void forget_unsent() { unsent_ = false; }

  // ---- What the server tells it ----
  virtual void welcomed() = 0;
  // It is in the room now, and its cursor stands at number `first`.
  virtual void entered(Room& room, RoomLog::Seq first) = 0;
  virtual void send_roster(Room& room, RoomLog::Seq first) = 0;
  virtual void send_private(const wire::Private& message) = 0;
  virtual void acknowledge(const wire::MessageId& id, std::uint64_t seq) = 0;
  virtual void refuse(const wire::Refused& refusal) = 0;
  // Last words, then the end of writing.
  virtual void say_farewell(const wire::Farewell& farewell) = 0;
  // Writes what there is, as far as the connection takes it.
  virtual void flush() = 0;
  // A moment has passed since pace_later().
  virtual void pace() {}

  void on_ended(const std::string& reason) override;

 protected:
  // It is too far behind to be served: nothing more is taken from it or queued for it.
  void give_up();

  Server& server_;
  std::shared_ptr<Transport> transport_;
  Tap::ConnectionId connection_;
  std::vector<RoomCursor> cursors_;
  bool closing_ = false;
  bool blocked_ = false;  // the connection takes no more; on_writable comes

 private:
  wire::Dialect dialect_;
  bool unsent_ = false;
  bool gone_ = false;
  std::string nick_;
  std::string folded_nick_;
  Clock::Instant last_heard_;
  Clock::Instant closing_since_{};
};

}  // namespace hubbub::net::server
