#include "ui/model/answers_text.h"

#include "net/wire/spoken_duration.h"

namespace hubbub::ui::model {
namespace {

std::string left_text(wire::HostTime until, wire::HostTime now) {
  if (until == wire::HostTime{}) {
    return ", until undone";
  }
  const auto left = until - now;
  return left > wire::HostTime::duration::zero() ? ", " + wire::spoken_duration(left) + " left"
                                                 : std::string(", over");
}

}  // namespace

std::string rooms_text(const std::vector<wire::RoomInfo>& rooms) {
  if (rooms.empty()) {
    return "There are no rooms.";
  }
  std::string text;
  for (const wire::RoomInfo& room : rooms) {
    text += text.empty() ? "#" : "\n#";
    text += room.room + " \u2014 " + std::to_string(room.people) +
            (room.people == 1 ? " person" : " people");
    text += room.topic.empty() ? "" : " \u2014 " + room.topic;
  }
  return text;
}

std::string bans_text(const std::vector<wire::Ban>& bans, wire::HostTime now) {
  if (bans.empty()) {
    return "Nobody is banned.";
  }
  std::string text;
  for (const wire::Ban& ban : bans) {
    text += text.empty() ? "#" : "\n#";
    text += std::to_string(ban.number) + " " + ban.nick;
    text += ban.address.empty() ? "" : " (" + ban.address + ")";
    text += ", by " + ban.by + left_text(ban.until, now);
    text += ban.reason.empty() ? "" : ": " + ban.reason;
  }
  return text;
}

}  // namespace hubbub::ui::model
