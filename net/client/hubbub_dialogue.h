// The client's side of our own protocol (docs/protocol.md): hello, rooms, messages, heartbeat.
//
// See dialogue.h for the contract. It keeps what has to survive the connection in the Standing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/client/dialogue.h"
#include "net/client/heartbeat.h"
#include "net/client/standing.h"
#include "net/wire/encoder.h"
#include "net/wire/messages_forward.h"
#include "net/wire/password_messages.h"
#include "net/wire/splitter.h"

namespace hubbub::net::client {

class HubbubDialogue final : public Dialogue {
 public:
  // Both outlive the dialogue.
  HubbubDialogue(Line& line, Standing& standing);

  [[nodiscard]] wire::Dialect dialect() const override { return wire::Dialect::kHubbub; }
  void open(TimePoint now) override;
  void feed(wire::ByteView bytes, TimePoint now) override;
  void drained(TimePoint) override {}
  [[nodiscard]] TimePoint deadline() const override;
  void tick(TimePoint now) override;
  void carry_out(const Request& request, TimePoint now) override;
  void derived(const std::optional<wire::Digest>& key, TimePoint now) override;
  void leave() override;
  void broke(const Ending& broken) override;

 private:
  enum class Phase : std::uint8_t { kShakingHands, kOnline, kLeaving, kOver };

  // Frames from the host. Returns whether the conversation goes on.
  bool take_frame(const wire::FrameView& frame);
  void take(const wire::Welcome& welcome);
  void take(const wire::Roster& part);
  void take(const wire::Message& message);
  void take(const wire::Joined& joined);
  void take(const wire::Left& left);
  void take(const wire::Renamed& renamed);
  void take(const wire::Private& whisper);
  void take(const wire::Ack& ack);
  void take(const wire::Refused& refused);
  void take(const wire::Unsure& unsure);
  void take(const wire::Farewell& farewell);
  void take(const wire::Pong& pong);
  void take(const wire::Challenge& challenge);
  void take(const wire::Topic& topic);
  void take(const wire::Moderated& moderated);
  void take(const wire::Held& held);
  void take(const wire::Rooms& rooms);
  void take(const wire::Page& page);
  void take(const wire::Found& found);
  void take(const wire::Bans& bans);

  [[nodiscard]] bool host_knows_password(const wire::Welcome& welcome) const;
  bool take_private_position(const wire::Welcome& welcome);
  void settle_lobby(const std::string& name);
  void enter(const wire::Roster& roster, std::vector<wire::RosterEntry> members);
  RoomStanding* room_of(const wire::Roster& roster);
  std::uint64_t take_position(RoomStanding& room, const wire::Roster& roster);
  // The room, if we are in it and `seq` is news there; notes it as seen.
  RoomStanding* advance(std::string_view name, std::uint64_t seq);
  void advanced(std::string_view name);
  [[nodiscard]] bool is_own(const wire::Message& message, const RoomStanding& room) const;

  static wire::RoomPosition position_in(const RoomStanding& room);
  void say(UnconfirmedMessage message);
  void spell(UnconfirmedMessage& message);
  void spell_waiting();
  void post_waiting();
  void post(UnconfirmedMessage& message);
  [[nodiscard]] RoomStanding* room_of(const UnconfirmedMessage& message);
  void give_up_other_names();
  void retract_own(const RoomStanding* room, std::uint64_t kept);
  void lose_track(const RoomStanding& room);
  void say_anew(const RoomStanding* room);
  void look_again(UnconfirmedMessage& message, std::uint64_t up_to);
  void send_join(RoomStanding& room);
  void ask_rename(const std::string& nick);
  void note_nick_answer(std::string_view nick);
  void ask_who(const std::string& name);
  void ask_join(const std::string& name);
  void ask_leave(const std::string& name);
  void ask_history(const wire::FetchHistory& fetch);
  void ask_search(const wire::SearchHistory& search);
  void ask_order(const wire::KeepOrder& order);
  template <class M>
  void ask(const M& message) {
    if (phase_ == Phase::kOnline) {
      send(message);
    }
  }
  template <class M>
  void send(const M& message) {
    line_.send(wire::encoded(message));
  }

  void end_as_other_protocol(const std::string& what);
  void finish(Ending ending);

  Line& line_;
  Standing& standing_;
  wire::FrameSplitter splitter_;
  Phase phase_ = Phase::kShakingHands;
  Heartbeat heartbeat_;
  TimePoint handshake_until_ = kNever;
  TimePoint now_{};
  std::uint32_t max_text_bytes_ = wire::kMaxTextBytes;
  bool has_history_ = false;
  std::uint64_t privates_as_of_ = 0;   // the host's private messages, as we came
  std::uint64_t old_privates_to_ = 0;  // private messages up to that number are from before
  bool heard_anything_ = false;
  std::optional<wire::Challenge> challenge_;  // the host asked for the password
  wire::Digest expected_proof_;               // of the host, once we have given ours
  std::string nick_asked_;  // the newest wish for another name; empty: they are all answered
  std::vector<Request> once_online_;  // asked for while shaking hands; at most kMaxKeptRequests
  // A roster in several frames, as far as it has come.
  std::string partial_room_;
  std::vector<wire::RosterEntry> partial_members_;
  // The same of lists that were asked for.
  std::vector<wire::RoomInfo> listed_rooms_;
  std::vector<wire::Ban> listed_bans_;
};

}  // namespace hubbub::net::client
