#include "net/server/session_2006.h"

#include <algorithm>
#include <array>
#include <utility>

#include "net/graphemes.h"
#include "net/names.h"
#include "net/server/cost.h"
#include "net/server/limits.h"
#include "net/server/server.h"
#include "net/wire/decoder.h"
#include "net/wire/messages.h"

namespace hubbub::net::server {
namespace {

std::string notice(std::string_view nick, std::string_view what) {
  return "<<<" + std::string(nick) + std::string(what) + ">>>";
}

// Calls f(line) for each line of the text, `most` of them; an empty text is one
// empty line. Returns how many lines were left out.
template <class F>
std::size_t for_each_line(std::string_view text, std::size_t most, F&& f) {
  for (std::size_t lines = 0; lines < most; ++lines) {
    const std::size_t end = text.find('\n');
    f(text.substr(0, end));
    if (end == std::string_view::npos)
      return 0;
    text.remove_prefix(end + 1);
  }
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string omitted(std::size_t lines) {
  return "(" + std::to_string(lines) + " more lines)";
}

constexpr std::string_view kPrivateCommand = "/msg ";

// "NICK text", with the name in quotes if it has blanks. Nothing when it is neither.
std::optional<wire::Whisper> private_of(std::string_view text) {
  const bool quoted = text.starts_with('"');
  if (quoted)
    text.remove_prefix(1);
  const std::size_t end = text.find(quoted ? '"' : ' ');
  if (end == std::string_view::npos)
    return std::nullopt;
  const std::string said = trimmed(text.substr(end + 1));
  if (end == 0 || said.empty())
    return std::nullopt;
  return wire::Whisper{std::string(text.substr(0, end)), wire::MessageId::make(), said};
}

}  // namespace

// What becomes of the host's messages in 2006.
class Session2006::Translator {
 public:
  explicit Translator(Session2006& session) : session_(session) {}

  void operator()(const wire::Message& message) {
    const std::size_t left_out = for_each_line(
        message.text, k2006MaxFrames, [&](std::string_view line) { say(message.from, line); });
    if (left_out > 0)
      say(message.from, omitted(left_out));
  }
  // Until its List is answered, the client's roster is empty, and the List will have all.
  void operator()(const wire::Joined& joined) {
    append_change(wire::Command2006::kLogin, joined.nick,
                  notice(joined.nick, " has joined the room"));
  }
  void operator()(const wire::Left& left) {
    append_change(wire::Command2006::kLogout, left.nick, notice(left.nick, " has left the room"));
  }
  void operator()(const wire::Renamed& renamed) {
    if (session_.list_sent_) {
      session_.append(wire::Command2006::kLogout, renamed.old_nick, "");
      session_.append(wire::Command2006::kLogin, renamed.new_nick, "");
    }
    session_.explain(notice(renamed.old_nick, " is now " + renamed.new_nick));
  }
  void operator()(const wire::Topic& topic) {
    session_.explain(notice(topic.by, topic.topic.empty() ? " has taken the topic away"
                                                          : " has set the topic: " + topic.topic));
  }
  void operator()(const wire::Moderated& moderated) {
    session_.explain(notice("", moderated.text));
  }
  // These are never in a room's log.
  void operator()(const wire::Challenge&) {}
  void operator()(const wire::Unsure&) {}
  void operator()(const wire::Held&) {}
  void operator()(const wire::Rooms&) {}
  void operator()(const wire::Page&) {}
  void operator()(const wire::Found&) {}
  void operator()(const wire::Bans&) {}
  void operator()(const wire::Welcome&) {}
  void operator()(const wire::Roster&) {}
  void operator()(const wire::Private&) {}
  void operator()(const wire::Ack&) {}
  void operator()(const wire::Refused&) {}
  void operator()(const wire::Farewell&) {}
  void operator()(const wire::Pong&) {}

 private:
  void say(std::string_view from, std::string_view line) {
    const auto one = [&](std::string_view piece) {
      session_.append(wire::Command2006::kMessage, from,
                      std::string(from) + ": " + std::string(piece));
    };
    if (line.empty())
      return one(line);
    for (const std::string_view piece :
         split_at_graphemes(line, wire::max_2006_text(from.size()))) {
      one(piece);
    }
  }
  void append_change(wire::Command2006 command, std::string_view nick, std::string_view text) {
    if (session_.list_sent_)
      return session_.append(command, nick, text);
    session_.explain(text);
  }

  Session2006& session_;
};

Session2006::Session2006(Server& server, std::shared_ptr<Transport> transport,
                         Tap::ConnectionId connection)
    : Session(server, std::move(transport), connection, wire::Dialect::k2006) {
  transport_->probe_liveness();
}

void Session2006::on_bytes(wire::ByteView bytes) {
  if (closing_)
    return;
  if (held()) {
    unread_.insert(unread_.end(), bytes.begin(), bytes.end());
    return;
  }
  take_in(bytes);
}

void Session2006::go_on() {
  const wire::Bytes message = std::exchange(postponed_, {});
  if (!message.empty()) {
    const std::string_view fields = wire::as_text(message).substr(wire::kHeaderBytes);
    const auto command = static_cast<std::int32_t>(wire::Command2006::kMessage);
    const bool goes_on = take({command, fields.substr(0, postponed_name_bytes_),
                               fields.substr(postponed_name_bytes_), message});
    if (!goes_on)
      return;
  }
  // What was not looked at when it was held back is still with the splitter.
  const wire::Bytes bytes = std::exchange(unread_, {});
  take_in(bytes);
}

void Session2006::take_in(wire::ByteView bytes) {
  hear(server_.clock().now());
  server_.hear();
  const auto broken =
      splitter_.feed(bytes, [this](const wire::Frame2006& frame) { return take(frame); });
  if (broken)
    return reject(*broken);
  held_since_.reset();
  if (splitter_.holding()) {
    held_since_ = server_.clock().now();
    server_.pace_later(*this, kHoldTime);
  }
}

void Session2006::pace() {
  if (held_since_ && !closing_) {
    const auto left = *held_since_ + kHoldTime - server_.clock().now();
    if (left > Clock::Instant::duration::zero()) {
      server_.pace_later(*this, left);
    } else {
      held_since_.reset();
      const auto broken =
          splitter_.settle([this](const wire::Frame2006& frame) { return take(frame); });
      if (broken)
        reject(*broken);
    }
  }
  pause_ = std::min(pause_ * 2, kLongestPace);
  flush();
}

void Session2006::on_ended(const std::string& reason) {
  if (!closing_ && splitter_.holding()) {
    // What can't be settled now was cut off by the end of the stream: there is nobody to tell.
    static_cast<void>(
        splitter_.settle([this](const wire::Frame2006& frame) { return take(frame); }));
  }
  Session::on_ended(reason);
}

bool Session2006::take(const wire::Frame2006& frame) {
  return !postpone_if_long(frame) && handle(frame) && !hold_if_due();
}

bool Session2006::postpone_if_long(const wire::Frame2006& frame) {
  const bool speaks = frame.is(wire::Command2006::kMessage) && logged_in() &&
                      !frame.text.starts_with(kPrivateCommand);
  if (!speaks)
    return false;
  const auto wait = server_.wait_for_long_text(*this, {}, frame.text.size());
  if (wait == std::chrono::milliseconds{0})
    return false;
  postponed_.assign(frame.bytes.begin(), frame.bytes.end());
  postponed_name_bytes_ = frame.name.size();
  hold(wait, HoldReason::kLongTexts);
  return true;
}

bool Session2006::handle(const wire::Frame2006& frame) {
  charge(kFrameCost);
  server_.tap().received(connection_, frame.bytes);
  if (frame.is(wire::Command2006::kLogin)) {
    // An original client logs in once; again, it is still who it is.
    if (!logged_in()) {
      wire::Login login;
      login.nick = frame.name;
      server_.log_in(*this, login);
    }
  } else if (frame.is(wire::Command2006::kList)) {
    list_wanted_ = true;
    server_.flush_later(*this);
  } else if (frame.is(wire::Command2006::kMessage) && logged_in()) {
    // Under whatever name: the connection says who speaks.
    charge(cost_of_text(frame.text.size()));
    say(frame.text);
  } else if (frame.is(wire::Command2006::kMessage)) {
    server_.dismiss(*this, {"not-expected", "Log in before you send a message.", 0}, "");
  } else if (frame.is(wire::Command2006::kLogout)) {
    server_.remove(*this, "left");
    return false;
  }
  // Null and unknown commands carry nothing that anybody could show.
  return !closing_;
}

void Session2006::say(std::string_view text) {
  if (!text.starts_with(kPrivateCommand))
    return server_.post(*this, {"", wire::MessageId::make(), std::string(text)});
  if (const auto whisper = private_of(text.substr(kPrivateCommand.size())))
    return server_.whisper(*this, *whisper);
  explain("To write to one person: /msg NICK text (a name with blanks in \"quotes\").");
}

void Session2006::reject(const wire::DecodeError& error) {
  server_.tap().malformed(connection_, splitter_.pending(), wire::sentence_for(error));
  server_.dismiss(*this,
                  {std::string(wire::word_for(error.code)),
                   "Your program sent something that the protocol does not allow: " +
                       wire::sentence_for(error) + ".",
                   0},
                  "broke the protocol");
}

void Session2006::send_private(const wire::Private& message) {
  // No name has an asterisk: nobody can look like this in the room.
  const std::string head =
      "*private* " + (message.own != 0 ? "to " + message.to : message.from) + ": ";
  const auto say = [&](std::string_view line) { explain(head + std::string(line)); };
  if (const std::size_t left_out = for_each_line(message.text, k2006MaxPrivateFrames, say);
      left_out > 0)
    say(omitted(left_out));
}

void Session2006::refuse(const wire::Refused& refusal) {
  explain(refusal.text);
}

void Session2006::tell_held(const wire::Held& held) {
  explain(held.text);
}

void Session2006::say_farewell(const wire::Farewell& farewell) {
  explain(farewell.text);
  closing_ = true;
  server_.flush_later(*this);
}

void Session2006::flush() {
  if (gone())
    return;
  while (!blocked_) {
    if (sent_ >= kOutboxSlackBytes && sent_ >= frames_.size() / 2) {
      const std::size_t whole = sent_ - sent_ % wire::k2006FrameBytes;
      frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(whole));
      sent_ -= whole;
    }
    if (sent_ == frames_.size()) {
      frames_.clear();
      sent_ = 0;
      if (!refill())
        break;
    }
    const std::size_t in_frame = sent_ % wire::k2006FrameBytes;
    if (in_frame == 0 && !transport_->delivered())
      return server_.pace_later(*this, pause_);
    const std::array piece{
        wire::ByteView(frames_).subspan(sent_, wire::k2006FrameBytes - in_frame)};
    if (in_frame == 0) {
      server_.tap().sent_copy(connection_, piece.front());
      pause_ = kPace;
    }
    const std::size_t written = transport_->write(piece);
    sent_ += written;
    note_taken(written, written == piece.front().size());
    count_waiting(frames_.size() - sent_);
    if (written < piece.front().size()) {
      blocked_ = true;
      transport_->await_writable();
    }
  }
  if (closing_ && !blocked_)
    transport_->finish_writing();
}

void Session2006::on_writable() {
  blocked_ = false;
  flush();
}

bool Session2006::refill() {
  if (closing_)
    return false;
  for (RoomCursor& cursor : cursors_) {
    while (frames_.empty() && cursor.behind() > 0)
      translate_next(cursor);
  }
  // The List stands where the log ends: it has all who came before, and they are not told again.
  if (frames_.empty() && list_wanted_ && !list_sent_ && logged_in())
    append_list();
  return !frames_.empty();
}

void Session2006::translate_next(RoomCursor& cursor) {
  if (cursor.lost()) {
    cursor.at = cursor.end();
    return give_up();
  }
  const RoomLog::Run run = cursor.room->log.run_from(cursor.at);
  const wire::FrameHeader header = wire::read_header(run.bytes());
  const std::size_t size = wire::frame_bytes(header);
  cursor.at += size;
  const auto error = wire::dispatch(
      wire::HostMessages{}, wire::view_frame(header, run.bytes().first(size)), Translator(*this));
  if (error)
    server_.report("internal", "A room's log holds a bad frame: " + wire::sentence_for(*error));
}

void Session2006::append_list() {
  list_sent_ = true;
  std::string names;
  std::vector<std::string> rest;
  for (const Room::Member& member : server_.lobby().members) {
    const std::string& name = member.session->nick();
    const bool fits = wire::kHeaderBytes + names.size() + name.size() + 1 <= wire::k2006FrameBytes;
    if (fits && rest.empty()) {
      names += name + '*';
    } else {
      rest.push_back(name);
    }
  }
  append(wire::Command2006::kList, "", names);
  // A Login without text adds a name silently.
  for (std::size_t i = 0; i < std::min(rest.size(), k2006MaxFrames); ++i)
    append(wire::Command2006::kLogin, rest[i], "");
  if (rest.size() > k2006MaxFrames)
    explain("... and " + std::to_string(rest.size() - k2006MaxFrames) + " more people are here.");
}

void Session2006::explain(std::string_view text) {
  for (const std::string_view piece :
       split_at_graphemes(text, wire::k2006FrameBytes - wire::kHeaderBytes)) {
    append(wire::Command2006::kMessage, "", piece);
  }
}

void Session2006::append(wire::Command2006 command, std::string_view name, std::string_view text) {
  if (closing_)
    return;
  wire::append_2006(command, name, text, frames_);
  if (frames_.size() - sent_ > kMaxOutboxBytes)
    return give_up();
  count_waiting(frames_.size() - sent_);
  server_.flush_later(*this);
}

}  // namespace hubbub::net::server
