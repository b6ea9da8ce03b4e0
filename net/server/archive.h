// What the server does with its history: keeps what is said, holds acknowledgements back until it
// is on the disk, and brings people what was said before.
//
// Without a history everything is acknowledged at once and nothing is there from before. Net worker
// only. See net/history/history.h for how writes and reads work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/history/history.h"
#include "net/server/clock.h"
#include "net/server/session.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::server {

// What people are told while the disk takes nothing.
inline constexpr const char* kReadOnly =
    "The host can't write to its disk at the moment (it may be full): nothing new is taken.";

class Archive {
 public:
  // All outlive it; `history` may be null. `past`: what the history had when it was opened.
  Archive(Server& server, history::History* history, const history::Contents& past);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  [[nodiscard]] bool keeps() const { return history_ != nullptr; }
  // Null when nothing is kept.
  [[nodiscard]] history::History* history() { return history_; }
  // Of the history; without one, of this host.
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  [[nodiscard]] std::uint64_t run() const { return run_; }
  // Whether new messages are taken. Not while the disk does not take them.
  [[nodiscard]] bool takes_messages() const { return history_ == nullptr || history_->writable(); }
  // So much waits for the disk that nothing more should be taken until it has caught up.
  [[nodiscard]] bool is_behind() const;
  // The number that the next private message gets; 0 when nothing is kept.
  [[nodiscard]] std::uint64_t next_private_seq() const { return keeps() ? next_private_seq_ : 0; }

  // Of the private messages that whoever logs in has seen, all up to this number are still there.
  [[nodiscard]] std::uint64_t private_kept(const wire::Login& login) const;

  // ---- Writing ----
  void keep(const Room& room, wire::Entry entry, const wire::KeyId& key);
  // The session is told that the host has message `id` once everything so far is on the disk.
  void acknowledge(Session& session, const wire::MessageId& id, std::uint64_t seq);
  // `message.seq` is set. Goes to both, and is acknowledged to `from`, once it is on the disk. `to`
  // is null for somebody who is not here.
  void deliver(Session& from, wire::Private message, Session* to, const wire::KeyId& to_key);
  // The private message `id` of that sender is not on the disk yet: what comes of it is told to
  // `session`, on which the sender is back. False: it does not wait.
  bool tell_instead(Session& session, const wire::MessageId& id);
  // The history's committed() has moved.
  void on_committed();
  void hand_over();

  // ---- Reading ----
  // The session's cursors that need lines from the history get them, piece by piece.
  void bring_past(Session& session);
  // What was brought last has left; more may come.
  void past_was_sent(Session& session);
  // The private messages that a person missed, or the last ones.
  void bring_privates(Session& session, const wire::Login& login);
  // Of `room`; if that is null, the session's private messages with `other`.
  void fetch(Session& session, const Room* room, const wire::KeyId& other,
             const wire::Fetch& fetch);
  // In `room`; if that is null, everywhere.
  void search(Session& session, const Room* room, const wire::Search& search);
  // Calls `then` with the entry of that number, from the history or, without one, from the log: of
  // the key of whoever it is by the log knows the head alone. Null: there is none any more.
  using OnEntry = std::function<void(const wire::Entry*, wire::KeyHead who)>;
  void with_entry(const Room& room, RoomLog::Seq seq, OnEntry then);
  // Looks after those who do not read what they are brought.
  void tick(Clock::Instant now);

 private:
  struct WaitingAck {
    history::Ticket ticket = 0;
    Session::Handle session;
    wire::MessageId id;
    std::uint64_t seq = 0;
  };
  struct WaitingPrivate;
  // Somebody who is brought lines.
  struct Replay {
    Session::Handle session;
    Clock::Instant since;  // the last sign that it goes on
    bool asked = false;    // a read is under way
  };

  void give(const WaitingPrivate& waiting);
  // What waits for a damaged history: nothing of it is on the disk, or will be.
  void give_up();
  void refuse_unkept(Session& session, const std::string& about, const wire::MessageId& id) const;
  void start_replays();
  Session::Handle next_in_line();
  void read_next(Replay& replay);
  void take_lines(const Session::Handle& handle, const std::shared_ptr<Room>& room,
                  RoomLog::Seq asked, const history::Lines& lines);
  [[nodiscard]] bool is_the_end(const history::Lines& lines) const;
  void ask_again(const Session::Handle& handle);
  // With the next tick().
  void later(std::function<void()> call);
  void go_live(RoomCursor& cursor);
  Replay* replay_of(const Session& session);
  [[nodiscard]] bool waits(const Session& session) const;
  void read_private_backlog(Session& session, std::size_t count);
  void read_privates(Session& session, std::uint64_t after);
  void take_privates(Session& session, const history::Lines& lines, std::uint64_t after);
  // Why the session can't ask now; empty: it can, and its question counts.
  std::string begin_question(Session& session) const;
  // The same for a page.
  std::string begin_page(Session& session);
  void answer_page(const Session::Handle& handle, wire::Page page, const history::Lines& lines);
  // One look takes no longer than the history lets it, and may have found nothing yet: then there
  // is another one, behind what others ask.
  void look_for(const Session::Handle& handle, const history::SearchQuery& query,
                std::uint32_t token);
  template <class F>
  auto while_here(F f);

  Server& server_;
  history::History* const history_;
  std::uint64_t epoch_;
  std::uint64_t run_;
  std::uint64_t next_private_seq_;
  const std::vector<history::RunEnd> private_runs_;       // those before this one
  std::deque<WaitingAck> acks_;                           // rising tickets
  std::deque<std::unique_ptr<WaitingPrivate>> privates_;  // rising tickets
  std::vector<Replay> replays_;                           // at most kMaxReplays
  // They have not read their piece, and others have got their places.
  std::vector<Replay> slow_;
  // For a place: those who have read a piece at once, and the others.
  std::deque<Session::Handle> quick_;
  std::deque<Session::Handle> waiting_;
  bool quick_is_next_ = false;
  std::vector<std::function<void()>> later_;
  std::size_t pages_ = 0;  // being read; at most kMaxPages
  // Answers that come after our end find it gone.
  std::shared_ptr<Archive*> self_;
};

}  // namespace hubbub::net::server
