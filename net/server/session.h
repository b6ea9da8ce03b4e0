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

#include "net/server/allowances.h"
#include "net/server/clock.h"
#include "net/server/limits.h"
#include "net/server/room.h"
#include "net/server/transport.h"
#include "net/tap.h"
#include "net/wire/messages_forward.h"

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
  // Not zero: it needs the line of that number next, which it gets from the history; `at` says
  // nothing then.
  RoomLog::Seq from_history = 0;
  // Not zero: the host was unsure of a message and takes none that does not say that it is none of
  // the lines up to that number.
  RoomLog::Seq unsure_to = 0;

  static constexpr RoomLog::Position kForever = static_cast<RoomLog::Position>(-1);

  [[nodiscard]] bool left() const { return until != kForever; }
  [[nodiscard]] RoomLog::Position end() const { return std::min(until, room->log.end()); }
  // It fell off the tail of the log: what it would need next has gone.
  [[nodiscard]] bool lost() const { return at < room->log.begin(); }
  // Bytes of the log that wait.
  [[nodiscard]] RoomLog::Position behind() const { return from_history != 0 ? 0 : end() - at; }
};

class Session : public TransportHandler {
 public:
  // Finds the session again, or that it has gone.
  using Handle = std::weak_ptr<Session*>;
  // Null when it has gone.
  static Session* find(const Handle& handle) {
    const auto session = handle.lock();
    return session ? *session : nullptr;
  }

  Session(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection,
          wire::Dialect dialect);
  ~Session() override;

  [[nodiscard]] wire::Dialect dialect() const { return dialect_; }
  [[nodiscard]] Handle handle() const { return self_; }
  // Who it is, apart from the name.
  [[nodiscard]] wire::Person person() const { return {dialect_, role_, encrypted_, key_}; }
  [[nodiscard]] bool encrypted() const { return encrypted_ != 0; }
  // None without encryption.
  [[nodiscard]] const wire::KeyId& key() const { return key_; }
  [[nodiscard]] wire::Role role() const { return role_; }
  void set_role(wire::Role role) { role_ = role; }
  [[nodiscard]] const std::string& address() const { return transport_->address(); }
  [[nodiscard]] Transport& transport() const { return *transport_; }

  // Empty until logged in.
  [[nodiscard]] const std::string& nick() const { return nick_; }
  void set_nick(std::string nick);
  // Whose messages these are, see sender.h.
  [[nodiscard]] const std::string& sender() const { return sender_; }
  [[nodiscard]] bool logged_in() const { return !nick_.empty(); }
  // Its key was never here before, and when it came somebody from the same place was muted: it is
  // muted with everybody who comes from there without a key.
  [[nodiscard]] bool is_new_beside_muted() const { return is_new_beside_muted_; }
  void set_new_beside_muted() { is_new_beside_muted_ = true; }
  // It has said something, to a room or to one person, on this connection.
  [[nodiscard]] bool has_spoken() const { return has_spoken_; }
  void note_spoken() { has_spoken_ = true; }

  // Its last words are on their way, or it is gone; nothing else goes out.
  [[nodiscard]] bool closing() const { return closing_; }
  [[nodiscard]] Clock::Instant closing_since() const { return closing_since_; }
  void set_closing_since(Clock::Instant now) { closing_since_ = now; }
  // Memory of what waits for it alone, as it was counted last.
  [[nodiscard]] std::size_t waiting_bytes() const { return waiting_bytes_; }
  // It takes nothing of what waits for it, and has not for kStuckAfter.
  [[nodiscard]] bool stuck(Clock::Instant now) const {
    return blocked_ && now - last_taken_ > kStuckAfter;
  }
  // It is too far behind to be served: nothing more is taken from it or queued for it.
  void give_up();
  // The server has removed it; it is destroyed once nobody stands in it any more. Nothing more is
  // taken from it or done for it.
  [[nodiscard]] bool gone() const { return gone_; }
  void set_gone() {
    gone_ = true;
    closing_ = true;
    count_waiting(0);
    self_.reset();
  }
  // What it has can't go out for now: the connection takes no more, or is sent one frame at a time.
  [[nodiscard]] bool waits_for_peer() const { return blocked_ || dialect_ == wire::Dialect::k2006; }
  [[nodiscard]] Clock::Instant last_heard() const { return last_heard_; }
  // Until it has logged in, it was heard of last when it connected: dribbling buys no time.
  void hear(Clock::Instant now) {
    if (logged_in()) {
      last_heard_ = now;
      was_heard_ = true;
      if (sent_to_later_)
        wake_in_rooms();
    }
  }
  // It has not said anything for a while, not even that it is there, or more than it may: whether
  // anybody reads what it is sent is not known.
  [[nodiscard]] bool idle(Clock::Instant now) const {
    return !was_heard_ || held() || now - last_heard_ > kIdleAfter;
  }

  [[nodiscard]] std::vector<RoomCursor>& cursors() { return cursors_; }
  // The cursor in a room that the session is in; null when it is not.
  [[nodiscard]] RoomCursor* cursor_in(const Room& room);
  // Whether it has not been sent all of a room that it is in.
  [[nodiscard]] bool has_unsent(const Room& room) {
    const RoomCursor* const cursor = cursor_in(room);
    return cursor != nullptr && cursor->behind() > 0 && !transport_->closed();
  }

  // ---- Flood control ----
  // Takes the cost of a request off its bucket.
  void charge(double cost) { allowance_.requests.charge(cost, server_now()); }
  // To whom that counts if it comes again on another connection: without a key, to its address.
  [[nodiscard]] std::string account() const;
  // What is left for requests, and to be refused.
  [[nodiscard]] Allowance& allowance() { return allowance_; }
  // It has asked for more than it may: nothing is taken from it until then.
  [[nodiscard]] bool held() const { return held_until_ != Clock::Instant{}; }
  [[nodiscard]] Clock::Instant held_until() const { return held_until_; }
  // Its turn among long texts has not come yet, and will take about that long.
  void prolong_hold(std::chrono::milliseconds wait, Clock::Instant now) {
    held_until_ = now + std::max(wait, kWorthTelling);  // while it waits it has to hear of it
  }
  // The time has come: goes on with what it sent.
  void release();
  // Tells it that it is still held back, if it was not told of late.
  void remind_of_hold(Clock::Instant now);

  // ---- Private messages from before ----
  // While it is brought those from the history, new ones come from there too.
  enum class PastPrivates : std::uint8_t { kNone, kComing, kMoreCame };
  [[nodiscard]] PastPrivates past_privates() const { return past_privates_; }
  void set_past_privates(PastPrivates state) { past_privates_ = state; }
  // It has not been sent the private message of that number yet, and is now. They come in order,
  // but one may be told by the history and as it is written, in either order.
  bool begin_private(std::uint64_t seq) {
    if (seq == 0)
      return true;  // not kept: it comes once
    if (seq <= last_private_)
      return false;
    last_private_ = seq;
    return true;
  }

  // ---- The party's password ----
  // From where guesses are counted.
  [[nodiscard]] std::string source() const;
  virtual void ask_password(const wire::Challenge& challenge, const wire::Login& login) {
    static_cast<void>(challenge);
    static_cast<void>(login);
  }
  void set_host_proof(const wire::Digest& proof) { host_proof_ = proof; }
  [[nodiscard]] const wire::Digest& host_proof() const { return host_proof_; }

  // ---- Refusals ----
  // One more request was refused; false when there were so many that it is abuse.
  [[nodiscard]] bool may_be_refused();

  // ---- Questions to the history ----
  // False: too many wait for their answers already.
  bool begin_question() { return questions_ < kMaxQuestions && (++questions_, true); }
  void end_question() { --questions_; }

  // Notes that a flush is due; false when that was noted before.
  bool note_unsent() { return !std::exchange(unsent_, true); }
  void forget_unsent() { unsent_ = false; }
  // In some room it is sent to after the others now (Room::Member::idle).
  void note_sent_to_later() { sent_to_later_ = true; }

  // Notes that it is to be paced then; false when it is to be, no later.
  bool note_pace(Clock::Instant at) {
    if (pace_at_ != Clock::Instant{} && pace_at_ <= at)
      return false;
    pace_at_ = at;
    return true;
  }
  // It is paced now; false when it is not to be.
  bool forget_pace(Clock::Instant now) {
    if (pace_at_ == Clock::Instant{} || pace_at_ > now)
      return false;
    pace_at_ = {};
    return true;
  }

  // ---- What the server tells it ----
  // Of the private messages that it has seen, the host has all up to number `private_kept`.
  virtual void welcomed(std::uint64_t private_kept) = 0;
  // It is in the room now, and gets what has number `first` and above. Of what it has seen, the
  // host has all up to number `kept`.
  virtual void entered(Room& room, RoomLog::Seq first, RoomLog::Seq kept) = 0;
  virtual void send_roster(Room& room, RoomLog::Seq first, RoomLog::Seq kept) = 0;
  virtual void send_private(const wire::Private& message) = 0;
  virtual void acknowledge(const wire::MessageId& id, std::uint64_t seq) = 0;
  virtual void refuse(const wire::Refused& refusal) = 0;
  // The host can't tell whether it has that message. Programs of 2006 never send one twice.
  virtual void tell_unsure(const wire::Unsure&) {}
  // Whole frames from before, which go out ahead of what the rooms' logs have.
  virtual void send_past(wire::ByteView frames) { static_cast<void>(frames); }
  // The answer to one of its own questions.
  virtual void answer(const wire::Page& page) { static_cast<void>(page); }
  virtual void answer(const wire::Found& found) { static_cast<void>(found); }
  virtual void answer(const wire::Rooms& rooms) { static_cast<void>(rooms); }
  virtual void answer(const wire::Bans& bans) { static_cast<void>(bans); }
  // Last words, then the end of writing.
  virtual void say_farewell(const wire::Farewell& farewell) = 0;
  // Writes what there is, as far as the connection takes it.
  virtual void flush() = 0;
  // The time of pace_later() has passed.
  virtual void pace() {}

  void on_ended(const std::string& reason) override;

 protected:
  // After a request: holds the session back if it has asked for too much. Returns whether it is
  // held.
  bool hold_if_due();
  enum class HoldReason : std::uint8_t {
    kOwn,        // it has asked for too much
    kLongTexts,  // all together have said too much at length; the server knows when it goes on
  };
  // Holds the session back for that long.
  void hold(std::chrono::milliseconds wait, HoldReason reason);
  virtual void tell_held(const wire::Held& held) = 0;
  // Goes on with what came while it was held.
  virtual void go_on() = 0;

  // So many bytes of memory wait for it alone now.
  void count_waiting(std::size_t bytes);
  // The connection took so many bytes of what waited: all, or it takes no more for now.
  void note_taken(std::size_t bytes, bool all) {
    const bool left_some = std::exchange(leaves_some_, !all);
    if (bytes > 0 || !left_some)
      last_taken_ = server_now();
  }

  Server& server_;
  std::shared_ptr<Transport> transport_;
  Tap::ConnectionId connection_;
  std::vector<RoomCursor> cursors_;
  bool closing_ = false;
  bool blocked_ = false;  // the connection takes no more; on_writable comes

 private:
  [[nodiscard]] Clock::Instant server_now() const;
  void wake_in_rooms();

  wire::Dialect dialect_;
  bool unsent_ = false;
  bool sent_to_later_ = false;
  bool was_heard_ = false;  // since it logged in
  bool gone_ = false;
  bool is_new_beside_muted_ = false;
  bool has_spoken_ = false;
  std::string nick_;
  std::string sender_;
  wire::KeyId key_;
  std::uint8_t encrypted_ = 0;
  wire::Role role_ = wire::Role::kGuest;
  Allowance allowance_;
  wire::Digest host_proof_{};
  Clock::Instant held_until_{};
  HoldReason hold_reason_ = HoldReason::kOwn;
  Clock::Instant told_held_at_{};
  PastPrivates past_privates_ = PastPrivates::kNone;
  std::uint64_t last_private_ = 0;
  std::size_t questions_ = 0;
  std::shared_ptr<Session*> self_;
  Clock::Instant last_heard_;
  Clock::Instant last_taken_{};
  bool leaves_some_ = false;
  std::size_t waiting_bytes_ = 0;
  Clock::Instant closing_since_{};
  Clock::Instant pace_at_{};  // none: it is not to be paced
};

}  // namespace hubbub::net::server
