#include "net/client/requests.h"

#include <string>
#include <utility>

#include "net/client/limits.h"
#include "net/names.h"
#include "net/overloaded.h"
#include "net/wire/limits.h"
#include "net/wire/utf8.h"
#include "net/wire/visible.h"

namespace hubbub::net::client {

std::optional<UnconfirmedMessage> message_of(const Request& request) {
  using Message = std::optional<UnconfirmedMessage>;
  return std::visit(Overloaded{
                        [](const wire::SendMessage& send) -> Message {
                          UnconfirmedMessage message{send.id, false, send.room, send.text};
                          message.sent = message.lost_track = send.may_have_arrived;
                          return message;
                        },
                        [](const wire::SendPrivate& send) -> Message {
                          UnconfirmedMessage message{send.id, true, send.to, send.text};
                          message.key = send.key;
                          message.sent = message.lost_track = send.may_have_arrived;
                          return message;
                        },
                        [](const auto&) -> Message { return std::nullopt; },
                    },
                    request);
}

std::optional<wire::MessageFailed> refusal_of(const wire::MessageId& id, std::string_view text,
                                              std::uint32_t max_text_bytes) {
  if (!wire::anything_to_see(text)) {
    return wire::MessageFailed{id, "empty-text", "There is nothing to see in it."};
  }
  if (text.size() > max_text_bytes) {
    return wire::MessageFailed{id, "too-long",
                               "It is " + std::to_string(text.size()) +
                                   " bytes long; this host takes " +
                                   std::to_string(max_text_bytes) + " at most. Send it in parts."};
  }
  if (!wire::is_utf8(text)) {
    return wire::MessageFailed{id, "not-utf8", "It holds bytes that are not text (UTF-8)."};
  }
  return std::nullopt;
}

std::optional<wire::MessageFailed> refusal_in_2006(const UnconfirmedMessage& message) {
  if (message.is_private) {
    return wire::MessageFailed{message.id, "not-in-2006",
                               "The protocol of 2006 has no private messages."};
  }
  if (!message.to.empty() && message.to != wire::kDefaultRoom) {
    return wire::MessageFailed{message.id, "not-in-room", "You are not in that room."};
  }
  return refusal_of(message.id, message.text, k2006MaxTextBytes);
}

std::optional<wire::Notice> name_refusal(const Request& request) {
  const auto check = [](const std::string& name, std::uint32_t limit, const char* what,
                        const char* code) -> std::optional<wire::Notice> {
    if (auto reason = refuse_name(name, limit, what)) {
      return wire::Notice{wire::Severity::kWarning, code, std::move(*reason), {}};
    }
    return std::nullopt;
  };
  if (const auto* rename = std::get_if<wire::Rename>(&request)) {
    return check(rename->nick, wire::kMaxNickBytes, "name", "nick-invalid");
  }
  if (const auto* join = std::get_if<wire::JoinRoom>(&request)) {
    return check(join->room, wire::kMaxRoomBytes, "room name", "room-invalid");
  }
  return std::nullopt;
}

wire::MessageFailed queue_full(const wire::MessageId& id) {
  return {id, "queue-full",
          "Too many messages wait for the host to confirm them. Send it again in a moment."};
}

wire::Notice too_many_rooms(const std::string& room) {
  return {wire::Severity::kWarning,
          "too-many-rooms",
          "You are in " + std::to_string(wire::kMaxHelloRooms) +
              " rooms already. Leave one to enter \"" + room + "\".",
          {}};
}

}  // namespace hubbub::net::client
