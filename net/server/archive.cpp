#include "net/server/archive.h"

#include <algorithm>
#include <utility>

#include "net/server/entries.h"
#include "net/server/limits.h"
#include "net/server/runs.h"
#include "net/server/server.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {

// A private message that waits until it is on the disk.
struct Archive::WaitingPrivate {
  history::Ticket ticket = 0;
  Session::Handle from;
  Session::Handle to;
  bool to_was_here = false;
  wire::KeyId from_key;
  wire::KeyId to_key;
  std::string sender;
  wire::Private message;
};

Archive::Archive(Server& server, history::History* history, const history::Contents& past)
    : server_(server),
      history_(history),
      epoch_(history != nullptr ? past.epoch : random_epoch()),
      run_(past.run),
      next_private_seq_(past.next_private_seq),
      private_runs_(past.private_runs),
      self_(std::make_shared<Archive*>(this)) {}

Archive::~Archive() = default;

bool Archive::is_behind() const {
  return history_ != nullptr && history_->waiting_bytes() > kMaxUnwrittenBytes;
}

std::uint64_t Archive::private_kept(const wire::Login& login) const {
  if (history_ == nullptr || login.private_epoch != epoch_)
    return 0;
  return kept_of(private_runs_, run_, next_private_seq_ - 1,
                 runs_seen(login.private_run, login.private_after, login.private_earlier));
}

// ---- Writing ------------------------------------------------------------------------------------

void Archive::keep(const Room& room, wire::Entry entry, const wire::KeyId& key) {
  if (history_ != nullptr)
    history_->append(room.number, {std::move(entry), key});
}

void Archive::acknowledge(Session& session, const wire::MessageId& id, std::uint64_t seq) {
  if (history_ == nullptr || history_->last_ticket() <= history_->committed())
    return session.acknowledge(id, seq);  // nothing waits, and nothing would say that it is written
  if (history_->damaged())
    return refuse_unkept(session, {}, id);
  // The message itself was written before now, if it has come a second time: it is covered too.
  acks_.push_back({history_->last_ticket(), session.handle(), id, seq});
}

void Archive::deliver(Session& from, wire::Private message, Session* to,
                      const wire::KeyId& to_key) {
  WaitingPrivate waiting{0,      from.handle(), {}, to != nullptr, from.key(),
                         to_key, from.sender(), {}};
  if (to != nullptr)
    waiting.to = to->handle();
  if (history_ != nullptr) {
    message.seq = next_private_seq_++;
    wire::Entry entry{message.seq, message.time, wire::EntryKind::kMessage,
                      0,           message.id,   message.from,
                      message.to,  message.text};
    waiting.ticket = history_->append_private({std::move(entry), from.key()}, to_key);
    server_.flush_later(from);  // which hands it over
  }
  waiting.message = std::move(message);
  if (history_ == nullptr)
    return give(waiting);
  privates_.push_back(std::make_unique<WaitingPrivate>(std::move(waiting)));
}

bool Archive::tell_instead(Session& session, const wire::MessageId& id) {
  const auto waiting = std::find_if(
      privates_.begin(), privates_.end(), [&](const std::unique_ptr<WaitingPrivate>& each) {
        return each->message.id == id && each->sender == session.sender();
      });
  if (waiting == privates_.end())
    return false;
  (*waiting)->from = session.handle();
  return true;
}

void Archive::give(const WaitingPrivate& waiting) {
  const auto give_to = [&](Session& session, bool own) {
    if (session.past_privates() != Session::PastPrivates::kNone)
      return session.set_past_privates(Session::PastPrivates::kMoreCame);
    if (!session.begin_private(waiting.message.seq))
      return;
    wire::Private message = waiting.message;
    message.own = own ? 1 : 0;
    message.other = own ? waiting.to_key : waiting.from_key;
    session.send_private(message);
  };
  Session* const from = Session::find(waiting.from);
  Session* to = Session::find(waiting.to);
  // Gone and back again while it was written: known by the key.
  if (to == nullptr && !waiting.to_key.is_none())
    to = server_.find_person(waiting.message.to);
  if (to != nullptr && to->key() != waiting.to_key)
    to = nullptr;
  if (to != nullptr)
    give_to(*to, from == to);
  const bool lost = to == nullptr && waiting.to_was_here && waiting.to_key.is_none();
  if (lost)
    server_.forget_whisper(waiting.message.id, waiting.sender);
  if (from == nullptr)
    return;
  if (lost) {
    return from->refuse({waiting.message.to, waiting.message.id, "no-such-nick",
                         waiting.message.to + " left before your message came."});
  }
  if (from != to)
    give_to(*from, true);
  from->acknowledge(waiting.message.id, waiting.message.seq);
}

void Archive::on_committed() {
  const history::Ticket committed = history_->committed();
  while (!acks_.empty() && acks_.front().ticket <= committed) {
    const WaitingAck& ack = acks_.front();
    if (Session* session = Session::find(ack.session))
      session->acknowledge(ack.id, ack.seq);
    acks_.pop_front();
  }
  while (!privates_.empty() && privates_.front()->ticket <= committed) {
    give(*privates_.front());
    privates_.pop_front();
  }
  if (history_->damaged())
    give_up();
}

void Archive::give_up() {
  for (const WaitingAck& ack : std::exchange(acks_, {})) {
    if (Session* session = Session::find(ack.session))
      refuse_unkept(*session, {}, ack.id);
  }
  for (const auto& waiting : std::exchange(privates_, {})) {
    server_.forget_whisper(waiting->message.id, waiting->sender);
    if (Session* session = Session::find(waiting->from))
      refuse_unkept(*session, waiting->message.to, waiting->message.id);
  }
}

void Archive::refuse_unkept(Session& session, const std::string& about,
                            const wire::MessageId& id) const {
  session.refuse({about, id, "not-kept",
                  "The host's history is damaged, and this is not in it. Whoever is here may have "
                  "seen it; whoever comes later will not."});
}

void Archive::hand_over() {
  if (history_ != nullptr)
    history_->hand_over();
}

}  // namespace hubbub::net::server
