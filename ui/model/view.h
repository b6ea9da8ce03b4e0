// What one frame of the window is drawn from: the UI thread's own picture of the model.
//
// Plain values, filled by Model::pull. Logs and rosters in it are shared, immutable storage; a View
// may be kept across frames and read without a lock. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/events.h"
#include "ui/model/log.h"

namespace hubbub::ui::model {

// A room or private conversation in this process. Never reused.
enum class RoomId : std::uint32_t { kNone = 0 };

enum class RoomKind : std::uint8_t { kRoom, kPrivate };

// An own message on its way. It leaves the list when it is in the log and the host has taken it;
// a line of the log whose id is not in the list has been sent.
struct Outgoing {
  enum class State : std::uint8_t {
    kPending,  // given to the network; the host has not confirmed it
    kFailed,   // will not arrive by itself: `code`, `reason`; retry or discard
  };
  wire::MessageId id;
  State state = State::kPending;
  bool in_log = false;            // its line has come back; only the confirmation is missing
  bool acknowledged = false;      // confirmed; only its line is missing
  bool may_have_arrived = false;  // once it has failed, but not for certain
  std::string text;
  std::string code;
  std::string reason;
  wire::HostTime time{};  // this machine's clock, when it was written
};

using Roster = std::vector<wire::RosterEntry>;  // in the order in which they came

// What there is above the oldest line that we have.
enum class Past : std::uint8_t {
  kNone,         // nothing to be had: offline, no history there, or another one before
  kMore,         // perhaps: Model::fetch_earlier asks
  kFetching,     // asked for
  kBeginning,    // nothing: the oldest line is the first there is
  kFull,         // more, but this window keeps no more (ui/model/limits.h)
  kUnkept,       // nothing: a conversation in which somebody has no key, which no host keeps
  kUnavailable,  // more, but the host did not give it: RoomView::past_reason
};

struct RoomView {
  RoomId id = RoomId::kNone;
  RoomKind kind = RoomKind::kRoom;
  std::string name;      // of the room, or of the person
  wire::KeyId key{};     // of the person; none: without one, or not known yet
  bool lobby = false;    // the room that everybody is in
  bool present = false;  // we are in it now; of a person: he or she is there now
  std::string topic;     // cleaned for display; may be empty
  LogView log;
  LineIndex floor = 0;  // lines before it have numbers of an older history, good for nothing now
  Past past = Past::kNone;
  std::string past_reason;  // a sentence, of kUnavailable
  std::shared_ptr<const Roster> roster = std::make_shared<const Roster>();  // never null
  std::uint64_t roster_revision = 0;      // moves when the roster does
  std::vector<Outgoing> outgoing;         // in the order in which they were written
  std::uint32_t unread = 0;               // messages since it was last looked at
  std::uint32_t mentions = 0;             // those of them that name us; every one of a conversation
  std::optional<LineIndex> first_unread;  // where "new" begins; stays while it is looked at
  std::uint64_t revision = 0;
};

// A host that has another key than the one it had; nothing was connected.
struct OtherHostKey {
  std::string target;
  wire::KeyId known{};
  wire::KeyId presented{};
};

struct ConnectionView {
  wire::ConnectionState state = wire::ConnectionState::kIdle;
  std::string target;
  std::string address;
  std::string code;    // why it is as it is; may be empty
  std::string reason;  // a sentence; may be empty
  unsigned attempt = 0;
  std::uint64_t changes = 0;  // of the connection so far: several may come between two pulls
  std::optional<std::chrono::steady_clock::time_point> retry_at;  // while reconnecting
  std::string nick;   // ours; empty before the first welcome
  std::string title;  // of the party
  wire::Dialect dialect = wire::Dialect::kHubbub;
  std::uint32_t max_text_bytes = 0;  // 0 before the first welcome
  bool history = false;              // the host keeps what is said, and can be asked for it
  bool encrypted = false;
  bool first_visit = false;              // nobody from here had been at this host
  wire::KeyId host_key{};                // none: not encrypted
  wire::KeyId own_key{};                 // none: not encrypted
  wire::Role role = wire::Role::kGuest;  // ours
  bool locked = false;                   // the party: nobody new comes in for now
  // Until a new connection is begun or the person has decided.
  std::optional<OtherHostKey> other_host_key;
  // The host takes nothing from us until then; in the past or empty: it does.
  std::optional<std::chrono::steady_clock::time_point> held_until;
  std::string held_reason;  // a sentence; may be empty
  // Rounded to what is shown, see shown_round_trip(); empty when unknown or not online.
  std::optional<std::chrono::milliseconds> round_trip;

  [[nodiscard]] bool online() const { return state == wire::ConnectionState::kOnline; }
};

struct HostClient {
  std::string nick;
  std::string address;
  wire::Person person;
  friend bool operator==(const HostClient&, const HostClient&) = default;
};

struct HostView {
  bool listening = false;
  std::uint16_t port = 0;
  std::vector<std::string> addresses;
  std::string title;
  std::string code;    // why it stopped; empty when asked for
  std::string reason;  // a sentence
  wire::KeyId key{};
  bool history = false;
  std::vector<HostClient> clients;
};

struct NoticeView {
  std::uint64_t number = 0;  // counts from 1 in this process
  wire::Severity severity = wire::Severity::kInfo;
  std::string code;
  std::string text;  // cleaned for display
  RoomId room = RoomId::kNone;
};

// A search through the host's history, see Model::search.
struct SearchView {
  bool active = false;     // one was begun and not put away
  bool searching = false;  // an answer is to come
  bool more = false;       // there is older: Model::search_more
  bool full = false;       // kMaxFound are kept, and no more are asked for
  std::string text;
  std::string room;                       // empty: everywhere
  std::vector<wire::FoundEntry> entries;  // the newest first; names and texts cleaned for display
  std::string problem;                    // a sentence; may be empty
  std::uint64_t number = 0;               // of the search; counts from 1
};

// The last answers of the host to what panels asked; texts are cleaned for display, rooms are
// called as the host calls them.
struct AnswersView {
  std::uint64_t rooms_answer = 0;  // counts them
  std::vector<wire::RoomInfo> rooms;
  std::uint64_t bans_answer = 0;
  std::vector<wire::Ban> bans;
  SearchView search;
};

// The parties on the local networks, while they are looked for.
struct AroundView {
  bool looking = false;                 // and `interfaces` says where
  std::vector<std::string> interfaces;  // "eth0"; empty: there is no network
  std::vector<wire::Party> parties;     // by title; texts are cleaned for display
};

struct View {
  ConnectionView connection;
  HostView host;
  std::vector<RoomView> rooms;      // the lobby first, then by age
  std::vector<NoticeView> notices;  // the newest kMaxNotices, oldest first
  AnswersView answers;
  AroundView around;

  [[nodiscard]] const RoomView* find(RoomId id) const;
  [[nodiscard]] const RoomView* lobby() const;  // nullptr before the first welcome
  // In either case, as people type it.
  [[nodiscard]] const RoomView* find(RoomKind kind, std::string_view name) const;

  // Of each part, to see what moved; 0: never pulled.
  std::uint64_t revision = 0;
  std::uint64_t connection_revision = 0;
  std::uint64_t host_revision = 0;
  std::uint64_t rooms_revision = 0;  // which rooms there are
  std::uint64_t notices_revision = 0;
  std::uint64_t answers_revision = 0;
  std::uint64_t around_revision = 0;
};

// "<1 ms", "3 ms", "45 ms", "120 ms"; coarser as it grows, so that jitter changes nothing.
[[nodiscard]] std::chrono::milliseconds shown_round_trip(std::chrono::microseconds measured);
[[nodiscard]] std::string round_trip_text(std::chrono::milliseconds shown);

}  // namespace hubbub::ui::model
