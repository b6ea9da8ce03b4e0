// The messages that came of late, by id and sender: whether one came already, and what was noted of
// it then.
//
// Remembers the last `capacity`. The key is a keyed hash of the id and its sender: a program may
// count its ids up visibly, and a hash that strangers can compute would let one of them "use up"
// another's next id and so make that line vanish, or make all keys fall into one place. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "net/wire/keyed_hash.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

// Note: default constructible and small.
template <class Note>
class RecentIds {
 public:
  explicit RecentIds(std::size_t capacity) : capacity_(capacity) { clear(); }

  // What was noted when it came; nothing when it has not.
  [[nodiscard]] std::optional<Note> find(const MessageId& id, std::string_view from) const {
    const std::uint64_t key = hash_(id, from);
    const std::size_t slot = slot_of(key);
    return keys_[slot] == key ? std::optional<Note>(notes_[slot]) : std::nullopt;
  }

  // What was noted when it came the last time; when it is new, `note` is noted.
  std::optional<Note> insert(const MessageId& id, std::string_view from, Note note) {
    const std::uint64_t key = hash_(id, from);
    std::size_t slot = slot_of(key);
    if (keys_[slot] == key)
      return notes_[slot];
    if (order_.size() < capacity_) {
      order_.push_back(key);
      if (order_.size() * 2 > keys_.size())
        grow();
    } else {
      if (order_[oldest_] != kFree) {
        forgotten_ = notes_[slot_of(order_[oldest_])];
        erase(order_[oldest_]);
      }
      order_[oldest_] = key;
      oldest_ = (oldest_ + 1) % capacity_;
    }
    slot = slot_of(key);  // growing and erasing move keys
    keys_[slot] = key;
    notes_[slot] = note;
    return std::nullopt;
  }

  // What was noted of the newest one that had to make room for others; Note{}: none had to.
  [[nodiscard]] Note forgotten() const { return forgotten_; }

  // Forgets one, so that it may come again as new; false when it is not remembered. Quick for those
  // that came last; its place in the capacity stays taken until its turn.
  bool erase(const MessageId& id, std::string_view from) {
    const std::uint64_t key = hash_(id, from);
    if (keys_[slot_of(key)] != key)
      return false;
    erase(key);
    // From the newest on: the ring's end is just before its oldest.
    for (std::size_t back = 1; back <= order_.size(); ++back) {
      std::uint64_t& candidate = order_[(oldest_ + order_.size() - back) % order_.size()];
      if (candidate == key) {
        candidate = kFree;
        break;
      }
    }
    return true;
  }

  void clear() {
    keys_.assign(kFirstSlots, kFree);
    notes_.assign(kFirstSlots, Note{});
    order_.clear();
    oldest_ = 0;
    forgotten_ = Note{};
  }

 private:
  static constexpr std::size_t kFirstSlots = 64;
  static constexpr std::uint64_t kFree = 0;  // no key: the hash avoids it

  // Where the key is, or the free slot where it belongs.
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
    const std::size_t mask = keys_.size() - 1;
    std::size_t slot = key & mask;
    while (keys_[slot] != kFree && keys_[slot] != key)
      slot = (slot + 1) & mask;
    return slot;
  }

  // Closes the hole by moving back what probing had pushed past it (Knuth, 6.4, algorithm R).
  void erase(std::uint64_t key) {
    const std::size_t mask = keys_.size() - 1;
    std::size_t hole = slot_of(key);
    std::size_t next = hole;
    keys_[hole] = kFree;
    for (;;) {
      next = (next + 1) & mask;
      if (keys_[next] == kFree)
        return;
      const std::size_t home = keys_[next] & mask;
      const bool stays = ((next - home) & mask) < ((next - hole) & mask);
      if (!stays) {
        keys_[hole] = keys_[next];
        notes_[hole] = notes_[next];
        keys_[next] = kFree;
        hole = next;
      }
    }
  }

  void grow() {
    std::vector<std::uint64_t> keys(keys_.size() * 2, kFree);
    std::vector<Note> notes(keys.size());
    keys.swap(keys_);
    notes.swap(notes_);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i] == kFree)
        continue;
      const std::size_t slot = slot_of(keys[i]);
      keys_[slot] = keys[i];
      notes_[slot] = notes[i];
    }
  }

  KeyedHash hash_;
  std::size_t capacity_;
  std::vector<std::uint64_t> keys_;  // open addressing, linear probing
  std::vector<Note> notes_;
  std::vector<std::uint64_t> order_;  // a ring of the keys, to forget the oldest
  std::size_t oldest_ = 0;
  Note forgotten_{};
};

}  // namespace hubbub::net::wire
