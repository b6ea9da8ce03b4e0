// By what a client knows that two reports of moderation tell of one thing: a host's sentences, and
// which line was removed. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "net/wire/endian.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

// The reason of `left` for somebody whom `by` has kicked or banned, which `moderated` tells of too.
inline std::string thrown_out_reason(std::string_view by) {
  return std::string("was thrown out by ").append(by);
}

// How `moderated` begins that tells of a removed message; the reason follows, if there is one.
inline std::string removal_sentence(std::string_view by) {
  return std::string(by).append(" has removed a message");
}

// Entry::id of an entry that is `moderated`: the number of the line whose text was removed, or 0.
inline MessageId id_of_removed(std::uint64_t seq) {
  MessageId id;
  store_le(seq, std::as_writable_bytes(std::span(id.bytes)).data());
  return id;
}
inline std::uint64_t removed_line(const MessageId& id) {
  return load_le<std::uint64_t>(std::as_bytes(std::span(id.bytes)).data());
}

}  // namespace hubbub::net::wire
