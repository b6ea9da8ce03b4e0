// The commands about people: ignoring, verifying, keeping order.
#include <charconv>
#include <string>

#include "net/wire/limits.h"
#include "ui/model/slash_args.h"

namespace hubbub::ui::model {
namespace {

using net::wire::Act;
using std::chrono::seconds;

struct Unit {
  char letter;
  seconds length;
};
constexpr Unit kUnits[] = {{'d', std::chrono::hours(24)},
                           {'h', std::chrono::hours(1)},
                           {'m', std::chrono::minutes(1)},
                           {'s', seconds(1)}};
constexpr seconds kLongest = std::chrono::hours(24) * 3650;

struct Takes {
  bool duration = false;
  bool reason = false;
};

Slash parse_order(Act act, std::string_view usage, Takes takes, std::string_view rest) {
  const std::string who = take_word(rest);
  if (who.empty()) {
    return missing(usage);
  }
  const bool number = act == Act::kUnban && who.starts_with('#');
  if (auto problem = number ? std::nullopt : bad_name(who, net::wire::kMaxNickBytes)) {
    return *std::move(problem);
  }
  SlashOrder order{act, who, {}, {}};
  if (takes.duration) {
    std::string_view after = rest;
    const std::string time = take_word(after);
    if (const auto duration = parse_duration(time)) {
      order.duration = *duration;
      rest = after;
    } else if (!time.empty() && time.front() >= '0' && time.front() <= '9') {
      // Taken for a reason it would be for good.
      return SlashError{"no-time",
                        time + " is no time: write 30s, 10m, 2h or 7d; at most ten years."};
    }
  }
  const std::string_view reason = trimmed(rest);
  if (!takes.reason && !reason.empty()) {
    return missing(usage);
  }
  if (reason.size() > net::wire::kMaxReasonBytes) {
    return SlashError{"too-long", "This reason is too long: at most " +
                                      std::to_string(net::wire::kMaxReasonBytes) + " bytes."};
  }
  order.reason = reason;
  return order;
}

Slash parse_person(std::string_view rest, bool ignore) {
  const std::string nick = take_word(rest);
  if (nick.empty() && !ignore) {
    return missing("/unignore NICK");
  }
  return SlashIgnore{nick, ignore};
}

}  // namespace

std::optional<seconds> parse_duration(std::string_view text) {
  std::uint32_t count = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count == 0 || stop + 1 != text.data() + text.size()) {
    return std::nullopt;
  }
  for (const Unit& unit : kUnits) {
    if (*stop == unit.letter) {
      return count <= kLongest / unit.length ? std::optional(count * unit.length) : std::nullopt;
    }
  }
  return std::nullopt;
}

Slash parse_ignore(std::string_view rest) {
  return parse_person(rest, true);
}
Slash parse_unignore(std::string_view rest) {
  return parse_person(rest, false);
}
Slash parse_verify(std::string_view rest) {
  return SlashVerify{take_word(rest)};
}
Slash parse_mute(std::string_view rest) {
  return parse_order(Act::kMute, "/mute NICK [10m] [reason]", {true, true}, rest);
}
Slash parse_unmute(std::string_view rest) {
  return parse_order(Act::kUnmute, "/unmute NICK", {}, rest);
}
Slash parse_kick(std::string_view rest) {
  return parse_order(Act::kKick, "/kick NICK [reason]", {false, true}, rest);
}
Slash parse_ban(std::string_view rest) {
  return parse_order(Act::kBan, "/ban NICK [1d] [reason]", {true, true}, rest);
}
Slash parse_unban(std::string_view rest) {
  return parse_order(Act::kUnban, "/unban NICK or #NUMBER", {}, rest);
}
Slash parse_bans(std::string_view) {
  return SlashBans{};
}
Slash parse_promote(std::string_view rest) {
  return parse_order(Act::kPromote, "/promote NICK", {}, rest);
}
Slash parse_demote(std::string_view rest) {
  return parse_order(Act::kDemote, "/demote NICK", {}, rest);
}
Slash parse_lock(std::string_view) {
  return SlashOrder{Act::kLock, {}, {}, {}};
}
Slash parse_unlock(std::string_view) {
  return SlashOrder{Act::kUnlock, {}, {}, {}};
}

}  // namespace hubbub::ui::model
