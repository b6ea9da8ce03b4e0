// What each request takes off a session's bucket (flood.h), besides what its frame does by its
// length. Pure; any thread.
#pragma once

#include "net/server/limits.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::server {

// What so many bytes cost beside the request that they come with.
constexpr double cost_of_bytes(std::size_t bytes) {
  const std::size_t messages = bytes / kTextBytesOfOneMessage;
  return static_cast<double>(messages);
}

// Of a text in a frame of 2006; in ours the frame's own length counts.
constexpr double cost_of_text(std::size_t bytes) {
  return kMessageCost + cost_of_bytes(bytes);
}

constexpr double cost_of(const wire::Post&) {
  return kMessageCost;
}
constexpr double cost_of(const wire::Whisper&) {
  return kMessageCost;
}
constexpr double cost_of(const wire::Join&) {
  return kChangeCost;
}
constexpr double cost_of(const wire::SetTopic&) {
  return kChangeCost;
}
constexpr double cost_of(const wire::ChangeNick&) {
  return kChangeCost;
}
constexpr double cost_of(const wire::Login&) {
  return kChangeCost;
}
constexpr double cost_of(const wire::Search&) {
  return kSearchCost;
}
constexpr double cost_of(const wire::Fetch&) {
  return kQuestionCost;
}
constexpr double cost_of(const wire::Who&) {
  return kQuestionCost;
}
constexpr double cost_of(const wire::ListRooms&) {
  return kQuestionCost;
}
constexpr double cost_of(const wire::ListBans&) {
  return kQuestionCost;
}
// Proof, logout, leave, ping, and keeping order.
template <class Other>
constexpr double cost_of(const Other&) {
  return 0;
}

}  // namespace hubbub::net::server
