// Own messages that the host has not confirmed yet, in the order in which they were said.
//
// They outlive a lost connection: after coming back they are sent again under the same ids.
// Bounded by kMaxUnconfirmed and kMaxUnconfirmedBytes. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/wire/digest.h"
#include "net/wire/message_id.h"

namespace hubbub::net::client {

struct UnconfirmedMessage {
  wire::MessageId id;
  bool is_private = false;
  std::string to;  // the room, or the person
  std::string text;
  wire::KeyId key{};        // of the person, if it is known
  std::string nick{};       // ours, under which it was posted the last time
  bool renaming = false;    // then, or under one that we had asked for
  bool sent = false;        // over a connection that is lost: it may have arrived
  bool shown = false;       // our own copy of it has come
  bool posted = false;      // over the present connection
  bool lost_track = false;  // it may be among lines that we never got
  // It is none of the lines (of its room, or private) up to that number; once our own copy has come
  // (`shown`), the number of that.
  std::uint64_t at = 0;
  // The host is unsure whether it has it: it is sent again when all lines up to there have come.
  std::uint64_t look_to = 0;
};

class Unconfirmed {
 public:
  enum class Added { kYes, kKnown, kFull };
  Added add(UnconfirmedMessage message);

  // Removes and returns the message with `id`. Confirmations come in the order of sending, so it
  // is nearly always the first.
  std::optional<UnconfirmedMessage> take(const wire::MessageId& id);
  [[nodiscard]] bool has(const wire::MessageId& id) const;

  // Null when it is not among them.
  [[nodiscard]] UnconfirmedMessage* find(const wire::MessageId& id);

  // Our own copy has come, with that number. False when it had come before; true also for what is
  // not among them.
  bool note_shown(const wire::MessageId& id, std::uint64_t seq);

  // The connection over which they went is lost.
  void mark_sent();
  // Those that may have gone under another name than `nick`, and forgets them.
  std::vector<UnconfirmedMessage> take_sent_as_another(std::string_view nick);

  // All of them, and forgets them.
  std::deque<UnconfirmedMessage> take_all();

  [[nodiscard]] std::deque<UnconfirmedMessage>& messages() { return messages_; }

 private:
  std::deque<UnconfirmedMessage> messages_;
  std::size_t bytes_ = 0;
};

}  // namespace hubbub::net::client
