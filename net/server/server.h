// The server: who is here, which rooms there are, and what happens when somebody asks for
// something.
//
// It knows neither sockets nor timers: connections come in through accept() as transports, time
// comes in through tick(), and it asks to be flushed through a callback, so that a test can drive
// it step by step. One encoded copy of a broadcast serves everybody (see room_log.h). Net worker
// only.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/event_sink.h"
#include "net/server/allowances.h"
#include "net/server/archive.h"
#include "net/server/clock.h"
#include "net/server/directory.h"
#include "net/server/gate.h"
#include "net/server/idle_sessions.h"
#include "net/server/leavers.h"
#include "net/server/long_texts.h"
#include "net/server/newcomer.h"
#include "net/server/order.h"
#include "net/server/repeats.h"
#include "net/server/room.h"
#include "net/server/session.h"
#include "net/tap.h"
#include "net/trusted_time.h"
#include "net/wire/commands.h"
#include "net/wire/limits.h"
#include "net/wire/messages_forward.h"
#include "net/wire/recent_ids.h"
#include "net/wire/spoken_duration.h"

namespace hubbub::net::tls {
class Context;
}  // namespace hubbub::net::tls

namespace hubbub::net::server {

class Server {
 public:
  struct Options {
    std::string title{};
    std::string lobby = wire::kDefaultRoom;
    wire::FloodLimit flood{};
    bool require_tls = false;
    std::string password{};  // of the party; empty: none
    wire::KeyId owner{};     // the key of whoever runs the host; none: nobody has that role
    // Null: encrypted connections are closed at once.
    std::shared_ptr<const tls::Context> tls{};
  };
  struct Callbacks {
    EventSink events;                     // HostClientJoined, HostClientLeft, HostProblem
    std::function<void()> request_flush;  // call flush() once the present input is handled
    // Call flush_idle() when that time has passed; zero: in the next turn.
    std::function<void(Clock::Instant::duration)> request_flush_of_idle;
    // Call pace(), or wake(), when that time has passed, or earlier.
    std::function<void(Clock::Instant::duration)> request_pace;
    std::function<void(Clock::Instant::duration)> request_wake;
  };

  // The clock, the tap and the history outlive the server. `history` is null when nothing is kept,
  // else `past` is what it had when it was opened.
  Server(Options options, const Clock& clock, Tap& tap, Callbacks callbacks,
         history::History* history = nullptr, const history::Contents& past = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // ---- From the host ----

  // A connection came in. One too many is told so and closed.
  void accept(std::shared_ptr<Transport> transport);
  // A connection came in for which the process can open no file: it is told so and closed.
  void refuse_for_want_of_files(Transport& transport);
  // Sends what the rooms and sessions have, each session once; then buries the dead. Those that
  // have not said anything for a while come after the others, in flush_idle().
  void flush();
  // Sends to some of them, and asks to be called again if there are more.
  void flush_idle();
  // Counts up with whatever comes in.
  [[nodiscard]] std::uint64_t heard() const { return heard_; }
  // Time-outs. Call about once a second while anybody is connected.
  void tick();
  // For the connections that are sent one frame at a time.
  void pace();
  // For those that are held back.
  void wake();
  // ---- From the history ----
  void on_committed();
  void on_forgotten(history::RoomNumber room, RoomLog::Seq first_kept);
  // Says farewell to everybody and takes no more. Then flush() and tick() until empty().
  void stop(const wire::Farewell& farewell);
  [[nodiscard]] bool empty() const { return connections() == 0; }
  [[nodiscard]] std::size_t connections() const { return sessions_.size() + newcomers_.size(); }

  // ---- From sessions ----

  // Lets the session in (a name, the lobby, the rooms asked for), asks for the password first, or
  // says why not.
  void log_in(Session& session, const wire::Login& login);
  // The answer to what ask_password() asked with `nonce`.
  void prove(Session& session, const wire::Digest& nonce, const wire::Login& login,
             const wire::Proof& proof);
  void rename(Session& session, std::string_view wanted);
  void join(Session& session, const wire::RoomPosition& position);
  void leave(Session& session, std::string_view room_name);
  void send_roster(Session& session, std::string_view room_name);
  void list_rooms(Session& session);
  void set_topic(Session& session, const wire::SetTopic& wanted);
  void fetch(Session& session, const wire::Fetch& fetch);
  void search(Session& session, const wire::Search& search);
  void moderate(Session& session, const wire::Moderate& wanted);
  void list_bans(Session& session);
  [[nodiscard]] std::size_t people() const { return directory_.people_count(); }
  [[nodiscard]] bool locked() const { return order_.locked(); }
  [[nodiscard]] bool is_muted(const Session& session) const { return muted(session).has_value(); }
  // How long a text of that many bytes for a room has to wait, because all people together have
  // said too much at length of late; zero: not at all. Otherwise the session is released when its
  // turn has come.
  [[nodiscard]] std::chrono::milliseconds wait_for_long_text(Session& session,
                                                             std::string_view room_name,
                                                             std::size_t text_bytes);
  // The text may be empty only from 2006 clients, which send that. The same id from the same person
  // is the same message again, and said once; the zero id is none.
  void post(Session& session, const wire::Post& post);
  // A `whisper.key` says whom, whatever that person is called by now.
  void whisper(Session& session, const wire::Whisper& whisper);
  // The private message with that id from that sender was not delivered: it may come again.
  void forget_whisper(const wire::MessageId& id, const std::string& sender) {
    whispers_.erase(id, sender);
  }
  // Something came in.
  void hear() { ++heard_; }
  // It is gone: its connection is closed, and the others are told, with a reason.
  void remove(Session& session, const std::string& reason);
  // The same, when the present turn is over.
  void remove_later(Session& session, std::string reason);
  // What waits for one session takes other memory than before. If all of it is too much, those who
  // do not read and for whom most waits are given up.
  void count_waiting(std::size_t before, std::size_t now);
  [[nodiscard]] std::size_t waiting_bytes() const { return waiting_bytes_; }
  // Last words: the others are told now; the connection is closed when the words are out.
  void dismiss(Session& session, const wire::Farewell& farewell, const std::string& reason);
  // Something for this session alone waits for the next flush.
  void flush_later(Session& session);
  // It waits for so much time to pass, or less; pace() will call it.
  void pace_later(Session& session, Clock::Instant::duration after);
  // It is held back that long; wake() will call it.
  void wake_later(Session& session, Clock::Instant::duration after);

  // ---- From newcomers ----

  // What it speaks is known: a session takes its transport over.
  void promote(Newcomer& newcomer, wire::Dialect dialect, wire::ByteView first_bytes);
  void forget(Newcomer& newcomer);

  [[nodiscard]] const Clock& clock() const { return clock_; }
  // By which whatever ends or ages does; the clock's wall time is for people only.
  [[nodiscard]] TrustedTime& time() const { return *time_; }
  // Reports what is wrong with the clocks, if anything is.
  void report_clocks() {
    if (const auto news = time_->take_news())
      report(news->code, news->text);
  }
  [[nodiscard]] Tap& tap() { return tap_; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Room& lobby() { return directory_.lobby(); }
  [[nodiscard]] Archive& archive() { return archive_; }
  // Null when nobody here has the name.
  [[nodiscard]] Session* find_person(std::string_view nick) const {
    return directory_.find_person(nick);
  }
  // Something that whoever runs the host should know.
  void report(std::string code, std::string text) const;
  // The same, of what strangers can cause without end: not each time.
  void report_repeated(const std::string& code, std::string text);

 private:
  // Numbers the message, keeps it and tells everybody in the room; returns the number. `key`: of
  // whom it speaks first.
  template <class M>
  std::uint64_t broadcast(const std::shared_ptr<Room>& room, M message, const wire::KeyId& key);
  void admit(Session& session, const wire::Login& login);
  void let_in(Session& session, const wire::Login& login);
  [[nodiscard]] bool is_unsure(Session& session, const Room& room, const wire::Post& post);
  // Somebody here with that key; null: nobody, or none.
  [[nodiscard]] Session* find_by_key(const wire::KeyId& key);
  void take_up_allowance(Session& session, bool is_known);
  bool take_name(Session& session, const std::string& nick, bool at_login);
  [[nodiscard]] std::optional<std::string> muted(const Session& session) const;
  void whisper_to_key(Session& session, wire::Whisper whisper);
  void note_spoken(Session& session);

  // moderation.cpp
  struct Target;
  [[nodiscard]] std::optional<Target> target_of(const std::string& who) const;
  void act_on(Session& session, const wire::Moderate& wanted, const Target& target);
  void mute_place(const Target& target, wire::HostTime until);
  void unmute_place(const Target& target);
  void note_muted_neighbour(Session& session, bool is_known);
  void ban(Session& session, const wire::Moderate& wanted, const Target& target,
           wire::HostTime until, const std::string& time);
  void throw_out(Session& session, std::string code, std::string text, const std::string& by);
  void set_role(Session& session, const wire::Moderate& wanted, const Target& target);
  void lock(Session& session, const wire::Moderate& wanted);
  void clear(Session& session, const wire::Moderate& wanted);
  // The same, once it is known what stands there: null: nothing.
  void clear(Session& session, const wire::Moderate& wanted, const std::shared_ptr<Room>& room,
             const wire::Entry* entry, wire::KeyHead who);
  void tell_order(Session& session, const wire::Moderate& wanted, const std::string& who,
                  const std::string& sentence, wire::HostTime until = {});

  std::shared_ptr<Room> room_of(Session& session, std::string_view name);
  void enter(Session& session, const std::shared_ptr<Room>& room,
             const wire::RoomPosition& position);
  void step_out(Session& session, const std::shared_ptr<Room>& room, const std::string& reason);
  void step_out_everywhere(Session& session, const std::string& reason);
  void turn_away(Transport& transport, const wire::Farewell& farewell);
  void release_address(const Transport& transport);
  void request_flush();
  void request_flush_of_idle();
  void flush_room(const std::shared_ptr<Room>& shared);
  void flush_after_others(Session& session);
  void look_after(Session& member, Room& room);
  void remove_doomed();
  void check_time(Session& session, Clock::Instant now);
  using Later = std::multimap<Clock::Instant, Session::Handle>;  // by the time they go on
  // Takes out whose time has come, the first of them; null: nobody's has.
  static Session* next_of(Later& waiting, Clock::Instant now);

  Options options_;
  const Clock& clock_;
  const std::shared_ptr<TrustedTime> time_;
  Tap& tap_;
  Callbacks callbacks_;
  bool flush_requested_ = false;
  bool flush_of_idle_requested_ = false;
  bool stopping_ = false;
  std::uint64_t heard_ = 0;

  Archive archive_;
  Directory directory_;
  Order order_;
  Gate gate_;
  Repeats repeats_;
  Allowances allowances_;
  Leavers leavers_;
  // From where people without a key may say nothing, by the sender for whose sake.
  std::unordered_map<std::string, std::string> muted_places_;  // at most kMaxMuted
  LongTexts long_texts_;
  // Private messages taken of late: the same again is not said again.
  wire::RecentIds<std::uint64_t> whispers_{kRecentIds};
  std::uint64_t whispers_after_ = 0;  // private messages up to that number may be missing there
  std::size_t waiting_bytes_ = 0;     // for all sessions, before these: they count themselves out
  std::unordered_map<Session*, std::unique_ptr<Session>> sessions_;
  std::unordered_map<Newcomer*, std::unique_ptr<Newcomer>> newcomers_;
  std::unordered_map<std::string, std::size_t> per_address_;

  std::vector<std::shared_ptr<Room>> unsent_rooms_;
  std::vector<Session*> unsent_sessions_;
  IdleSessions idle_;  // those for whom flush_idle() has something
  Later paced_;        // of each session the first counts
  Later held_;
  Later held_strangers_;  // those who have not logged in
  struct Doomed {
    Session* session = nullptr;
    std::string reason;
  };
  std::vector<Doomed> doomed_;
  // Closed, but a caller further up may still stand in them; destroyed by the next flush().
  std::vector<std::unique_ptr<Session>> dead_sessions_;
  std::vector<std::unique_ptr<Newcomer>> dead_newcomers_;
};

}  // namespace hubbub::net::server
