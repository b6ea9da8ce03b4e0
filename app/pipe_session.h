// What --pipe knows and decides, apart from threads, streams and sockets. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "app/asked.h"
#include "app/json_line.h"
#include "app/pipe_ignored.h"
#include "net/wire/commands.h"
#include "net/wire/events.h"

namespace hubbub::app {

class PipeSession {
 public:
  // Messages under way at a time; the rest of the input waits.
  static constexpr std::size_t kWindow = 256;

  using Post = std::function<void(net::wire::Command)>;
  // `room`: where lines go; empty: the lobby.
  PipeSession(JsonSink sink, Post post, std::string room);

  void take(const net::wire::Event& event);
  // One line of the input: a message, or a command.
  void take_line(std::string_view line);

  // Lines may be sent: we are in, the host takes what we say, and not too much is under way.
  [[nodiscard]] bool takes_lines(std::chrono::steady_clock::time_point now) const;
  // There will be no more lines: asks for an answer behind those to the commands.
  void end_of_lines();
  [[nodiscard]] bool quit() const { return quit_; }
  // Whether a message of ours was refused or lost, or an order was lost.
  [[nodiscard]] bool failed() const { return failed_; }
  // Whether the host has let us in, if only once.
  [[nodiscard]] bool was_in() const { return welcomed_; }
  // Everything that was sent is confirmed, or has failed, and has come back; what was asked is
  // answered.
  [[nodiscard]] bool settled() const { return under_way_.empty() && questions() == 0; }
  // Sent, and neither confirmed nor failed.
  [[nodiscard]] std::size_t unconfirmed() const;
  // The host takes nothing from us until then; in the past: it does.
  [[nodiscard]] std::chrono::steady_clock::time_point held_until() const { return held_until_; }
  // Asked, and not answered.
  [[nodiscard]] std::size_t questions() const { return asked_.questions(); }
  // What is not confirmed or answered, and `unsent` lines that were never sent, as errors. True:
  // there is nothing of the kind.
  bool report_unconfirmed(std::size_t unsent);
  // The connection is over for good.
  [[nodiscard]] bool over() const { return over_; }

  // For std::visit:
  void operator()(const net::wire::ConnectionChanged& connection);
  void operator()(const net::wire::Welcomed& welcome);
  void operator()(const net::wire::RosterReceived& roster);
  void operator()(const net::wire::RoomLeft& left);
  void operator()(const net::wire::MemberJoined& joined);
  void operator()(const net::wire::MemberLeft& left);
  void operator()(const net::wire::MemberRenamed& renamed);
  void operator()(const net::wire::MessageReceived& message);
  void operator()(const net::wire::MessageAcknowledged& acknowledged);
  void operator()(const net::wire::MessageFailed& failed);
  void operator()(const net::wire::Notice& notice);
  void operator()(const net::wire::TopicChanged& topic);
  void operator()(const net::wire::ModerationReported& order);
  void operator()(const net::wire::RoomsListed& listed);
  void operator()(const net::wire::BansListed& listed);
  void operator()(const net::wire::SearchFound& found);
  void operator()(const net::wire::HostKeyChanged& changed);
  void operator()(const net::wire::LinesRetracted& retracted);
  void operator()(const net::wire::HistoryReset& reset);
  void operator()(const net::wire::HeldBack& held);
  template <class Other>
  void operator()(const Other&) {}

 private:
  // Of an own message.
  struct UnderWay {
    bool confirmed = false;
    bool came_back = false;
  };

  template <class Send>
  void send(Send command);
  // Something that the host answers, or at least if it refuses it.
  void ask(net::wire::Command command, bool printed = true);
  // What was asked and not answered when the connection was lost.
  void ask_again();
  // As the host spells it, if we are there.
  [[nodiscard]] std::string spelled_room(const std::string& room) const;
  [[nodiscard]] std::string spelled_nick(const std::string& nick) const;
  void settle(const net::wire::MessageId& id, bool UnderWay::*step);
  [[nodiscard]] bool is_anywhere(const std::string& nick) const;
  void arrived(const std::string& room, const std::string& nick);
  void gone(const std::string& room, const std::string& nick, const std::string& reason);
  void look_for(std::string text);
  void ignore(const std::string& typed, bool ignored);
  void report_words(const std::string& typed);

  const JsonSink sink_;
  const Post post_;
  std::string room_;  // where lines go
  std::string lobby_;
  std::string last_state_;
  std::string nick_;
  std::map<net::wire::MessageId, UnderWay> under_way_;
  // People by room, to tell who comes and goes once, however many rooms are shared.
  std::map<std::string, std::set<std::string>> people_;
  std::map<std::string, std::string> topics_;
  std::map<std::string, net::wire::KeyId> keys_;  // of people, by name
  PipeIgnored ignored_;
  net::wire::KeyId host_key_{};
  net::wire::KeyId own_key_{};
  std::chrono::steady_clock::time_point held_until_{};
  Asked asked_;
  bool has_ordered_ = false;                // something that is answered only when it is refused
  std::uint32_t search_token_ = 0;          // of the last search
  net::wire::SearchHistory last_search_{};  // `before`: where to go on; 0: nowhere
  bool welcomed_ = false;
  bool online_ = false;
  bool plain_ = false;  // a server of 2006
  bool quit_ = false;
  bool failed_ = false;
  bool over_ = false;
};

}  // namespace hubbub::app
