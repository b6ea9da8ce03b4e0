// Sentences of a host about moderation by which a client knows that two reports tell of one thing.
// Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

namespace hubbub::net::wire {

// The reason of `left` for somebody whom `by` has kicked or banned, which `moderated` tells of too.
inline std::string thrown_out_reason(std::string_view by) {
  return std::string("was thrown out by ").append(by);
}

// How `moderated` begins that tells of a removed message; the reason follows, if there is one.
inline std::string removal_sentence(std::string_view by) {
  return std::string(by).append(" has removed a message");
}

}  // namespace hubbub::net::wire
