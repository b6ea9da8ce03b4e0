// A session of our own dialect: frames straight from the rooms' logs, gathered into one write.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "net/server/session.h"
#include "net/wire/splitter.h"

namespace hubbub::net::server {

class HubbubSession final : public Session {
 public:
  HubbubSession(Server& server, std::shared_ptr<Transport> transport, Tap::ConnectionId connection);
  ~HubbubSession() override;

  void on_bytes(wire::ByteView bytes) override;
  void on_writable() override;

  void welcomed(std::uint64_t private_kept) override;
  void entered(Room& room, RoomLog::Seq first, RoomLog::Seq kept) override;
  void send_roster(Room& room, RoomLog::Seq first, RoomLog::Seq kept) override;
  void send_private(const wire::Private& message) override;
  void acknowledge(const wire::MessageId& id, std::uint64_t seq) override;
  void refuse(const wire::Refused& refusal) override;
  void ask_password(const wire::Challenge& challenge, const wire::Login& login) override;
  void send_past(wire::ByteView frames) override;
  void answer(const wire::Page& page) override;
  void answer(const wire::Found& found) override;
  void answer(const wire::Rooms& rooms) override;
  void answer(const wire::Bans& bans) override;
  void say_farewell(const wire::Farewell& farewell) override;
  void flush() override;

 protected:
  void tell_unsure(const wire::Unsure& unsure) override;
  void tell_held(const wire::Held& held) override;
  void go_on() override;

 private:
  class Requests;

  // What a write is gathered from: the outbox, or one of the cursors.
  static constexpr int kOutbox = 0;  // and 1 + i for cursor i
  static constexpr std::size_t kMaxPieces = 16;
  struct Gathered {
    std::array<wire::ByteView, kMaxPieces> pieces;
    std::array<int, kMaxPieces> sources{};
    std::size_t count = 0;
    std::size_t bytes = 0;
  };

  template <class M>
  void queue(const M& message);
  void bound_outbox();
  void take_in(wire::ByteView bytes);
  bool handle(const wire::FrameView& frame);
  void reject(const wire::DecodeError& error);
  void gather(Gathered& gathered);
  void gather_from(int source, Gathered& gathered);
  void capture(RoomCursor& cursor, const RoomLog::Run& run);
  void advance(const Gathered& gathered, std::size_t written);
  void finish_frame(RoomCursor& cursor);
  void trim_outbox();
  void drop_drained_cursors();

  wire::FrameSplitter splitter_;
  wire::Bytes outbox_;
  std::size_t outbox_sent_ = 0;
  wire::Bytes unread_;  // came while it was held back
  // It was asked for the password, and comes in with that login once it has proven to know it.
  struct Asked;
  std::unique_ptr<Asked> asked_;
};

}  // namespace hubbub::net::server
