#include "net/server/hubbub_session.h"

#include <algorithm>
#include <span>
#include <utility>

#include "net/names.h"
#include "net/server/cost.h"
#include "net/server/server.h"
#include "net/version.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "net/wire/visible.h"

namespace hubbub::net::server {

struct HubbubSession::Asked {
  wire::Digest nonce;
  wire::Login login;
};

// One overload a message: a missing one does not compile.
class HubbubSession::Requests {
 public:
  Requests(Server& server, HubbubSession& session) : server_(server), session_(session) {}

  void operator()(const wire::Login& login) {
    if (session_.logged_in() || session_.asked_)
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
    server_.log_in(session_, login);
  }
  void operator()(const wire::Proof& proof) {
    if (!session_.asked_)
      return session_.reject({wire::ErrorCode::kNotExpected, 0, "proof"});
    const auto asked = std::exchange(session_.asked_, {});
    server_.prove(session_, asked->nonce, asked->login, proof);
  }
  void operator()(const wire::SetTopic& topic) { server_.set_topic(session_, topic); }
  void operator()(const wire::ListRooms&) { server_.list_rooms(session_); }
  void operator()(const wire::Fetch& fetch) { server_.fetch(session_, fetch); }
  void operator()(const wire::Search& search) { server_.search(session_, search); }
  void operator()(const wire::Moderate& wanted) { server_.moderate(session_, wanted); }
  void operator()(const wire::ListBans&) { server_.list_bans(session_); }
  void operator()(const wire::Logout& logout) {
    // A reason is something said.
    const std::string reason = one_line(logout.reason);
    const bool silent = !wire::anything_to_see(reason) || server_.is_muted(session_);
    server_.remove(session_, silent ? "left" : reason);
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

HubbubSession::~HubbubSession() = default;

void HubbubSession::on_bytes(wire::ByteView bytes) {
  if (closing_)
    return;
  if (held()) {
    unread_.insert(unread_.end(), bytes.begin(), bytes.end());
    return;
  }
  take_in(bytes);
}

void HubbubSession::take_in(wire::ByteView bytes) {
  const Clock::Instant now = server_.clock().now();
  hear(now);
  server_.hear();
  std::size_t boundary = splitter_.pending().size();
  wire::Bytes postponed;  // a frame that has to wait
  const auto broken = splitter_.feed(bytes, [&](const wire::FrameView& frame) {
    const bool speaks = frame.command == static_cast<int>(wire::CommandWord::kPost);
    if (speaks && logged_in()) {
      const auto wait = server_.wait_for_long_text(*this, frame.name, frame.message.size());
      if (wait > std::chrono::milliseconds{0}) {
        postponed.assign(frame.bytes.begin(), frame.bytes.end());
        hold(wait, HoldReason::kLongTexts);
        return false;
      }
    }
    server_.tap().received(connection_, frame.bytes, std::exchange(boundary, 0), now);
    return handle(frame) && !hold_if_due();
  });
  if (broken) {
    server_.tap().malformed(connection_, splitter_.pending(), wire::sentence_for(*broken));
    reject(*broken);
  } else if (held()) {
    unread_ = std::move(postponed);
    unread_.insert(unread_.end(), splitter_.rest().begin(), splitter_.rest().end());
  }
}

void HubbubSession::go_on() {
  const wire::Bytes bytes = std::exchange(unread_, {});
  take_in(bytes);
}

bool HubbubSession::handle(const wire::FrameView& frame) {
  const bool may_come = logged_in() ||
                        frame.command == static_cast<int>(wire::CommandWord::kLogin) ||
                        frame.command == static_cast<int>(wire::CommandWord::kProof);
  if (!may_come) {
    reject({wire::ErrorCode::kNotExpected, 0, "command"});
    return false;
  }
  charge(kFrameCost + cost_of_bytes(frame.bytes.size()));
  const auto error = wire::dispatch(wire::ClientMessages{}, frame, [this](const auto& message) {
    charge(cost_of(message));
    Requests{server_, *this}(message);
  });
  if (error && error->code == wire::ErrorCode::kUnknownCommand) {
    refuse({"",
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
  bound_outbox();
  server_.flush_later(*this);
}

void HubbubSession::bound_outbox() {
  if (outbox_.size() - outbox_sent_ > kMaxOutboxBytes)
    return give_up();
  count_waiting(outbox_.capacity());
}

void HubbubSession::welcomed(std::uint64_t private_kept) {
  wire::Welcome welcome;
  welcome.nick = nick();
  welcome.heartbeat_ms = static_cast<std::uint32_t>(kHeartbeat.count());
  welcome.title = server_.options().title;
  welcome.lobby = server_.lobby().name;
  welcome.software = kSoftware;
  welcome.epoch = server_.archive().epoch();
  welcome.private_as_of =
      server_.archive().next_private_seq() - (server_.archive().keeps() ? 1 : 0);
  welcome.history = server_.archive().keeps() ? 1 : 0;
  welcome.role = role();
  welcome.locked = server_.locked() ? 1 : 0;
  welcome.host_proof = host_proof();
  welcome.run = server_.archive().run();
  welcome.private_kept = private_kept;
  queue(welcome);
}

void HubbubSession::entered(Room& room, RoomLog::Seq first, RoomLog::Seq kept) {
  send_roster(room, first, kept);
}

void HubbubSession::send_roster(Room& room, RoomLog::Seq first, RoomLog::Seq kept) {
  wire::Roster roster;
  roster.room = room.name;
  roster.epoch = room.epoch;
  roster.run = server_.archive().run();
  roster.as_of = room.log.next_seq() - 1;
  roster.first = first;
  roster.kept = kept;
  roster.topic = room.topic;
  std::size_t at = 0;
  do {
    const std::size_t count =
        std::min<std::size_t>(room.members.size() - at, wire::kMaxRosterFrameMembers);
    roster.members.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const Session& member = *room.members[at + i].session;
      roster.members.push_back({member.nick(), member.person()});
    }
    at += count;
    roster.more = at < room.members.size() ? 1 : 0;
    queue(roster);
  } while (at < room.members.size());
}

void HubbubSession::send_past(wire::ByteView frames) {
  if (closing_)
    return;
  while (!frames.empty()) {
    const std::size_t size = wire::frame_bytes(wire::read_header(frames));
    server_.tap().sent_copy(connection_, frames.first(size));
    outbox_.insert(outbox_.end(), frames.begin(),
                   frames.begin() + static_cast<std::ptrdiff_t>(size));
    frames = frames.subspan(size);
  }
  bound_outbox();
  server_.flush_later(*this);
}

void HubbubSession::refuse(const wire::Refused& refusal) {
  // That the disk takes nothing is not the sender's doing.
  if (refusal.code == "read-only" || may_be_refused())
    return queue(refusal);
  server_.dismiss(*this, {"abuse", "Too much of what you asked for had to be refused.", 0},
                  "asked for too much");
}

void HubbubSession::ask_password(const wire::Challenge& challenge, const wire::Login& login) {
  asked_ = std::make_unique<Asked>(Asked{challenge.nonce, login});
  queue(challenge);
}

void HubbubSession::send_private(const wire::Private& message) {
  queue(message);
}
void HubbubSession::answer(const wire::Page& page) {
  queue(page);
}
void HubbubSession::answer(const wire::Found& found) {
  queue(found);
}
void HubbubSession::answer(const wire::Rooms& rooms) {
  queue(rooms);
}
void HubbubSession::answer(const wire::Bans& bans) {
  queue(bans);
}

void HubbubSession::tell_unsure(const wire::Unsure& unsure) {
  queue(unsure);
}

void HubbubSession::tell_held(const wire::Held& held) {
  queue(held);
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
    blocked_ = written < gathered.bytes;
    note_taken(written, !blocked_);
    if (blocked_)
      transport_->await_writable();
  }
  if (closing_ && !blocked_)
    return transport_->finish_writing();
  if (outbox_.empty())
    server_.archive().past_was_sent(*this);
}

void HubbubSession::gather(Gathered& gathered) {
  const int sources = closing_ ? 1 : 1 + static_cast<int>(cursors_.size());
  for (int source = kOutbox; source < sources; ++source)
    gather_from(source, gathered);
}

void HubbubSession::gather_from(int source, Gathered& gathered) {
  if (gathered.count == kMaxPieces)
    return;
  wire::ByteView piece;
  if (source == kOutbox) {
    piece = wire::ByteView(outbox_).subspan(outbox_sent_);
  } else {
    RoomCursor& cursor = cursors_[static_cast<std::size_t>(source - 1)];
    if (cursor.behind() == 0)
      return;
    if (cursor.lost())
      return give_up();
    RoomLog::Run run = cursor.room->log.run_from(cursor.at);
    capture(cursor, run);
    run.size = std::min<std::size_t>(run.size, cursor.end() - cursor.at);
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
  int unfinished = kOutbox;
  for (std::size_t i = 0; i < gathered.count && written > 0; ++i) {
    const std::size_t taken = std::min(written, gathered.pieces[i].size());
    written -= taken;
    const int source = gathered.sources[i];
    if (source == kOutbox) {
      outbox_sent_ += taken;
    } else {
      cursors_[static_cast<std::size_t>(source - 1)].at += taken;
    }
    if (taken < gathered.pieces[i].size())
      unfinished = source;
  }
  trim_outbox();
  count_waiting(outbox_.capacity());
  if (unfinished != kOutbox)
    finish_frame(cursors_[static_cast<std::size_t>(unfinished - 1)]);
  drop_drained_cursors();
}

// A write that ended inside a frame has to go on there, whatever else comes to be sent, and even if
// that part of the log has gone by then: the rest of the frame goes into the outbox, first.
void HubbubSession::finish_frame(RoomCursor& cursor) {
  const RoomLog& log = cursor.room->log;
  if (log.position_of(log.seq_at(cursor.at)) == cursor.at)
    return;
  const RoomLog::Position end = log.frame_end(cursor.at);
  const wire::ByteView rest = log.run_from(cursor.at).bytes().first(end - cursor.at);
  outbox_.insert(outbox_.begin() + static_cast<std::ptrdiff_t>(outbox_sent_), rest.begin(),
                 rest.end());
  cursor.at = end;
}

void HubbubSession::trim_outbox() {
  if (outbox_sent_ == outbox_.size() && outbox_sent_ > 0) {
    outbox_ = wire::Bytes();  // an idle client costs no buffer (`= {}` would keep it)
    outbox_sent_ = 0;
  } else if (outbox_sent_ >= kOutboxSlackBytes && outbox_sent_ >= outbox_.size() / 2) {
    // A peer that always leaves something unread must not make what it has read stay.
    outbox_.erase(outbox_.begin(), outbox_.begin() + static_cast<std::ptrdiff_t>(outbox_sent_));
    outbox_sent_ = 0;
  }
}

void HubbubSession::drop_drained_cursors() {
  std::erase_if(cursors_, [](const RoomCursor& c) { return c.left() && c.behind() == 0; });
}

}  // namespace hubbub::net::server
