// How people are brought what was said before; the writing side is in archive.cpp.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "net/history/limits.h"
#include "net/server/archive.h"
#include "net/server/entries.h"
#include "net/server/limits.h"
#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/command.h"
#include "net/wire/decoder.h"
#include "net/wire/history_messages.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {
namespace {

static_assert(kMaxPages <= history::kMaxQuestions / 2, "the rest is for those who come back");

bool needs_past(const RoomCursor& cursor) {
  return cursor.from_history != 0;
}

RoomCursor* first_that_needs_past(Session& session) {
  const auto found = std::find_if(session.cursors().begin(), session.cursors().end(), needs_past);
  return found == session.cursors().end() ? nullptr : &*found;
}

auto is_of(const Session& session) {
  return [&session](const auto& replay) { return Session::find(replay.session) == &session; };
}

std::uint8_t is_own(const Session& session, const wire::KeyId& key) {
  return !key.is_none() && key == session.key() ? 1 : 0;
}

// Nothing if the log has no frame of that number any more.
std::optional<wire::Entry> entry_in(const RoomLog& log, RoomLog::Seq seq) {
  const auto at = log.position_of(seq);
  if (!at || *at == log.end())
    return std::nullopt;
  const wire::ByteView bytes = log.run_from(*at).bytes().first(log.frame_end(*at) - *at);
  const auto frame = wire::view_frame(wire::read_header(bytes), bytes);
  if (frame.command == static_cast<std::int32_t>(wire::CommandWord::kMessage)) {
    if (const auto message = wire::decode<wire::Message>(frame))
      return entry_of(*message);
  }
  wire::Entry other;
  other.seq = seq;
  other.kind = wire::EntryKind::kJoined;  // or whatever is no message
  return other;
}

}  // namespace

// An answer from the history, for as long as there is somebody to take it.
template <class F>
auto Archive::while_here(F f) {
  return [weak = std::weak_ptr<Archive*>(self_), f = std::move(f)](auto answer) {
    if (const auto self = weak.lock())
      f(**self, answer);
  };
}

// ---- Lines that were missed ---------------------------------------------------------------------

Archive::Replay* Archive::replay_of(const Session& session) {
  const auto found = std::find_if(replays_.begin(), replays_.end(), is_of(session));
  return found == replays_.end() ? nullptr : &*found;
}

bool Archive::waits(const Session& session) const {
  const auto is_same = [&](const Session::Handle& handle) {
    return Session::find(handle) == &session;
  };
  return std::any_of(waiting_.begin(), waiting_.end(), is_same) ||
         std::any_of(quick_.begin(), quick_.end(), is_same) ||
         std::any_of(slow_.begin(), slow_.end(), is_of(session));
}

void Archive::bring_past(Session& session) {
  if (replay_of(session) != nullptr)
    return;
  if (!waits(session))
    waiting_.push_back(session.handle());
  start_replays();
}

void Archive::start_replays() {
  while (replays_.size() < kMaxReplays && !(waiting_.empty() && quick_.empty())) {
    const Session::Handle handle = next_in_line();
    if (Session::find(handle) == nullptr)
      continue;
    replays_.push_back({handle, server_.clock().now(), false});
    read_next(replays_.back());
  }
}

// By turns: those who read are not kept waiting by however many of whom that is not known.
Session::Handle Archive::next_in_line() {
  quick_is_next_ = waiting_.empty() || (!quick_.empty() && !quick_is_next_);
  auto& line = quick_is_next_ ? quick_ : waiting_;
  Session::Handle handle = line.front();
  line.pop_front();
  return handle;
}

void Archive::read_next(Replay& replay) {
  Session* const session = Session::find(replay.session);
  const RoomCursor* const cursor = first_that_needs_past(*session);
  if (cursor == nullptr || replay.asked)
    return;
  replay.asked = true;
  history_->read_from(
      cursor->room->number, cursor->from_history, {kReplayLines, kReplayBytes},
      while_here([handle = replay.session, room = cursor->room, asked = cursor->from_history](
                     Archive& self, const history::Lines& lines) {
        self.take_lines(handle, room, asked, lines);
      }));
}

void Archive::take_lines(const Session::Handle& handle, const std::shared_ptr<Room>& room,
                         RoomLog::Seq asked, const history::Lines& lines) {
  Session* const session = Session::find(handle);
  if (session == nullptr)
    return;  // tick() gives its place away
  if (Replay* const replay = replay_of(*session)) {
    replay->asked = false;
    replay->since = server_.clock().now();
  }
  RoomCursor* const cursor = session->cursor_in(*room);
  // Left and entered again meanwhile, it needs other lines.
  const bool still_wanted = cursor != nullptr && cursor->from_history == asked;
  if (still_wanted && lines.lines.empty() && !is_the_end(lines))
    return later([this, handle] { ask_again(handle); });
  if (still_wanted) {
    wire::Bytes frames;
    for (const history::Line& line : lines.lines) {
      append_frame_of(line, room->name, frames);
      cursor->from_history = line.entry.seq + 1;
    }
    // What is older than the oldest line is no longer kept.
    if (lines.lines.empty())
      cursor->from_history = std::max(cursor->from_history, room->log.first_seq());
    go_live(*cursor);
    session->send_past(frames);
  }
  server_.flush_later(*session);
}

// Nothing came because nothing is there, and not because it could not be read, or is not written.
bool Archive::is_the_end(const history::Lines& lines) const {
  return lines.problem.empty() && history_->writable();
}

void Archive::ask_again(const Session::Handle& handle) {
  Session* const session = Session::find(handle);
  Replay* const replay = session == nullptr ? nullptr : replay_of(*session);
  if (replay == nullptr)
    return;
  replay->since = server_.clock().now();  // the wait is the disk's
  read_next(*replay);
}

void Archive::later(std::function<void()> call) {
  later_.push_back(std::move(call));
}

// On with the room's log, if that reaches back far enough, and is not about to fall off it again.
void Archive::go_live(RoomCursor& cursor) {
  const RoomLog& log = cursor.room->log;
  const auto place = log.position_of(cursor.from_history);
  const bool too_far_back = !place || log.end() - *place > log.max_bytes() / 2;
  if (too_far_back)
    return;
  cursor.at = *place;
  cursor.captured = *place;
  cursor.captured_seq = cursor.from_history;
  cursor.from_history = 0;
}

void Archive::past_was_sent(Session& session) {
  if (replays_.empty() && slow_.empty())
    return;
  // A place is for one piece: whoever reads slowly does not keep the others from theirs.
  const auto done = [&](const Replay& replay) { return !replay.asked && is_of(session)(replay); };
  const bool was_quick = std::erase_if(replays_, done) > 0;
  const bool was_slow = std::erase_if(slow_, done) > 0;
  if (!was_quick && !was_slow)
    return;
  if (first_that_needs_past(session) != nullptr)
    (was_quick ? quick_ : waiting_).push_back(session.handle());
  start_replays();
}

void Archive::tick(Clock::Instant now) {
  for (const auto& call : std::exchange(later_, {}))
    call();
  const auto is_gone = [](const Replay& replay) {
    return Session::find(replay.session) == nullptr;
  };
  std::erase_if(replays_, is_gone);
  std::erase_if(slow_, is_gone);
  if (!waiting_.empty() || !quick_.empty()) {
    const auto slow = std::partition(replays_.begin(), replays_.end(), [now](const Replay& replay) {
      return replay.asked || now - replay.since <= kReplayPatience;
    });
    slow_.insert(slow_.end(), slow, replays_.end());
    replays_.erase(slow, replays_.end());
  }
  std::vector<Session*> stuck;
  for (const std::vector<Replay>* replays : {&replays_, &slow_}) {
    for (const Replay& replay : *replays) {
      if (!replay.asked && now - replay.since > kReplayTimeout)
        stuck.push_back(Session::find(replay.session));
    }
  }
  for (Session* session : stuck)
    server_.remove_later(*session, "did not read what it asked for");
  start_replays();
}

// ---- Private messages ---------------------------------------------------------------------------

void Archive::bring_privates(Session& session, const wire::Login& login) {
  if (history_ == nullptr || session.key().is_none())
    return;
  if (login.private_epoch == epoch_) {
    session.set_past_privates(Session::PastPrivates::kComing);
    return read_privates(session, private_kept(login));
  }
  const std::uint32_t count = std::min(login.private_backlog, kMaxPrivateBacklog);
  if (count == 0)
    return;
  session.set_past_privates(Session::PastPrivates::kComing);
  read_private_backlog(session, count);
}

void Archive::read_private_backlog(Session& session, std::size_t count) {
  history_->read_private_before(
      session.key(), {}, 0, {count, kMaxBacklogBytes},
      while_here([handle = session.handle(), count, before = next_private_seq_ - 1](
                     Archive& self, const history::Lines& lines) {
        Session* const known = Session::find(handle);
        if (known == nullptr)
          return;
        const bool complete = self.is_the_end(lines);
        if (complete || !lines.lines.empty()) {
          // What is not written yet comes behind the last line that is.
          return self.take_privates(*known, {lines.lines, false, lines.problem},
                                    complete ? before : 0);
        }
        self.later([&self, handle, count] {
          if (Session* still = Session::find(handle))
            self.read_private_backlog(*still, count);
        });
      }));
}

void Archive::read_privates(Session& session, std::uint64_t after) {
  history_->read_private_after(
      session.key(), after, {kReplayLines, kReplayBytes},
      while_here([handle = session.handle(), after](Archive& self, const history::Lines& lines) {
        if (Session* known = Session::find(handle))
          self.take_privates(*known, lines, after);
      }));
}

void Archive::take_privates(Session& session, const history::Lines& lines, std::uint64_t after) {
  for (const history::Line& line : lines.lines) {
    after = std::max(after, line.entry.seq);
    if (!session.begin_private(line.entry.seq))
      continue;
    wire::Private message = private_of(line);
    message.own = is_own(session, line.key);
    session.send_private(message);
  }
  // Those that came meanwhile were held back: they come from the history as well, in order.
  const bool more = lines.more || !is_the_end(lines) ||
                    session.past_privates() == Session::PastPrivates::kMoreCame;
  session.set_past_privates(more ? Session::PastPrivates::kComing : Session::PastPrivates::kNone);
  if (!more)
    return;
  if (is_the_end(lines) && !session.waits_for_peer())
    return read_privates(session, after);
  // Not readable, not written, or not read by the person yet.
  later([this, handle = session.handle(), after] {
    if (Session* known = Session::find(handle))
      read_privates(*known, after);
  });
}

// ---- Questions ----------------------------------------------------------------------------------

std::string Archive::begin_question(Session& session) const {
  if (history_ == nullptr)
    return "This host keeps no history.";
  return session.begin_question() ? "" : "Wait for the answers to your last questions.";
}

std::string Archive::begin_page(Session& session) {
  if (pages_ >= kMaxPages)
    return "Too many people ask for what was said before; try again in a moment.";
  std::string problem = begin_question(session);
  if (problem.empty())
    ++pages_;
  return problem;
}

void Archive::answer_page(const Session::Handle& handle, wire::Page page,
                          const history::Lines& lines) {
  --pages_;
  Session* const session = Session::find(handle);
  if (session == nullptr)
    return;
  session->end_question();
  page.epoch = epoch_;
  page.more = lines.more ? 1 : 0;
  page.problem = lines.problem;
  for (const history::Line& line : lines.lines) {
    page.entries.push_back(line.entry);
    page.entries.back().own = is_own(*session, line.key);
  }
  session->answer(page);
}

void Archive::fetch(Session& session, const Room* room, const wire::KeyId& other,
                    const wire::Fetch& fetch) {
  wire::Page page{fetch.about, fetch.token, fetch.is_private};
  page.key = fetch.key;
  page.problem = begin_page(session);
  if (!page.problem.empty())
    return session.answer(page);
  auto answer =
      while_here([handle = session.handle(), page](Archive& self, const history::Lines& lines) {
        self.answer_page(handle, page, lines);
      });
  const history::Limit limit{std::min(fetch.count, wire::kMaxPageEntries), wire::kFullPageBytes};
  if (room != nullptr) {
    history_->read_before(room->number, fetch.before, limit, std::move(answer));
  } else {
    history_->read_private_before(session.key(), other, fetch.before, limit, std::move(answer));
  }
}

void Archive::search(Session& session, const Room* room, const wire::Search& search) {
  wire::Found found{search.token};
  found.problem = begin_question(session);
  if (!found.problem.empty())
    return session.answer(found);
  look_for(session.handle(),
           {search.text, room != nullptr ? room->number : 0, session.key(), search.before},
           search.token);
}

void Archive::with_entry(const Room& room, RoomLog::Seq seq, OnEntry then) {
  if (!keeps()) {
    const auto entry = entry_in(room.log, seq);
    return then(entry ? &*entry : nullptr, entry ? entry->who : wire::KeyHead{});
  }
  history_->read_from(
      room.number, seq, {1, wire::kMaxTextBytes},
      while_here([seq, then = std::move(then)](Archive&, const history::Lines& read) {
        const bool is_there = !read.lines.empty() && read.lines.front().entry.seq == seq;
        const history::Line* const line = is_there ? &read.lines.front() : nullptr;
        then(line != nullptr ? &line->entry : nullptr,
             line != nullptr ? wire::head_of(line->key) : wire::KeyHead{});
      }));
}

void Archive::look_for(const Session::Handle& handle, const history::SearchQuery& query,
                       std::uint32_t token) {
  history_->search(
      query, while_here([handle, query, token](Archive& self, const history::SearchAnswer& answer) {
        Session* const known = Session::find(handle);
        if (known == nullptr)
          return;
        if (answer.entries.empty() && answer.next != 0 && answer.problem.empty()) {
          known->charge(kLookCost);
          history::SearchQuery further = query;
          further.before = answer.next;
          return self.look_for(handle, further, token);
        }
        known->end_question();
        known->answer(wire::Found{token, answer.next, answer.entries, answer.problem});
      }));
}

}  // namespace hubbub::net::server
