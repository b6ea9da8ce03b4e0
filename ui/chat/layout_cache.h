// The layouts of what was in sight lately. Bounded; one thread (main), inside a frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <unordered_map>
#include <vector>

#include "ui/chat/layout.h"
#include "ui/chat/local_time.h"

namespace hubbub::ui::chat {

// What becomes of an own message; of others': kNone.
enum class Sending : std::uint8_t { kNone, kPending, kSent, kFailed };
[[nodiscard]] Sending sending_of(const Items& items, const Item& item);

// Everything that a layout depends on beyond its item. A change makes all layouts anew, as they
// come into sight.
struct LayoutKey {
  model::RoomId room = model::RoomId::kNone;
  float width = 0.0F;
  Metrics metrics;
  std::optional<LineIndex> first_unread;
  std::string own_nick;
  Calendar calendar;
  // What stands first, and what is told above it.
  LineIndex first = 0;
  model::Past past = model::Past::kNone;
  std::uint64_t changes = 0;       // of the log
  std::vector<LineIndex> removed;  // messages that are shown as removed
  friend bool operator==(const LayoutKey&, const LayoutKey&) = default;
};

class LayoutCache {
 public:
  static constexpr std::size_t kMaxLayouts = 1024;
  // Pixels (density-independent) below a failed message, for what can be done about it.
  static constexpr float kFailedRow = 32.0F;

  // To be called once a frame, before get().
  void begin_frame(LayoutKey key);

  // The reference is good until the next get().
  const Layout& get(const Items& items, const Item& item);

  // Shows a folded run line by line, or in one again.
  void toggle(const Item& item);
  // Shows a message in full from now on, however tall it is.
  void show_whole(const Items& items, const Item& item);

  [[nodiscard]] std::size_t made() const { return made_; }  // so far; for tests and benchmarks

 private:
  struct Entry {
    Item item;
    model::wire::MessageId outgoing;
    Sending sending = Sending::kNone;
    Layout layout;
  };
  Layout make(const Items& items, const Item& item, Sending sending);
  [[nodiscard]] bool is_whole(const Items& items, const Item& item) const;

  LayoutKey key_;
  std::unordered_map<LineIndex, Entry> entries_;
  std::set<LineIndex> unfolded_;
  std::set<model::wire::MessageId> whole_;
  std::size_t made_ = 0;
};

}  // namespace hubbub::ui::chat
