// One line of a room's log, as the panels read it.
#pragma once

#include <cstdint>
#include <string_view>

#include "net/wire/events.h"
#include "net/wire/message_id.h"

namespace hubbub::ui::model {

namespace wire = net::wire;

// The place of a line in its room's log. It never changes; older lines may be put before the
// first one later, so it may be negative.
using LineIndex = std::int64_t;

enum class LineKind : std::uint8_t {
  kMessage,  // `from` said `text`
  kRemoved,  // `from` said something that a moderator has removed; `text` says so
  kJoined,   // `from` came
  kLeft,     // `from` went; `text` says why and may be empty
  kRenamed,  // `from` is now called `text`
  kTopic,    // `from` said what the room is about; `text` is a sentence
  kOrder,    // `from` kept order; `text` is a sentence
  kInfo,     // a notice, of rising severity
  kWarning,
  kError,
  kSystem,  // the program's own words: lost connection, back again
  kGap,     // lines are missing here; `text` says how many
};

// Shown in place of a message whose text is gone and nobody knows any more who removed it.
inline constexpr std::string_view kRemovedText = "Message removed";

// What somebody said, shown under a name.
[[nodiscard]] constexpr bool is_said(LineKind kind) {
  return kind == LineKind::kMessage || kind == LineKind::kRemoved;
}

// Joins, leaves and renames: what may be folded when several follow each other.
[[nodiscard]] constexpr bool is_foldable(LineKind kind) {
  return kind == LineKind::kJoined || kind == LineKind::kLeft || kind == LineKind::kRenamed;
}

// What happened, told in one line.
[[nodiscard]] constexpr bool is_event(LineKind kind) {
  return is_foldable(kind) || kind == LineKind::kTopic || kind == LineKind::kOrder;
}

// A view of a stored line; the texts live as long as the LogView that gave it. They are cleaned
// for display (ui/model/clean_text.h).
struct Line {
  LineIndex index = 0;
  LineKind kind = LineKind::kMessage;
  bool own = false;      // by or about ourselves
  bool mention = false;  // somebody else's message that names us
  bool replay = false;   // was said before we came
  bool counted = false;  // as unread
  std::uint8_t run = 0;  // foldable lines: how many of the same run stand before this one
  std::uint64_t seq = 0;
  wire::HostTime time{};
  wire::MessageId id;
  std::string_view from;
  wire::KeyHead who = 0;  // of `from`, if it came with a key and that is known
  std::string_view text;
  // As it was said, byte for byte; empty: `text` is.
  std::string_view uncleaned{};

  [[nodiscard]] std::string_view said() const { return uncleaned.empty() ? text : uncleaned; }
};

}  // namespace hubbub::ui::model
