#include "net/client/plain_dialogue.h"

#include <algorithm>
#include <string>
#include <utility>

#include "net/client/limits.h"
#include "net/client/requests.h"
#include "net/graphemes.h"
#include "net/overloaded.h"

namespace hubbub::net::client {
namespace {

using wire::Command2006;

// A server of 2006 has one room without a name.
const std::string kRoom = wire::kDefaultRoom;

}  // namespace

PlainDialogue::PlainDialogue(Line& line, Standing& standing) : line_(line), standing_(standing) {}

void PlainDialogue::open(TimePoint now) {
  now_ = now;
  list_until_ = now + kHandshakeTimeout;
  standing_.restart();
  send(Command2006::kLogin, {});
}

void PlainDialogue::send(Command2006 command, std::string_view text) {
  wire::Bytes frame;
  wire::append_2006(command, standing_.nick, text, frame);
  line_.send(std::move(frame));
}

void PlainDialogue::drained(TimePoint now) {
  if (phase_ == Phase::kLoggingIn) {
    phase_ = Phase::kPausing;
    pause_until_ = now + kPauseAfterLogin;
  }
}

void PlainDialogue::feed(wire::ByteView bytes, TimePoint now) {
  now_ = now;
  if (phase_ == Phase::kOver) {
    return;
  }
  read_boundary_ = splitter_.pending().size();
  after_feed(
      splitter_.feed(bytes, [this](const wire::Frame2006& frame) { return take_frame(frame); }));
}

void PlainDialogue::after_feed(const std::optional<wire::DecodeError>& error) {
  settle_at_ = splitter_.holding() ? now_ + kSettleTime : kNever;
  if (!error || phase_ == Phase::kOver) {
    return;
  }
  line_.garbled(splitter_.pending(), wire::sentence_for(*error));
  if (phase_ < Phase::kOnline) {
    return finish(
        {"other-protocol", standing_.target + " does not speak the protocol of 2006.", false});
  }
  finish({std::string(wire::word_for(error->code)),
          "The server sent something that can't be read: " + wire::sentence_for(*error) + ".",
          true});
}

// ---- Frames from the server -------------------------------------------------------------------

bool PlainDialogue::take_frame(const wire::Frame2006& frame) {
  line_.heard(frame.bytes, std::exchange(read_boundary_, 0));
  if (frame.is(Command2006::kList)) {
    take_list(frame.text);
  } else if (phase_ != Phase::kOnline && phase_ != Phase::kLeaving) {
    // The List will hold everybody who came or went before it. What nobody says is a refusal.
    if (frame.name.empty() && !frame.text.empty()) {
      last_words_ = frame.text;
    }
  } else if (frame.is(Command2006::kLogin)) {
    take_login(frame);
  } else if (frame.is(Command2006::kLogout)) {
    take_logout(frame);
  } else {
    take_text(frame);
  }
  return phase_ != Phase::kOver;
}

void PlainDialogue::take_list(std::string_view names) {
  roster_.clear();
  while (!names.empty() && roster_.size() < kMaxRosterMembers) {
    const std::size_t star = std::min(names.find('*'), names.size());
    if (star > 0) {
      roster_.push_back({std::string(names.substr(0, star)), {wire::Dialect::k2006}});
    }
    names.remove_prefix(std::min(star + 1, names.size()));
  }
  if (phase_ >= Phase::kOnline) {
    return report_roster();
  }
  phase_ = Phase::kOnline;
  list_until_ = kNever;
  pause_until_ = kNever;
  last_words_.clear();
  standing_.welcomed = true;
  line_.emit(wire::Welcomed{standing_.nick, {}, kRoom, wire::Dialect::k2006, k2006MaxTextBytes});
  report_roster();
  say_kept();
}

// Whoever kept them may not have known that a server of 2006 would get them.
void PlainDialogue::say_kept() {
  for (const UnconfirmedMessage& message : standing_.unconfirmed.take_all()) {
    if (auto refusal = refusal_in_2006(message)) {
      line_.emit(std::move(*refusal));
    } else {
      standing_.unconfirmed.add(message);
      cut_up(message);
    }
  }
  pump();
}

void PlainDialogue::report_roster() {
  roster_due_ = kNever;
  line_.emit(wire::RosterReceived{kRoom, roster_, 0});
}

void PlainDialogue::take_login(const wire::Frame2006& frame) {
  if (frame.name.empty() || roster_.size() >= kMaxRosterMembers) {
    return tell(frame.text);
  }
  roster_.push_back({std::string(frame.name), {wire::Dialect::k2006}});
  if (!frame.text.empty()) {
    return line_.emit(wire::MemberJoined{kRoom, roster_.back(), 0, wall_now(), false});
  }
  // Without a text it is no arrival: the server completes a List that was too long for a frame.
  if (roster_due_ == kNever) {
    roster_due_ = now_ + kSettleTime;
  }
}

void PlainDialogue::take_logout(const wire::Frame2006& frame) {
  const auto leaver =
      std::find_if(roster_.begin(), roster_.end(),
                   [&](const wire::RosterEntry& entry) { return entry.nick == frame.name; });
  if (leaver == roster_.end()) {
    return tell(frame.text);
  }
  roster_.erase(leaver);
  line_.emit(wire::MemberLeft{kRoom, std::string(frame.name), {}, 0, wall_now(), false});
}

void PlainDialogue::take_text(const wire::Frame2006& frame) {
  if (frame.name.empty()) {
    return tell(frame.text);
  }
  if (frame.text.empty()) {
    return;
  }
  const std::string prefix = std::string(frame.name) + ": ";
  std::string_view text = frame.text;
  if (text.starts_with(prefix)) {
    text.remove_prefix(prefix.size());
  }
  wire::MessageReceived line{kRoom,     std::string(frame.name), {}, std::string(text), {}, 0,
                             wall_now()};
  Echoes::Match match;
  if (frame.name == standing_.nick) {
    match = echoes_.match(text);
  }
  line.own = match.own;
  // A message in several frames is several lines here, as it is to everybody; its last one has its
  // id, the others have ids of their own.
  line.id = match.last ? match.id : wire::MessageId::make();
  line_.emit(std::move(line));
  fail(match.lost);
  if (match.last && standing_.unconfirmed.take(match.id)) {
    line_.emit(wire::MessageAcknowledged{match.id, 0});
  }
  if (match.own) {
    pump();
  }
}

void PlainDialogue::tell(std::string_view text) {
  if (!text.empty()) {
    last_words_ = text;
    line_.emit(wire::Notice{wire::Severity::kInfo, "server-notice", std::string(text), kRoom});
  }
}

wire::HostTime PlainDialogue::wall_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// ---- Time -------------------------------------------------------------------------------------

TimePoint PlainDialogue::deadline() const {
  if (phase_ == Phase::kOver) {
    return kNever;
  }
  const TimePoint echo = phase_ == Phase::kOnline ? echoes_.deadline() : kNever;
  return std::min({pause_until_, list_until_, settle_at_, roster_due_, echo});
}

void PlainDialogue::tick(TimePoint now) {
  now_ = now;
  if (now >= settle_at_) {
    after_feed(
        splitter_.settle([this](const wire::Frame2006& frame) { return take_frame(frame); }));
  }
  if (now >= roster_due_) {
    report_roster();
  }
  if (phase_ == Phase::kPausing && now >= pause_until_) {
    phase_ = Phase::kListing;
    pause_until_ = kNever;
    list_until_ = now + kHandshakeTimeout;
    send(Command2006::kList, {});
  } else if (phase_ < Phase::kOnline && now >= list_until_) {
    send(Command2006::kLogout, {});
    finish({"other-protocol",
            standing_.target +
                " takes connections but does not answer like a server of the 2006 protocol. If it "
                "is a Hubbub host, leave that protocol off.",
            false});
  }
  if (phase_ == Phase::kOnline && now >= echoes_.deadline()) {
    fail(echoes_.overdue(now));
    pump();
  }
}

// ---- Requests ---------------------------------------------------------------------------------

void PlainDialogue::carry_out(const Request& request, TimePoint now) {
  now_ = now;
  if (auto message = message_of(request)) {
    return say(*message);
  }
  std::visit(Overloaded{
                 [this](const wire::RequestRoster&) { report_roster(); },
                 [this](const wire::Rename&) { refuse("change names; come back under the other"); },
                 [this](const auto&) { refuse("have several rooms"); },
             },
             request);
}

void PlainDialogue::refuse(std::string_view what) {
  line_.emit(wire::Notice{wire::Severity::kWarning,
                          "not-in-2006",
                          "The protocol of 2006 can't " + std::string(what) + ".",
                          {}});
}

void PlainDialogue::say(const UnconfirmedMessage& message) {
  if (auto refusal = refusal_in_2006(message)) {
    return line_.emit(std::move(*refusal));
  }
  switch (standing_.unconfirmed.add(message)) {
    case Unconfirmed::Added::kKnown:
      return;
    case Unconfirmed::Added::kFull:
      return line_.emit(queue_full(message.id));
    case Unconfirmed::Added::kYes:
      break;
  }
  if (phase_ == Phase::kOnline) {
    cut_up(message);
    pump();
  }
}

void PlainDialogue::cut_up(const UnconfirmedMessage& message) {
  const auto pieces = split_at_graphemes(message.text, wire::max_2006_text(standing_.nick.size()));
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    waiting_.push_back({message.id, std::string(pieces[i]), i + 1 == pieces.size()});
  }
}

void PlainDialogue::pump() {
  while (phase_ == Phase::kOnline && !waiting_.empty() && echoes_.size() < kMaxAwaitedEchoes) {
    const Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    send(Command2006::kMessage, piece.text);
    echoes_.expect(piece.id, piece.text, piece.last, now_);
  }
}

void PlainDialogue::fail(const std::vector<wire::MessageId>& lost) {
  for (const wire::MessageId& id : lost) {
    std::erase_if(waiting_, [&id](const Piece& piece) { return piece.id == id; });
    if (standing_.unconfirmed.take(id)) {
      line_.emit(wire::MessageFailed{
          id, "unconfirmed", "The server did not send it back: it may not have arrived.", true});
    }
  }
}

// ---- The end ----------------------------------------------------------------------------------

void PlainDialogue::leave() {
  if (phase_ != Phase::kOver && phase_ != Phase::kLeaving) {
    phase_ = Phase::kLeaving;
    pause_until_ = list_until_ = kNever;
    send(Command2006::kLogout, {});
  }
}

void PlainDialogue::broke(const Ending& broken) {
  if (splitter_.holding()) {
    static_cast<void>(
        splitter_.settle([this](const wire::Frame2006& frame) { return take_frame(frame); }));
  }
  if (phase_ == Phase::kLeaving) {
    return finish({});
  }
  if (phase_ < Phase::kOnline && !last_words_.empty()) {
    return finish({"login-refused", "The server refused: " + last_words_, false});
  }
  finish(broken);
}

void PlainDialogue::finish(Ending ending) {
  if (phase_ != Phase::kOver) {
    phase_ = Phase::kOver;
    // Sent again, they might be said twice: there are no ids.
    fail(echoes_.take_all());
    line_.end(std::move(ending));
  }
}

}  // namespace hubbub::net::client
