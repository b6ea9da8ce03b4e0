#include "net/client/unconfirmed.h"

#include <algorithm>

#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

auto with_id(const wire::MessageId& id) {
  return [&id](const UnconfirmedMessage& message) { return message.id == id; };
}

}  // namespace

Unconfirmed::Added Unconfirmed::add(UnconfirmedMessage message) {
  if (has(message.id)) {
    return Added::kKnown;
  }
  if (messages_.size() >= kMaxUnconfirmed || bytes_ + message.text.size() > kMaxUnconfirmedBytes) {
    return Added::kFull;
  }
  bytes_ += message.text.size();
  messages_.push_back(std::move(message));
  return Added::kYes;
}

std::optional<UnconfirmedMessage> Unconfirmed::take(const wire::MessageId& id) {
  const auto found = std::find_if(messages_.begin(), messages_.end(), with_id(id));
  if (found == messages_.end()) {
    return std::nullopt;
  }
  UnconfirmedMessage message = std::move(*found);
  messages_.erase(found);
  bytes_ -= message.text.size();
  return message;
}

bool Unconfirmed::has(const wire::MessageId& id) const {
  return std::any_of(messages_.begin(), messages_.end(), with_id(id));
}

UnconfirmedMessage* Unconfirmed::find(const wire::MessageId& id) {
  const auto found = std::find_if(messages_.begin(), messages_.end(), with_id(id));
  return found == messages_.end() ? nullptr : &*found;
}

bool Unconfirmed::note_shown(const wire::MessageId& id, std::uint64_t seq) {
  const auto found = std::find_if(messages_.begin(), messages_.end(), with_id(id));
  if (found == messages_.end()) {
    return true;
  }
  found->at = seq;
  return !std::exchange(found->shown, true);
}

void Unconfirmed::mark_sent() {
  for (UnconfirmedMessage& message : messages_) {
    message.sent = message.sent || message.posted;
    message.posted = false;
    message.look_to = 0;
  }
}

std::vector<UnconfirmedMessage> Unconfirmed::take_sent_as_another(std::string_view nick) {
  std::vector<UnconfirmedMessage> taken;
  std::deque<UnconfirmedMessage> rest;
  for (UnconfirmedMessage& message : take_all()) {
    const bool was_posted = !message.nick.empty();  // else it was sent long ago
    if (message.sent && was_posted && (message.renaming || message.nick != nick)) {
      taken.push_back(std::move(message));
    } else {
      bytes_ += message.text.size();
      rest.push_back(std::move(message));
    }
  }
  messages_ = std::move(rest);
  return taken;
}

std::deque<UnconfirmedMessage> Unconfirmed::take_all() {
  bytes_ = 0;
  return std::exchange(messages_, {});
}

}  // namespace hubbub::net::client
