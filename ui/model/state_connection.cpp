// How the connection, the host in this process and their notices change the state.
#include <algorithm>
#include <utility>

#include "net/wire/spoken_words.h"
#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

bool is_lost(wire::ConnectionState state) {
  return state == wire::ConnectionState::kReconnecting || state == wire::ConnectionState::kClosed;
}

std::string loss_text(const wire::ConnectionChanged& event, std::string_view reason) {
  const bool again = event.state == wire::ConnectionState::kReconnecting;
  if (again && event.code == "host-stopped") {
    return std::string(reason) + " You come back by yourself when it is hosted again.";
  }
  std::string text(again ? "Connection lost" : "Disconnected");
  if (!reason.empty()) {
    text.append(": ").append(reason);
  }
  if (text.back() != '.') {
    text += '.';
  }
  if (again) {
    text += " Coming back by itself.";
  }
  return text;
}

}  // namespace

bool State::on(wire::ConnectionChanged& event) {
  const bool was_online = connection_.online();
  const std::string reason(clean_text(event.reason, scratch_text_));
  if (was_online && is_lost(event.state)) {
    system_line(loss_text(event, reason));
  }
  if (was_online && event.state != wire::ConnectionState::kOnline) {
    for (const auto& room : rooms_) {
      room->present = false;
      room->was_lost = true;
      room->ask_no_more();
      touch(*room);
    }
    connection_.round_trip.reset();
    connection_.held_until.reset();
    stop_searching("The connection was lost.");
  }
  if (event.state != wire::ConnectionState::kClosed) {
    connection_.other_host_key.reset();
  }
  connection_.state = event.state;
  ++connection_.changes;
  connection_.target = std::move(event.target);
  connection_.address = std::move(event.address);
  connection_.code = std::move(event.code);
  connection_.reason = reason;
  connection_.attempt = event.attempt;
  connection_.retry_at.reset();
  if (event.state == wire::ConnectionState::kReconnecting) {
    connection_.retry_at = std::chrono::steady_clock::now() + event.retry_in;
  }
  touch_connection();
  return true;
}

// The same target again is the same party: its rooms go on. Another one starts empty.
bool State::on(wire::Welcomed& event) {
  const bool same_party = !session_target_.empty() && session_target_ == connection_.target;
  if (!same_party) {
    rooms_.clear();
    log_bytes_ = 0;
    outgoing_count_ = 0;
    looked_at_ = RoomId::kNone;
    seen_.clear();
    removed_.clear();
    answers_ = {};
    touch_answers();
    touch_rooms();
    session_target_ = connection_.target;
  }
  connection_.nick = event.nick;
  own_name_ = Needle(event.nick);
  connection_.title = std::string(clean_text(event.title, scratch_text_));
  connection_.dialect = event.dialect;
  connection_.max_text_bytes = event.max_text_bytes;
  connection_.history = event.history;
  connection_.encrypted = event.encrypted;
  connection_.first_visit = event.first_visit;
  connection_.host_key = event.host_key;
  connection_.own_key = event.own_key;
  connection_.role = event.role;
  connection_.locked = event.locked;
  touch_connection();
  Room& lobby = room(RoomKind::kRoom, event.lobby);
  if (!lobby.lobby) {
    for (const auto& other : rooms_) {
      other->lobby = other.get() == &lobby;
    }
    std::stable_partition(rooms_.begin(), rooms_.end(),
                          [](const auto& candidate) { return candidate->lobby; });
    touch_rooms();
  }
  if (same_party && lobby.was_lost) {
    system_line("Back online.");
  }
  if (event.first_visit && !event.host_key.is_none()) {
    system_line("First visit to this host. Its words are " + wire::spoken_words(event.host_key) +
                ": compare them with the host's.");
  }
  for (const auto& each : rooms_) {
    each->unavailable = false;  // it may be had now
    touch(*each);
  }
  return true;
}

// Shown until the person decides: the ConnectionChanged that follows must not put it away.
bool State::on(wire::HostKeyChanged& event) {
  connection_.other_host_key = {std::move(event.target), event.known, event.presented};
  touch_connection();
  return true;
}

bool State::forget_other_host_key() {
  if (!connection_.other_host_key) {
    return false;
  }
  connection_.other_host_key.reset();
  touch_connection();
  return true;
}

bool State::on(wire::HeldBack& event) {
  connection_.held_until = std::chrono::steady_clock::now() + event.wait;
  connection_.held_reason = std::string(clean_text(event.reason, scratch_text_));
  touch_connection();
  return true;
}

// Only what is shown differently is worth a frame: an idle window stays idle.
bool State::on(wire::RoundTripMeasured& event) {
  const auto shown = shown_round_trip(event.round_trip);
  if (!connection_.online() || connection_.round_trip == shown) {
    return false;
  }
  connection_.round_trip = shown;
  touch_connection();
  return true;
}

bool State::on(wire::Notice& event) {
  notice(event.severity, event.code, event.text, room_of_notice(event.room));
  return true;
}

bool State::on(wire::HostListening& event) {
  host_ = HostView{};
  host_.listening = true;
  host_.port = event.port;
  host_.addresses = std::move(event.addresses);
  host_.title = std::string(clean_text(event.title, scratch_text_));
  host_.key = event.key;
  host_.history = event.history;
  touch_host();
  return true;
}

bool State::on(wire::HostAddressesChanged& event) {
  host_.addresses = std::move(event.addresses);
  touch_host();
  return true;
}

bool State::on(wire::HostStopped& event) {
  host_.listening = false;
  host_.clients.clear();
  host_.code = std::move(event.code);
  host_.reason = std::string(clean_text(event.reason, scratch_text_));
  touch_host();
  if (!host_.code.empty()) {
    notice(wire::Severity::kError, host_.code, host_.reason, nullptr);
  }
  return true;
}

bool State::on(wire::HostClientJoined& event) {
  if (host_.clients.size() >= kMaxHostClients) {
    return false;
  }
  host_.clients.push_back({std::move(event.nick), std::move(event.address), event.person});
  touch_host();
  return true;
}

bool State::on(wire::HostClientLeft& event) {
  const auto client =
      std::find_if(host_.clients.begin(), host_.clients.end(), [&event](const HostClient& known) {
        return known.nick == event.nick && known.address == event.address;
      });
  if (client == host_.clients.end()) {
    return false;
  }
  host_.clients.erase(client);
  touch_host();
  return true;
}

bool State::on(wire::HostProblem& event) {
  notice(wire::Severity::kWarning, event.code, event.text, room_of_notice(""));
  return true;
}

}  // namespace hubbub::ui::model
