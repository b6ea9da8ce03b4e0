#include "net/server/hubbub_session.h"

#include <algorithm>
#include <span>
#include <utility>

#include "net/server/server.h"
#include "net/version.h"
#include "net/wire/decoder.h"

namespace hubbub::net::server {

namespace {

wire::Refused not_here(std::string_view what) {
  return {"", {}, "unknown-command", "This host does not know " + std::string(what) + "."};
}

}  // namespace

// One overload a message: a missing one does not compile.
class HubbubSession::Requests {
 public:
  Requests(Server& server, HubbubSession& session) : server_(server), session_(session) {}

  void operator()(const wire::Login& login) {
    if (session_.logged_in())
      return session_.reject({wire::ErrorCode::kNotExpected, 0, "login"});
    if (login.lowest_version > wire::kProtocolVersion || login.version < wire::kProtocolVersion) {
      return server_.dismiss(
          session_,
          {"version",
           "This host speaks version " + std::to_string(wire::kProtocolVersion) +
               " of the protocol, your program versions " + std::to_string(login.lowest_version) +
               " to " + std::to_string(login.version) + ". Update the older of the two.",
           0},
          "");
    }
    server_.log_in(session_, login.nick, login.rooms);
  }
  void operator()(const wire::Proof&) { session_.refuse(not_here("proof")); }
  void operator()(const wire::SetTopic&) { session_.refuse(not_here("set_topic")); }
  void operator()(const wire::ListRooms&) { session_.refuse(not_here("list_rooms")); }
  void operator()(const wire::Fetch&) { session_.refuse(not_here("fetch")); }
  void operator()(const wire::Search&) { session_.refuse(not_here("search")); }
  void operator()(const wire::Moderate&) { session_.refuse(not_here("moderate")); }
  void operator()(const wire::ListBans&) { session_.refuse(not_here("list_bans")); }
  void operator()(const wire::Logout& logout) {
    server_.remove(session_, logout.reason.empty() ? "left" : logout.reason);
  }
  void operator()(const wire::Post& post) { server_.post(session_, post); }
  void operator()(const wire::Whisper& whisper) { server_.whisper(session_, whisper); }
  void operator()(const wire::Join& join) { server_.join(session_, join.position); }
  void operator()(const wire::Leave& leave) { server_.leave(session_, leave.room); }
  void operator()(const wire::ChangeNick& rename) { server_.rename(session_, rename.nick); }
  void operator()(const wire::Who& who) { server_.send_roster(session_, who.room); }
  void operator()(const wire::Ping& ping) { session_.queue(wire::Pong{ping.token}); }

 private:
  Server& server_;
  HubbubSession& session_;
};

HubbubSession::HubbubSession(Server& server, std::shared_ptr<Transport> transport,
                             Tap::ConnectionId connection)
    : Session(server, std::move(transport), connection, wire::Dialect::kHubbub) {}

void HubbubSession::on_bytes(wire::ByteView bytes) {
  if (closing_)
    return;
  const Clock::Instant now = server_.clock().now();
  hear(now);
  server_.hear();
  std::size_t boundary = splitter_.pending().size();
  const auto broken = splitter_.feed(bytes, [&](const wire::FrameView& frame) {
    server_.tap().received(connection_, frame.bytes, std::exchange(boundary, 0), now);
    return handle(frame);
  });
  if (!broken)
    return;
  server_.tap().malformed(connection_, splitter_.pending(), wire::sentence_for(*broken));
  reject(*broken);
}

bool HubbubSession::handle(const wire::FrameView& frame) {
  const bool may_come = logged_in() || frame.command == static_cast<int>(wire::CommandWord::kLogin);
  if (!may_come) {
    reject({wire::ErrorCode::kNotExpected, 0, "command"});
    return false;
  }
  const auto error = wire::dispatch(wire::ClientMessages{}, frame, Requests(server_, *this));
  if (error && error->code == wire::ErrorCode::kUnknownCommand) {
    queue(wire::Refused{"",
                        {},
                        "unknown-command",
                        "This host does not know command " + std::to_string(frame.command) + "."});
  } else if (error) {
    reject(*error);
  }
  return !closing_;
}

void HubbubSession::reject(const wire::DecodeError& error) {
  server_.dismiss(*this,
                  {std::string(wire::word_for(error.code)),
                   "Your program sent something that the protocol does not allow: " +
                       wire::sentence_for(error) + ".",
                   0},
                  "broke the protocol");
}

void HubbubSession::on_writable() {
  blocked_ = false;
  flush();
}

template <class M>
void HubbubSession::queue(const M& message) {
  if (closing_)
    return;
  const std::size_t start = outbox_.size();
  wire::encode(message, outbox_);
  server_.tap().sent_copy(connection_, wire::ByteView(outbox_).subspan(start));
  if (outbox_.size() - outbox_sent_ > kMaxOutboxBytes)
    give_up();
  server_.flush_later(*this);
}

void HubbubSession::welcomed() {
  wire::Welcome welcome;
  welcome.nick = nick();
  welcome.heartbeat_ms = static_cast<std::uint32_t>(kHeartbeat.count());
  welcome.title = server_.options().title;
  welcome.lobby = server_.lobby().name;
  welcome.software = kSoftware;
  queue(welcome);
}

void HubbubSession::entered(Room& room, RoomLog::Seq first) {
  send_roster(room, first);
}

void HubbubSession::send_roster(Room& room, RoomLog::Seq first) {
  wire::Roster roster;
  roster.room = room.name;
  roster.epoch = room.epoch;
  roster.as_of = room.log.next_seq() - 1;
  roster.first = first;
  std::size_t at = 0;
  do {
    const std::size_t count =
        std::min<std::size_t>(room.members.size() - at, wire::kMaxRosterFrameMembers);
    roster.members.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const Session& member = *room.members[at + i];
      roster.members.push_back({member.nick(), member.person()});
    }
    at += count;
    roster.more = at < room.members.size() ? 1 : 0;
    queue(roster);
  } while (at < room.members.size());
}

void HubbubSession::acknowledge(const wire::MessageId& id, std::uint64_t seq) {
  queue(wire::Ack{id, seq});
}

void HubbubSession::say_farewell(const wire::Farewell& farewell) {
  queue(farewell);
  closing_ = true;
}

void HubbubSession::flush() {
  if (gone())
    return;
  while (!blocked_) {
    Gathered gathered;
    gather(gathered);
    if (gathered.count == 0)
      break;
    const std::size_t written = transport_->write(std::span(gathered.pieces).first(gathered.count));
    advance(gathered, written);
    if (written < gathered.bytes) {
      blocked_ = true;
      transport_->await_writable();
    }
  }
  if (closing_ && !blocked_)
    transport_->finish_writing();
}

void HubbubSession::gather(Gathered& gathered) {
  const int sources = 1 + static_cast<int>(cursors_.size());
  if (mid_ != kNothing) {
    gather_from(mid_, gathered);
    if (gathered.count == 0)
      return;  // what it has to go on with is lost
  }
  for (int source = kOutbox; source < sources; ++source) {
    if (source != mid_)
      gather_from(source, gathered);
  }
}

void HubbubSession::gather_from(int source, Gathered& gathered) {
  if (gathered.count == kMaxPieces)
    return;
  wire::ByteView piece;
  if (source == kOutbox) {
    piece = wire::ByteView(outbox_).subspan(outbox_sent_);
  } else {
    RoomCursor& cursor = cursors_[static_cast<std::size_t>(source - 1)];
    // Last words wait for nothing but the frame that is half out already.
    if (cursor.behind() == 0 || (closing_ && source != mid_))
      return;
    if (cursor.lost())
      return give_up();
    RoomLog::Run run = cursor.room->log.run_from(cursor.at);
    if (!closing_)
      capture(cursor, run);
    const RoomLog::Position end = closing_ ? cursor.room->log.frame_end(cursor.at) : cursor.end();
    run.size = std::min<std::size_t>(run.size, end - cursor.at);
    piece = run.bytes();
  }
  if (piece.empty())
    return;
  gathered.pieces[gathered.count] = piece;
  gathered.sources[gathered.count] = source;
  ++gathered.count;
  gathered.bytes += piece.size();
}

void HubbubSession::capture(RoomCursor& cursor, const RoomLog::Run& run) {
  const RoomLog::Position run_end = std::min(cursor.at + run.size, cursor.until);
  const RoomLog::Seq end_seq =
      cursor.left() ? std::min(run.end_seq, cursor.until_seq) : run.end_seq;
  if (cursor.captured >= run_end)
    return;
  server_.tap().sent(connection_, *run.storage, run.offset + (cursor.captured - cursor.at),
                     run_end - cursor.captured, end_seq - cursor.captured_seq);
  cursor.captured = run_end;
  cursor.captured_seq = end_seq;
}

void HubbubSession::advance(const Gathered& gathered, std::size_t written) {
  if (written == 0)
    return;  // and whatever it was in the middle of, it still is
  mid_ = kNothing;
  for (std::size_t i = 0; i < gathered.count && written > 0; ++i) {
    const std::size_t taken = std::min(written, gathered.pieces[i].size());
    written -= taken;
    const int source = gathered.sources[i];
    if (taken < gathered.pieces[i].size())
      mid_ = source;
    if (source == kOutbox) {
      outbox_sent_ += taken;
    } else {
      cursors_[static_cast<std::size_t>(source - 1)].at += taken;
    }
  }
  if (outbox_sent_ == outbox_.size() && outbox_sent_ > 0) {
    outbox_ = wire::Bytes();  // an idle client costs no buffer (`= {}` would keep it)
    outbox_sent_ = 0;
  } else if (outbox_sent_ >= kOutboxSlackBytes && outbox_sent_ >= outbox_.size() / 2) {
    // A peer that always leaves something unread must not make what it has read stay.
    outbox_.erase(outbox_.begin(), outbox_.begin() + static_cast<std::ptrdiff_t>(outbox_sent_));
    outbox_sent_ = 0;
  }
  if (mid_ == kNothing)
    drop_drained_cursors();
}

void HubbubSession::drop_drained_cursors() {
  std::erase_if(cursors_, [](const RoomCursor& c) { return c.left() && c.behind() == 0; });
}

}  // namespace hubbub::net::server
