// A session of the 2006 protocol: reads the lobby's log, re-encodes, pads and paces.
//
// An original client takes one read of 1,024 bytes for one frame. So every frame to it is padded to
// exactly that, and the next one goes out only when its machine has confirmed the last
// (docs/2006.md, section 8.3).
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "net/server/session.h"
#include "net/wire/dialect_2006.h"

namespace hubbub::net::server {

class Session2006 final : public Session {
 public:
  Session2006(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection);

  void on_bytes(wire::ByteView bytes) override;
  void on_writable() override;
  void on_ended(const std::string& reason) override;

  void welcomed(std::uint64_t) override {}
  void entered(Room&, RoomLog::Seq, RoomLog::Seq) override {}
  void send_roster(Room&, RoomLog::Seq, RoomLog::Seq) override { list_wanted_ = true; }
  void send_private(const wire::Private& message) override;
  void acknowledge(const wire::MessageId&, std::uint64_t) override {}
  void refuse(const wire::Refused& refusal) override;
  void say_farewell(const wire::Farewell& farewell) override;
  void flush() override;
  void pace() override;

 protected:
  void tell_held(const wire::Held& held) override;
  void go_on() override;

 private:
  class Translator;

  void take_in(wire::ByteView bytes);
  // Whether the next frame may be looked at.
  bool take(const wire::Frame2006& frame);
  // A text that is long for the lobby waits for its turn, and so does what comes behind it.
  bool postpone_if_long(const wire::Frame2006& frame);
  bool handle(const wire::Frame2006& frame);
  // In the room, or to one person.
  void say(std::string_view text);
  void reject(const wire::DecodeError& error);
  // Makes frames of whatever comes next; false when there is nothing.
  bool refill();
  void translate_next(RoomCursor& cursor);
  void append_list();
  // A line that nobody said.
  void explain(std::string_view text);
  void append(wire::Command2006 command, std::string_view name, std::string_view text);

  wire::Splitter2006 splitter_;
  wire::Bytes unread_;     // came while it was held back
  wire::Bytes postponed_;  // a Message that has to wait: its frame
  std::size_t postponed_name_bytes_ = 0;
  std::optional<Clock::Instant> held_since_;
  wire::Bytes frames_;  // to be sent: whole frames of k2006FrameBytes
  std::size_t sent_ = 0;
  std::chrono::milliseconds pause_ =
      kPace;  // until it is asked again whether the last frame arrived
  bool list_wanted_ = false;
  bool list_sent_ = false;
};

}  // namespace hubbub::net::server
