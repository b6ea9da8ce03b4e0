// What one item of the log says: texts ready to be laid out, without fonts and widths.
//
// Main thread (texts go through theme::displayable).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/chat/items.h"
#include "ui/chat/markup.h"

namespace hubbub::ui::chat {

enum class Style : std::uint8_t {
  kMessage,  // somebody's words, or our own on their way
  kEvent,    // joins, leaves, renames; the program's own words
  kNotice,   // with a severity: info, warning, error
  kGap,      // a line across: something is missing here
};

struct Span {
  enum class Kind : std::uint8_t { kUrl, kEndpoint, kMention };
  Range range;
  Kind kind = Kind::kUrl;
};

struct Content {
  Style style = Style::kMessage;
  model::LineKind kind = model::LineKind::kMessage;
  bool own = false;
  bool mention = false;
  bool head = false;      // begins a group: with name and time
  bool foldable = false;  // several lines in one; a click unfolds them
  bool unfolded = false;
  std::string from;  // as the model has it: what a name's colour depends on
  std::string name;  // the same, ready to draw
  std::string text;  // ready to draw; '\n' ends a line
  std::vector<Block> blocks;
  std::vector<Span> spans;
  std::string time;  // "09:05"
  std::string day;   // not empty: another day begins here
  std::string top;   // of the first item: what is above it; not empty: a row for it
};

// What the row above the first item says; empty: there is none. `day` in which the item stands.
[[nodiscard]] std::string top_text(const model::RoomView& room, const std::string& day);

// Lines of one sender closer together than this share one head.
inline constexpr std::chrono::minutes kGroupPause{5};

// `before` is the item above, if there is one; `unfolded`: a run is shown line by line.
[[nodiscard]] Content make_content(const Items& items, const Item& item,
                                   const std::optional<Item>& before, bool unfolded,
                                   const std::string& own_nick);

// As if the host had taken the text away.
void show_as_removed(Content& content);
// What the bytes `drawn` of a content's text were made of, for the clipboard.
[[nodiscard]] std::string source_text(const Items& items, const Item& item, bool unfolded,
                                      const Range& drawn);

// "ann, bob and 12 others joined · carl left" for a run of joins, leaves and renames.
[[nodiscard]] std::string run_text(const model::LogView& log, const Item& item);

}  // namespace hubbub::ui::chat
