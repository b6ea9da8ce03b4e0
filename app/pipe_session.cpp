#include "app/pipe_session.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "net/names.h"
#include "net/overloaded.h"
#include "net/wire/spoken_words.h"
#include "ui/model/slash.h"

namespace hubbub::app {
namespace {

namespace model = ui::model;
namespace wire = net::wire;

}  // namespace

PipeSession::PipeSession(JsonSink sink, Post post, std::string room)
    : sink_(std::move(sink)), post_(std::move(post)), room_(std::move(room)) {}

void PipeSession::take(const wire::Event& event) {
  std::visit(*this, event);
}

bool PipeSession::takes_lines(std::chrono::steady_clock::time_point now) const {
  return welcomed_ && online_ && now >= held_until_ && !quit_ && under_way_.size() < kWindow;
}

// The host answers in order. A server of 2006 is asked nothing, and refuses nothing.
void PipeSession::end_of_lines() {
  if (has_ordered_ && !plain_) {
    ask(wire::RequestRooms{}, false);
  }
}

// ---- From the input ---------------------------------------------------------------------------

template <class Send>
void PipeSession::send(Send command) {
  command.id = wire::MessageId::make();
  under_way_[command.id] = {};
  post_(std::move(command));
}

void PipeSession::ask(wire::Command command, bool printed) {
  if (!plain_) {
    asked_.add({command, printed});
  }
  has_ordered_ = has_ordered_ || !Asked::is_question(command);
  post_(std::move(command));
}

void PipeSession::ask_again() {
  std::size_t uncertain = 0;
  for (Asked::Request& request : asked_.take_lost(uncertain)) {
    ask(std::move(request.command), request.printed);
  }
  if (uncertain > 0) {
    failed_ = true;
    sink_(error_event("unconfirmed", "The connection was lost before the host answered: " +
                                         std::to_string(uncertain) +
                                         " commands may not have been carried out."));
  }
}

std::string PipeSession::spelled_room(const std::string& room) const {
  const auto known = std::find_if(
      people_.begin(), people_.end(),
      [name = net::folded(room)](const auto& entry) { return net::folded(entry.first) == name; });
  return known == people_.end() ? room : known->first;
}

std::string PipeSession::spelled_nick(const std::string& nick) const {
  const auto known = std::find_if(
      keys_.begin(), keys_.end(),
      [name = net::folded(nick)](const auto& entry) { return net::folded(entry.first) == name; });
  return known == keys_.end() ? nick : known->first;
}

void PipeSession::take_line(std::string_view line) {
  if (line.empty()) {
    return;
  }
  model::Slash slash = model::parse_slash(line);
  std::visit(
      net::Overloaded{
          [this](model::SlashText& text) {
            wire::SendMessage message;
            message.room = room_;
            message.text = std::move(text.text);
            send(std::move(message));
          },
          [this](model::SlashPrivate& whisper) {
            wire::SendPrivate message;
            message.to = std::move(whisper.nick);
            message.text = std::move(whisper.text);
            send(std::move(message));
          },
          [this](const model::SlashNick& nick) { ask(wire::Rename{nick.nick}); },
          [this](const model::SlashJoin& join) {
            room_ = spelled_room(join.room);
            ask(wire::JoinRoom{room_});
          },
          [this](const model::SlashLeave& leave) {
            const std::string room = leave.room.empty() ? room_ : spelled_room(leave.room);
            ask(wire::LeaveRoom{room});
            if (room == room_) {
              room_ = lobby_;
            }
          },
          [this](const model::SlashList&) { ask(wire::RequestRoster{room_}); },
          [this](const model::SlashQuit&) { quit_ = true; },
          [this](const model::SlashHelp&) {
            sink_({{"event", "notice"}, {"code", "help"}, {"text", model::slash_help()}});
          },
          [this](model::SlashTopic& topic) {
            if (topic.topic) {
              ask(wire::ChangeTopic{room_, std::move(*topic.topic)});
            } else {
              sink_({{"event", "topic"}, {"room", room_}, {"topic", topics_[room_]}});
            }
          },
          [this](const model::SlashRooms&) { ask(wire::RequestRooms{}); },
          [this](model::SlashSearch& search) { look_for(std::move(search.text)); },
          [this](const model::SlashIgnore& asked) { ignore(asked.nick, asked.ignore); },
          [this](model::SlashOrder& order) {
            wire::KeepOrder asked;
            asked.act = order.act;
            asked.who = std::move(order.who);
            asked.duration = order.duration;
            asked.reason = std::move(order.reason);
            ask(std::move(asked));
          },
          [this](const model::SlashBans&) { ask(wire::RequestBans{}); },
          [this](const model::SlashVerify& verify) { report_words(verify.nick); },
          [this](const model::SlashError& error) { sink_(error_event(error.code, error.reason)); },
      },
      slash);
}

// Without words for more of what was looked for last.
void PipeSession::look_for(std::string text) {
  if (text.empty() && last_search_.before == 0) {
    sink_(error_event("no-more", "There is no more to be found. Like this: /search words"));
    return;
  }
  if (!text.empty()) {
    last_search_ = {};
    last_search_.text = std::move(text);
  }
  last_search_.token = ++search_token_;
  ask(last_search_);
  last_search_.before = 0;  // until the answer says where to go on
}

void PipeSession::ignore(const std::string& typed, bool ignored) {
  const std::string nick = spelled_nick(typed);
  if (!nick.empty()) {
    const auto key = keys_.find(nick);
    ignored_.set(nick, key == keys_.end() ? wire::KeyId{} : key->second, ignored);
  }
  sink_({{"event", "ignored"}, {"nicks", Json(ignored_.nicks())}});
}

// Without a name the host's and our own.
void PipeSession::report_words(const std::string& typed) {
  const std::string nick = spelled_nick(typed);
  if (nick.empty()) {
    sink_({{"event", "words"},
           {"host", wire::spoken_words(host_key_)},
           {"own", wire::spoken_words(own_key_)}});
    return;
  }
  const auto known = keys_.find(nick);
  const std::string words = known != keys_.end() ? wire::spoken_words(known->second) : "";
  if (words.empty()) {
    sink_(error_event("no-key", "There is no key of a person of this name."));
  } else {
    sink_({{"event", "words"}, {"nick", nick}, {"words", words}});
  }
}

void PipeSession::settle(const wire::MessageId& id, bool UnderWay::*step) {
  const auto found = under_way_.find(id);
  if (found == under_way_.end()) {
    return;
  }
  found->second.*step = true;
  if (found->second.confirmed && found->second.came_back) {
    under_way_.erase(found);
  }
}

std::size_t PipeSession::unconfirmed() const {
  return static_cast<std::size_t>(
      std::count_if(under_way_.begin(), under_way_.end(),
                    [](const auto& entry) { return !entry.second.confirmed; }));
}

bool PipeSession::report_unconfirmed(std::size_t unsent) {
  if (unconfirmed() > 0) {
    sink_(error_event("unconfirmed", std::to_string(unconfirmed()) +
                                         " messages were not confirmed in time: they may not "
                                         "have arrived."));
  }
  if (unsent > 0) {
    sink_(
        error_event("unconfirmed", std::to_string(unsent) + " lines of the input were not sent."));
  }
  if (questions() > 0) {
    sink_(error_event("unanswered",
                      "The host did not answer in time: questions and commands may "
                      "not have arrived."));
  }
  return unconfirmed() == 0 && unsent == 0 && questions() == 0;
}

}  // namespace hubbub::app
