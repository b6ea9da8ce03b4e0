// What a host remembers beyond its own end: every line, who is who, who may not come in.
//
// Writes are queued at once and come onto the disk in groups, in the order of the calls; what has
// to wait for the disk (an acknowledgement) remembers the ticket of its write and waits until
// committed() has reached it. Reads see every write queued before them. Nothing here blocks the
// caller. Net worker only; the callbacks come there too. store.h keeps it in SQLite.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/trusted_time.h"
#include "net/wire/events.h"

namespace hubbub::net::history {

// Of a room in this history; counts from 1, never used again.
using RoomNumber = std::uint32_t;
// Of a write; counts from 1 for each History.
using Ticket = std::uint64_t;

// ---- What was there when the host started -------------------------------------------------------

// A message that may come again from its sender.
struct RecentMessage {
  wire::MessageId id;
  wire::KeyId key;  // of the sender; none: came without one
  std::string from;
  std::uint64_t seq = 0;
  std::size_t text_bytes = 0;
};

// The last number that a room's lines, or private messages, had when a run of the host ended. What
// was told in that run above this number did not reach the disk.
struct RunEnd {
  std::uint64_t run = 0;
  std::uint64_t last_seq = 0;
};

// Who made a room: an account (Session::account()), and where (net/addresses.h, kept_out_range());
// empty: not known, or this machine.
struct Maker {
  std::string account;
  std::string place;
};

struct StoredRoom {
  RoomNumber number = 0;
  std::string name;
  Maker maker;
  std::uint64_t epoch = 0;  // of its numbering; never 0
  std::string topic;
  std::uint64_t first_seq = 1;        // of the oldest line that is kept; next_seq: none is
  std::uint64_t next_seq = 1;         // the number after the last
  wire::HostTime last_time{};         // of the last line, as it was shown
  wire::HostTime last_used{};         // near enough, by trusted time
  std::vector<RunEnd> runs;           // the runs before this one, the oldest first
  std::vector<RecentMessage> recent;  // the oldest first
  std::uint64_t recent_after = 0;     // messages up to that number may be missing there
};

// Somebody with a key, as known from before.
struct StoredPerson {
  wire::KeyId key;
  wire::Role role = wire::Role::kGuest;
  wire::HostTime muted_until{};  // by trusted time; HostTime::max(): until undone
};

// A name that belongs to a key.
struct StoredName {
  std::string nick;
  wire::KeyId key;
  wire::HostTime last_used{};  // by trusted time
};

struct Contents {
  std::uint64_t epoch = 0;  // of this history; never 0
  // Of the host, drawn anew at each start. A history that was put back from a copy has not seen the
  // runs since, and their numbers never come again.
  std::uint64_t run = 1;
  std::vector<StoredRoom> rooms;
  std::vector<StoredPerson> people;
  std::vector<StoredName> names;
  // The oldest first, `until` by trusted time; those that have ended are not among them.
  std::vector<wire::Ban> bans;
  // By which names, mutes and bans end; null: the host begins one.
  std::shared_ptr<TrustedTime> time;
  std::uint64_t next_private_seq = 1;
  std::vector<RunEnd> private_runs;  // the runs before this one, the oldest first
  std::uint64_t next_ban_number = 1;
  std::vector<RecentMessage> recent_private;  // the oldest first
  std::uint64_t recent_private_after = 0;     // messages up to that number may be missing there
  bool locked = false;                        // the party: nobody new comes in
};

// ---- Questions and answers ----------------------------------------------------------------------

// An entry, and whose it is.
struct Line {
  wire::Entry entry;
  wire::KeyId key;      // of `entry.from`; none: came without one
  wire::KeyId other{};  // as answered of a person's private messages: who it was said to, or by
};

struct Lines {
  std::vector<Line> lines;  // rising numbers
  bool more = false;        // the limit ended it, not the history
  std::string problem;      // a sentence, when it could not be read; else empty
};
using OnLines = std::function<void(Lines)>;

// A bound on an answer; whichever is reached first ends it, but it holds one line if there is one.
struct Limit {
  std::size_t lines = 0;
  std::size_t bytes = 0;  // of the texts
};

struct SearchQuery {
  std::string text;     // words that all have to be in it, in any case
  RoomNumber room = 0;  // only there; 0: everywhere
  wire::KeyId person;   // private messages to and from this one count too; none: no private ones
  std::uint64_t before = 0;  // `next` of the last answer; 0: begin with the newest
};
// One search looks at a bounded number of lines: the answer may hold few entries, or none, and
// still say where to go on.
struct SearchAnswer {
  std::vector<wire::FoundEntry> entries;  // the newest first; they fit into one frame
  std::uint64_t next = 0;                 // 0: that was all
  std::string problem;                    // a sentence, when it could not be done; else empty
};
using OnFound = std::function<void(SearchAnswer)>;

class History {
 public:
  History() = default;
  History(const History&) = delete;
  History& operator=(const History&) = delete;
  virtual ~History() = default;

  // ---- Writes ----

  // A new room; its first line will have number 1.
  virtual RoomNumber add_room(const std::string& name, std::uint64_t epoch, const Maker& maker) = 0;
  // The room and all its lines are gone.
  virtual void remove_room(RoomNumber room) = 0;
  virtual void set_topic(RoomNumber room, const std::string& topic) = 0;
  // A line with the room's next number.
  virtual Ticket append(RoomNumber room, Line line) = 0;
  // The text of the message with that number is gone, from the index of words too.
  virtual void clear_text(RoomNumber room, std::uint64_t seq) = 0;
  // A private message, `line.entry.seq` being the next private number. `to`: none when the
  // addressee came without a key; then only the sender can read it again, and the other way round.
  virtual Ticket append_private(Line line, const wire::KeyId& to) = 0;
  // Replaces what is known of the key.
  virtual void put_person(const StoredPerson& person) = 0;
  // The name belongs to the key from now on; names that look alike are the caller's affair.
  virtual void put_name(const StoredName& name) = 0;
  virtual void remove_name(const std::string& nick) = 0;
  virtual void put_ban(const wire::Ban& ban) = 0;
  virtual void remove_ban(std::uint64_t number) = 0;
  virtual void set_locked(bool locked) = 0;

  // What was queued so far may go to the disk. Call it once a turn, after the last write.
  virtual void hand_over() = 0;
  // All writes up to this one are on the disk.
  [[nodiscard]] virtual Ticket committed() const = 0;
  // Of the last write.
  [[nodiscard]] virtual Ticket last_ticket() const = 0;
  // Bytes of memory of what waits for the disk. Nothing is refused here: whoever takes lines from
  // strangers stops when this is too much.
  [[nodiscard]] virtual std::size_t waiting_bytes() const = 0;
  // The disk takes writes. When it does not (full, read-only), what was queued waits and is tried
  // again by itself. A damaged history takes none ever again: what is queued then is dropped, and
  // its ticket is never reached.
  [[nodiscard]] virtual bool writable() const = 0;
  [[nodiscard]] virtual bool damaged() const = 0;

  // ---- Reads ----
  //
  // They hand over what is queued. While the history is not writable they do not wait for it, and
  // show what is on the disk. The answer comes later, never from within the call.

  // Lines of the room from number `first` on.
  virtual void read_from(RoomNumber room, std::uint64_t first, Limit limit, OnLines answer) = 0;
  // The last ones below number `before` (0: below the next).
  virtual void read_before(RoomNumber room, std::uint64_t before, Limit limit, OnLines answer) = 0;
  // Private messages of `person`, in both directions: those with a number above `after`.
  virtual void read_private_after(const wire::KeyId& person, std::uint64_t after, Limit limit,
                                  OnLines answer) = 0;
  // The last ones below number `before` (0: below the next); with `other`, if that is not none,
  // else of all conversations.
  virtual void read_private_before(const wire::KeyId& person, const wire::KeyId& other,
                                   std::uint64_t before, Limit limit, OnLines answer) = 0;
  virtual void search(const SearchQuery& query, OnFound answer) = 0;
};

// What a person should know: a stable word and a sentence.
struct Report {
  std::string code;
  std::string text;
};

// What the owner of a history hears, on the net worker. All may be empty.
struct Callbacks {
  // committed() has moved, or damaged() is true now.
  std::function<void()> committed;
  // The oldest lines of a room were let go: `first_seq` is the oldest one now.
  std::function<void(RoomNumber room, std::uint64_t first_seq)> forgotten;
  // writable() has changed, or something else went wrong with the history: a word and a sentence.
  // When the history ends with writes that the disk did not take, it comes from its destructor.
  std::function<void(std::string code, std::string text)> report;
};

}  // namespace hubbub::net::history
