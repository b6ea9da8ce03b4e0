// The client's side of the protocol of 2006 (docs/2006.md), for --plain.
//
// See dialogue.h for the contract. Login, a pause until the server must have read it, List, then
// chat. The protocol has one room, no ids, no confirmations and no goodbye of the server's: own
// messages count as delivered when their echo comes.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/client/dialogue.h"
#include "net/client/echoes.h"
#include "net/client/standing.h"
#include "net/wire/dialect_2006.h"

namespace hubbub::net::client {

class PlainDialogue final : public Dialogue {
 public:
  // Both outlive the dialogue.
  PlainDialogue(Line& line, Standing& standing);

  [[nodiscard]] wire::Dialect dialect() const override { return wire::Dialect::k2006; }
  void open(TimePoint now) override;
  void feed(wire::ByteView bytes, TimePoint now) override;
  void drained(TimePoint now) override;
  [[nodiscard]] TimePoint deadline() const override;
  void tick(TimePoint now) override;
  void carry_out(const Request& request, TimePoint now) override;
  void derived(const std::optional<wire::Digest>&, TimePoint) override {}  // knows no passwords
  void leave() override;
  void broke(const Ending& broken) override;

 private:
  enum class Phase : std::uint8_t { kLoggingIn, kPausing, kListing, kOnline, kLeaving, kOver };

  // What one frame carries of a message.
  struct Piece {
    wire::MessageId id;
    std::string text;
    bool last = false;
  };

  bool take_frame(const wire::Frame2006& frame);
  void take_list(std::string_view names);
  void take_login(const wire::Frame2006& frame);
  void take_logout(const wire::Frame2006& frame);
  void take_text(const wire::Frame2006& frame);
  void tell(std::string_view text);
  void report_roster();
  void after_feed(const std::optional<wire::DecodeError>& error);
  static wire::HostTime wall_now();

  void say(const UnconfirmedMessage& message);
  // Puts the frames of a message behind those that wait.
  void say_kept();
  void cut_up(const UnconfirmedMessage& message);
  // Sends what waits, as far as not too many echoes are outstanding.
  void pump();
  void fail(const std::vector<wire::MessageId>& lost);
  void send(wire::Command2006 command, std::string_view text);
  void refuse(std::string_view what);
  void finish(Ending ending);

  Line& line_;
  Standing& standing_;
  wire::Splitter2006 splitter_;
  Phase phase_ = Phase::kLoggingIn;
  std::vector<wire::RosterEntry> roster_;
  std::deque<Piece> waiting_;
  Echoes echoes_;
  std::string last_words_;  // the server's latest text from nobody: it explains a close
  TimePoint now_{};
  TimePoint pause_until_ = kNever;
  TimePoint list_until_ = kNever;
  TimePoint settle_at_ = kNever;
  TimePoint roster_due_ = kNever;
  std::size_t read_boundary_ = 0;
};

}  // namespace hubbub::net::client
