#include "net/server/server.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "net/names.h"
#include "net/server/hubbub_session.h"
#include "net/server/sender.h"
#include "net/server/session_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {
namespace {

// Between two sessions the system's network code has pushed the next one's memory out of the near
// caches, and fetching it piece by piece waits for each. Looked at together beforehand, many are
// fetched side by side: about 8 % less CPU per delivery where a hundred say little.
constexpr std::size_t kLookedAtTogether = 64;

}  // namespace

Server::Server(Options options, const Clock& clock, Tap& tap, Callbacks callbacks,
               history::History* history, const history::Contents& past)
    : options_(std::move(options)),
      clock_(clock),
      time_(past.time ? past.time : std::make_shared<TrustedTime>([&clock] {
        return ClockReading{clock.now(), clock.wall()};
      })),
      tap_(tap),
      callbacks_(std::move(callbacks)),
      archive_(*this, history, past),
      directory_(options_.lobby, past, history, time_->now()),
      order_(options_.owner, past, history),
      gate_(options_.password),
      long_texts_(clock.now()),
      whispers_after_(past.recent_private_after) {
  for (const history::RecentMessage& whisper : past.recent_private)
    whispers_.insert(whisper.id, sender_of(whisper.key, folded(whisper.from)), whisper.seq);
}

Server::~Server() = default;

// ---- Connections --------------------------------------------------------------------------------

void Server::accept(std::shared_ptr<Transport> transport) {
  const std::string& address = transport->counted_address();
  if (connections() >= kMaxConnections) {
    return turn_away(*transport, {"host-full", "This host is full. Try again later.", 1});
  }
  if (!address.empty() && per_address_[address] >= kMaxConnectionsPerAddress) {
    return turn_away(*transport, {"address-full",
                                  "Too many connections from your address (" + address + ").", 1});
  }
  if (!address.empty())
    ++per_address_[address];
  const Tap::ConnectionId connection = tap_.open(wire::Side::kHost, transport->address());
  auto newcomer = std::make_unique<Newcomer>(*this, std::move(transport), connection, clock_.now());
  newcomers_.emplace(newcomer.get(), std::move(newcomer));
}

void Server::promote(Newcomer& newcomer, wire::Dialect dialect, wire::ByteView first_bytes) {
  std::unique_ptr<Session> session;
  if (dialect == wire::Dialect::kHubbub) {
    session = std::make_unique<HubbubSession>(*this, newcomer.transport(), newcomer.connection());
  } else {
    session = std::make_unique<Session2006>(*this, newcomer.transport(), newcomer.connection());
  }
  Session& promoted = *session;
  sessions_.emplace(&promoted, std::move(session));
  const auto found = newcomers_.find(&newcomer);
  dead_newcomers_.push_back(std::move(found->second));
  newcomers_.erase(found);
  promoted.on_bytes(first_bytes);
  request_flush();
}

void Server::forget(Newcomer& newcomer) {
  release_address(*newcomer.transport());
  newcomer.transport()->close();
  tap_.close(newcomer.connection());
  const auto found = newcomers_.find(&newcomer);
  dead_newcomers_.push_back(std::move(found->second));
  newcomers_.erase(found);
  request_flush();
}

void Server::release_address(const Transport& transport) {
  const auto found = per_address_.find(transport.counted_address());
  if (found != per_address_.end() && --found->second == 0)
    per_address_.erase(found);
}

void Server::remove(Session& session, const std::string& reason) {
  const auto found = sessions_.find(&session);
  if (found == sessions_.end())
    return;
  step_out_everywhere(session, reason);
  release_address(session.transport());
  session.transport().close();
  std::erase(unsent_sessions_, &session);
  idle_.forget(session);
  long_texts_.forget(session);
  session.set_gone();
  dead_sessions_.push_back(std::move(found->second));
  sessions_.erase(found);
  request_flush();
}

void Server::remove_later(Session& session, std::string reason) {
  doomed_.push_back({&session, std::move(reason)});
  request_flush();
}

void Server::dismiss(Session& session, const wire::Farewell& farewell, const std::string& reason) {
  if (session.closing())
    return;
  session.flush();  // behind its last words comes nothing more
  session.say_farewell(farewell);
  session.set_closing_since(clock_.now());
  step_out_everywhere(session, reason);
  flush_later(session);
}

void Server::stop(const wire::Farewell& farewell) {
  stopping_ = true;
  while (!newcomers_.empty())
    forget(*newcomers_.begin()->first);
  std::vector<Session*> all;
  for (const auto& [session, owner] : sessions_)
    all.push_back(session);
  for (Session* session : all)
    dismiss(*session, farewell, "");
}

// ---- Turns and time -----------------------------------------------------------------------------

void Server::request_flush() {
  if (std::exchange(flush_requested_, true))
    return;
  callbacks_.request_flush();
}

void Server::flush_later(Session& session) {
  if (session.gone())
    return;
  if (session.note_unsent())
    unsent_sessions_.push_back(&session);
  request_flush();
}

void Server::pace_later(Session& session, Clock::Instant::duration after) {
  const Clock::Instant at = clock_.now() + after;
  if (session.gone() || !session.note_pace(at))
    return;
  paced_.emplace(at, session.handle());
  callbacks_.request_pace(after);
}

void Server::flush() {
  flush_requested_ = false;
  idle_.note_flush();
  dead_sessions_.clear();
  dead_newcomers_.clear();
  for (const auto& room : std::exchange(unsent_rooms_, {}))
    flush_room(room);
  for (Session* session : std::exchange(unsent_sessions_, {})) {
    session->forget_unsent();
    session->flush();
  }
  remove_doomed();
  archive_.hand_over();
}

void Server::flush_room(const std::shared_ptr<Room>& shared) {
  Room& room = *shared;
  room.has_unsent = false;
  room.flushed_to = room.log.end();
  // What waits for them must not fall off the log, which may grow by a quarter until the next
  // flush: whoever is behind by an eighth has waited long enough.
  const std::size_t most_behind = room.log.max_bytes() / 8;
  const bool idle_can_wait = room.log.end() - room.idle_sent_to <= most_behind;
  if (!idle_can_wait)
    room.idle_sent_to = room.log.end();
  const Clock::Instant now = clock_.now();
  bool idle_wait = false;
  std::array<Session*, kLookedAtTogether> ready{};
  for (std::size_t at = 0; at < room.members.size();) {
    std::size_t count = 0;
    for (; count < kLookedAtTogether && at < room.members.size(); ++at) {
      Room::Member& member = room.members[at];
      if (member.idle && idle_can_wait) {
        idle_wait = true;
        continue;
      }
      Session& session = *member.session;
      if (!session.has_unsent(room))
        continue;
      if (idle_can_wait && session.idle(now) && session.cursor_in(room)->behind() <= most_behind) {
        member.idle = idle_wait = true;
        session.note_sent_to_later();
      } else {
        ready[count++] = &session;
      }
    }
    for (Session* session : std::span(ready).first(count)) {
      session->flush();
      look_after(*session, room);
    }
  }
  if (idle_wait)
    idle_.add(shared);
  if (!idle_.empty() && !flush_of_idle_requested_)
    request_flush_of_idle();
}

void Server::request_flush_of_idle() {
  flush_of_idle_requested_ = true;
  callbacks_.request_flush_of_idle(idle_.until_next(clock_.now()));
}

void Server::flush_idle() {
  flush_of_idle_requested_ = false;
  for (Session* session : idle_.next(flush_requested_, clock_.now()))
    flush_after_others(*session);
  if (!idle_.empty())
    request_flush_of_idle();
}

void Server::flush_after_others(Session& session) {
  if (session.cursors().empty() || session.transport().closed())
    return;
  session.flush();
  for (std::size_t i = 0; i < session.cursors().size(); ++i)
    look_after(session, *session.cursors()[i].room);
}

// It was sent what the room has, as far as its connection takes it: how far behind is it still?
void Server::look_after(Session& member, Room& room) {
  RoomCursor* const cursor = member.waits_for_peer() ? member.cursor_in(room) : nullptr;
  if (cursor == nullptr || cursor->behind() == 0)
    return;  // also who is served from the history
  const bool far_behind = cursor->behind() > (room.log.end() - room.log.begin()) / 2 &&
                          cursor->behind() > room.log.max_bytes() / 4;
  if (cursor->lost()) {
    // The log is bounded by its chunks, which may hold little: it went by while nobody looked.
    return remove_later(member, "did not keep up");
  }
  if (far_behind && archive_.keeps() && member.dialect() == wire::Dialect::kHubbub) {
    cursor->from_history = room.log.seq_at(cursor->at);
    return archive_.bring_past(member);
  }
  // One that came back from further away may catch up; it is lost if it falls off the log.
  cursor->catching_up = cursor->catching_up && far_behind;
  if (far_behind && !cursor->catching_up)
    remove_later(member, "did not keep up");
}

void Server::remove_doomed() {
  for (const Doomed& doomed : std::exchange(doomed_, {})) {
    if (!sessions_.contains(doomed.session))
      continue;
    report("too-slow", doomed.session->nick() + " (" + doomed.session->address() + ") " +
                           doomed.reason + " and was disconnected.");
    remove(*doomed.session, doomed.reason);
  }
}

void Server::pace() {
  const Clock::Instant now = clock_.now();
  while (Session* const session = next_of(paced_, now)) {
    if (session->forget_pace(now))
      session->pace();
  }
  if (!paced_.empty())
    callbacks_.request_pace(paced_.begin()->first - now);
}

std::chrono::milliseconds Server::wait_for_long_text(Session& session, std::string_view room_name,
                                                     std::size_t text_bytes) {
  if (!LongTexts::is_long(text_bytes) || Flood(options_.flood, {}).off())
    return std::chrono::milliseconds{0};
  const auto room = room_of(session, room_name);
  if (!room)
    return std::chrono::milliseconds{0};
  const auto wait = long_texts_.wait(session, (text_bytes - kShortTextBytes) * room->members.size(),
                                     clock_.now());
  if (const auto next = long_texts_.until_next())
    callbacks_.request_wake(*next);
  return wait;
}

void Server::wake_later(Session& session, Clock::Instant::duration after) {
  Later& held = session.logged_in() ? held_ : held_strangers_;
  held.emplace(clock_.now() + after, session.handle());
  callbacks_.request_wake(after);
}

Session* Server::next_of(Later& waiting, Clock::Instant now) {
  Session* session = nullptr;
  while (session == nullptr && !waiting.empty() && waiting.begin()->first <= now) {
    session = Session::find(waiting.begin()->second);
    waiting.erase(waiting.begin());
  }
  return session;
}

void Server::wake() {
  const Clock::Instant now = clock_.now();
  while (Session* const session = next_of(held_, now))
    session->release();
  // In one turn one of them is listened to here as well, see strangers.h.
  if (Session* const stranger = next_of(held_strangers_, now))
    stranger->release();
  while (Session* const session = long_texts_.next(now))
    session->release();
  for (const Later* waiting : {&held_, &held_strangers_}) {
    if (!waiting->empty())
      callbacks_.request_wake(waiting->begin()->first - now);
  }
  if (const auto next = long_texts_.until_next())
    callbacks_.request_wake(*next);
}

void Server::on_committed() {
  archive_.on_committed();
}

void Server::on_forgotten(history::RoomNumber room, RoomLog::Seq first_kept) {
  directory_.forgot(room, first_kept);
}

void Server::tick() {
  report_clocks();
  const Clock::Instant now = clock_.now();
  std::vector<Newcomer*> late;
  for (const auto& [newcomer, owner] : newcomers_) {
    if (now - newcomer->since() > kLoginTimeout)
      late.push_back(newcomer);
  }
  for (Newcomer* newcomer : late)
    forget(*newcomer);
  std::vector<Session*> all;
  all.reserve(sessions_.size());
  for (const auto& [session, owner] : sessions_)
    all.push_back(session);
  long_texts_.for_each_wait(now, [now](Session& session, std::chrono::milliseconds wait) {
    session.prolong_hold(wait, now);
  });
  for (Session* session : all)
    check_time(*session, now);
  archive_.tick(now);
  for (Repeats::Report& each : repeats_.due(now))
    report(std::move(each.code), std::move(each.text));
}

void Server::check_time(Session& session, Clock::Instant now) {
  if (session.closing()) {
    if (now - session.closing_since() > kLingerTimeout)
      remove(session, "");
    return;
  }
  if (session.stuck(now))
    return session.give_up();
  const Clock::Instant::duration silence = now - session.last_heard();
  if (!session.logged_in() && silence > kLoginTimeout) {
    // Whoever was held back has itself to blame.
    return dismiss(session, {"login-timeout", "You did not log in within ten seconds.", 1}, "");
  }
  if (session.held()) {
    session.hear(now);  // it may have said much that was not listened to
    return session.remind_of_hold(now);
  }
  if (session.logged_in() && session.dialect() == wire::Dialect::kHubbub &&
      silence > kSilentHeartbeats * kHeartbeat) {
    dismiss(session, {"timed-out", "The host heard nothing from your program for too long.", 1},
            "timed out");
  }
}

void Server::report(std::string code, std::string text) const {
  callbacks_.events(wire::HostProblem{std::move(code), std::move(text)});
}

void Server::report_repeated(const std::string& code, std::string text) {
  if (auto sentence = repeats_.take(code, std::move(text), clock_.now()))
    report(code, std::move(*sentence));
}

}  // namespace hubbub::net::server
