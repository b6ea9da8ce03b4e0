#include "net/client/echoes.h"

#include <algorithm>

#include "net/client/limits.h"

namespace hubbub::net::client {

void Echoes::expect(const wire::MessageId& id, std::string_view text, bool last, TimePoint now) {
  expected_.push_back({id, std::string(text), last, now + kEchoTimeout});
}

Echoes::Match Echoes::match(std::string_view text) {
  Match match;
  const auto found = std::find_if(expected_.begin(), expected_.end(),
                                  [text](const Expected& line) { return line.text == text; });
  if (found == expected_.end()) {
    return match;  // somebody else under our name, or a line that was given up
  }
  match.own = true;
  match.last = found->last;
  match.id = found->id;
  const auto before = static_cast<std::size_t>(found - expected_.begin());
  match.lost = drop_front(before);
  expected_.pop_front();
  // The end of a message whose beginning was lost says nothing for the message.
  if (std::erase(match.lost, match.id) > 0) {
    match.lost.push_back(match.id);
    match.last = false;
  }
  return match;
}

std::vector<wire::MessageId> Echoes::overdue(TimePoint now) {
  const auto first_in_time = std::find_if(expected_.begin(), expected_.end(),
                                          [now](const Expected& line) { return line.until > now; });
  return drop_front(static_cast<std::size_t>(first_in_time - expected_.begin()));
}

TimePoint Echoes::deadline() const {
  return expected_.empty() ? kNever : expected_.front().until;
}

std::vector<wire::MessageId> Echoes::take_all() {
  return drop_front(expected_.size());
}

std::vector<wire::MessageId> Echoes::drop_front(std::size_t count) {
  std::vector<wire::MessageId> dropped;
  for (; count > 0; --count) {
    if (dropped.empty() || dropped.back() != expected_.front().id) {
      dropped.push_back(expected_.front().id);
    }
    expected_.pop_front();
  }
  return dropped;
}

}  // namespace hubbub::net::client
