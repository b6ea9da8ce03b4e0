// The fold behind Model: events and a person's actions in, views out, one thread at a time.
//
// Holds no lock and calls nobody, so every rule can be tested by itself. Member functions that take
// an event or an action return whether anything that is shown changed.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "net/wire/commands.h"
#include "net/wire/events.h"
#include "net/wire/recent_ids.h"
#include "ui/model/fold.h"
#include "ui/model/frames.h"
#include "ui/model/ignored.h"
#include "ui/model/room.h"
#include "ui/model/view.h"

namespace hubbub::ui::model {

// "ann set the topic: …"; not cleaned.
[[nodiscard]] std::string topic_sentence(std::string_view by, std::string_view topic);
// What stands in the place of a message that `by` has removed; `sentence` is the host's about it.
[[nodiscard]] std::string removal_text(std::string_view by, std::string_view sentence);

class State {
 public:
  bool apply(wire::Event&& event);
  // Copies what moved since `view` was filled last; returns whether anything had.
  bool pull(View& view) const;
  bool pull_frames(FrameView& view) const { return frames_.pull(view); }

  // What Model's functions of the same names do.
  bool look_at(RoomId id);
  bool mark_read(RoomId id);
  void note_draft(RoomId id, bool any);
  std::optional<wire::Command> compose(RoomId id, std::string text);
  std::optional<wire::Command> retry(const wire::MessageId& message);
  bool discard(const wire::MessageId& message);
  [[nodiscard]] std::size_t unconfirmed() const;
  [[nodiscard]] std::size_t lost_at(std::string_view target) const;
  RoomId open_conversation(std::string_view nick, const wire::KeyId& key = {});
  bool close_conversation(RoomId id);
  bool tell(RoomId id, wire::Severity severity, std::string_view text);
  bool watch_frames(bool watch);
  bool clear_frames();
  std::optional<wire::Command> fetch_earlier(RoomId id);
  std::optional<wire::Command> search(std::string text, std::string room);
  std::optional<wire::Command> search_more();
  bool end_search();
  wire::Command watch_parties(bool watch);
  bool forget_other_host_key();
  void set_ignored(std::vector<Ignored> people);

 private:
  // One overload an event, in state_*.cpp: an event without one does not compile.
  bool on(wire::ConnectionChanged& event);
  bool on(wire::Welcomed& event);
  bool on(wire::HostKeyChanged& event);
  bool on(wire::RoundTripMeasured& event);
  bool on(wire::RosterReceived& event);
  bool on(wire::LinesRetracted& event);
  bool on(wire::HistoryReset& event);
  bool on(wire::RoomLeft& event);
  bool on(wire::MemberJoined& event);
  bool on(wire::MemberLeft& event);
  bool on(wire::MemberRenamed& event);
  bool on(wire::TopicChanged& event);
  bool on(wire::ModerationReported& event);
  bool on(wire::RoleChanged& event);
  bool on(wire::RoomsListed& event);
  bool on(wire::BansListed& event);
  bool on(wire::HistoryPage& event);
  bool on(wire::HistoryUnavailable& event);
  bool on(wire::SearchFound& event);
  bool on(wire::MessageReceived& event);
  bool on(wire::MessageAcknowledged& event);
  bool on(wire::HeldBack& event);
  bool on(wire::MessageFailed& event);
  bool on(wire::Notice& event);
  bool on(wire::HostListening& event);
  bool on(wire::HostAddressesChanged& event);
  bool on(wire::HostStopped& event);
  bool on(wire::HostClientJoined& event);
  bool on(wire::HostClientLeft& event);
  bool on(wire::HostProblem& event);
  bool on(wire::PartyFound& event);
  bool on(wire::PartyChanged& event);
  bool on(wire::PartyGone& event);
  bool on(wire::LookedOn& event);
  bool on(wire::CaptureAdvanced& event);

  void pull_rooms(View& view) const;
  void pull_room(const Room& room, RoomView& view) const;

  // state_rooms.cpp
  Room* find(RoomId id);
  Room* find(RoomKind kind, std::string_view name);
  Room& room(RoomKind kind, std::string_view name);  // made when there is none
  Room& make_room(RoomKind kind, std::string_view name);
  void erase(RoomId id);
  void make_way_for_a_room();
  [[nodiscard]] bool roster_is_unique() const;

  // state_conversations.cpp
  [[nodiscard]] const Room* lobby() const;
  [[nodiscard]] bool is_here(std::string_view nick, const wire::KeyId& key) const;
  Room* find_conversation(std::string_view nick, const wire::KeyId& key);
  // Made when there is none. `key`: none for somebody without one.
  Room& conversation(std::string_view nick, const wire::KeyId& key);
  Room& conversation_to_open(std::string_view nick, const wire::KeyId& key);
  void identify(Room& room, const wire::KeyId& key);
  void set_name(Room& room, std::string_view nick);
  void note_name(Room& room, std::string_view nick);
  [[nodiscard]] const wire::RosterEntry* partner(const Room& room) const;
  void refresh_presence();
  void refresh_presence(Room& room);
  void refresh_presence(std::string_view nick, const wire::KeyId& key);
  void rename_conversation(const wire::MemberRenamed& event);
  [[nodiscard]] std::string_view as_it_is_written(std::string_view nick) const;

  // state_lines.cpp
  // Cleans, bounds and appends; returns where, unless the line is known already.
  std::optional<LineIndex> add_line(Room& room, NewLine line);
  static bool is_old_news(Room& room, const NewLine& line);
  void system_line(std::string_view text);
  [[nodiscard]] bool counts(const Room& room, const NewLine& line) const;
  static void count_unread(Room& room, LineIndex index, const NewLine& line);
  void keep_within_bounds(Room& room);
  void notice(wire::Severity severity, std::string_view code, std::string_view text, Room* room);
  Room* room_of_notice(std::string_view name);
  [[nodiscard]] wire::HostTime host_now() const;
  void touch(Room& room);

  // state_history.cpp
  Room* room_asked_about(std::string_view about, bool is_private, const wire::KeyId& key);
  void retract(Room& room, std::uint64_t kept);
  void take_back(Room& room, const Line& line);
  void prepend(Room& room, const std::vector<wire::Entry>& entries);
  std::optional<NewLine> line_of(const wire::Entry& entry, std::deque<std::string>& texts) const;
  [[nodiscard]] bool is_full(const Room& room) const;
  [[nodiscard]] Past past_of(const Room& room) const;

  // state_search.cpp
  void stop_searching(std::string_view problem);
  std::optional<wire::Command> ask(std::uint64_t before);

  // state_order.cpp
  void set_role(std::string_view nick, wire::Role role);
  // Whether a line that is there says so now.
  bool clear_message(Room& room, const wire::ModerationReported& event);
  void clear_found(std::string_view room, std::uint64_t seq, std::string_view text);
  [[nodiscard]] bool was_removed(std::string_view room, std::uint64_t seq) const;
  // Numbers above `kept` are given anew.
  void forget_removed(std::string_view room, std::uint64_t kept);
  // Whose a line is that `who` said when called `nick`: names change hands.
  [[nodiscard]] bool is_own(wire::KeyHead who, std::string_view nick) const;
  [[nodiscard]] bool is_ignored(wire::KeyHead who, std::string_view nick) const;
  // It is our key under another name, in another window: what is said there is not said here.
  [[nodiscard]] bool is_our_other_name(std::string_view nick) const;

  // state_messages.cpp
  Room& room_of(const wire::MessageReceived& event);
  std::string_view seen_key(const Room& room, std::string_view from);
  bool has_come(Room& room, const wire::MessageReceived& event);
  bool pass_over(const wire::MessageReceived& event);
  Outgoing* find_outgoing(const wire::MessageId& message, Room** room);
  void settle(Room& room, const wire::MessageId& message);
  [[nodiscard]] static wire::Command command_for(const Room& room, const Outgoing& outgoing);

  // state_around.cpp
  bool put(wire::Party& party);

  void touch_connection() { connection_revision_ = ++revision_; }
  void touch_host() { host_revision_ = ++revision_; }
  void touch_rooms() { rooms_revision_ = ++revision_; }
  void touch_answers() { answers_revision_ = ++revision_; }
  bool touch_around();

  std::uint64_t revision_ = 1;
  std::uint64_t connection_revision_ = 1;
  std::uint64_t host_revision_ = 1;
  std::uint64_t rooms_revision_ = 1;
  std::uint64_t notices_revision_ = 1;
  std::uint64_t answers_revision_ = 1;
  std::uint64_t around_revision_ = 1;

  ConnectionView connection_;
  HostView host_;
  std::string session_target_;  // whose rooms these are
  Needle own_name_;
  std::chrono::microseconds host_ahead_{};  // the host's clock before ours

  std::vector<std::unique_ptr<Room>> rooms_;  // the lobby first, then by age
  std::uint32_t last_room_id_ = 0;
  RoomId looked_at_ = RoomId::kNone;
  std::uint64_t uses_ = 0;
  std::size_t log_bytes_ = 0;
  std::size_t outgoing_count_ = 0;
  // Messages that came, so that a line replayed after a reconnect is not shown twice.
  wire::RecentIds<std::monostate> seen_{kRememberedIds};

  std::vector<NoticeView> notices_;
  std::uint64_t last_notice_ = 0;

  AroundView around_;
  AnswersView answers_;
  std::uint32_t search_token_ = 0;  // of the question under way
  std::uint64_t search_next_ = 0;
  std::vector<Ignored> ignored_;
  struct Removed {
    std::string room;
    std::uint64_t seq = 0;
  };
  std::deque<Removed> removed_;  // the newest kMaxRemoved

  bool watching_frames_ = false;
  FrameStore frames_;

  std::string scratch_text_;
  std::string scratch_name_;
  std::string scratch_key_;
};

}  // namespace hubbub::ui::model
