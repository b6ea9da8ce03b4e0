#include "ui/model/seen_ids.h"

#include <algorithm>
#include <cstring>
#include <random>

#include "ui/model/limits.h"

namespace hubbub::ui::model {
namespace {

constexpr std::size_t kFirstSlots = 1024;

// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014), which mixes every bit into every other.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

SeenIds::SeenIds() : slots_(kFirstSlots) {
  std::random_device random;
  for (std::uint64_t& half : secret_) {
    half = (static_cast<std::uint64_t>(random()) << 32U) | random();
  }
}

bool SeenIds::insert(const net::wire::MessageId& id, std::string_view from) {
  const std::uint64_t key = key_of(id, from);
  std::size_t slot = slot_of(key);
  if (slots_[slot] == key) {
    return true;
  }
  if (order_.size() < kRememberedIds) {
    order_.push_back(key);
    if (order_.size() * 2 > slots_.size()) {
      grow();
    }
  } else {
    erase(order_[oldest_]);
    order_[oldest_] = key;
    oldest_ = (oldest_ + 1) % kRememberedIds;
  }
  slot = slot_of(key);  // growing and erasing move keys
  slots_[slot] = key;
  return false;
}

void SeenIds::clear() {
  slots_.assign(kFirstSlots, 0);
  order_.clear();
  oldest_ = 0;
}

std::uint64_t SeenIds::key_of(const net::wire::MessageId& id, std::string_view from) const {
  std::uint64_t half[2];
  static_assert(sizeof(half) == net::wire::MessageId::kBytes);
  std::memcpy(half, id.bytes.data(), sizeof(half));
  std::uint64_t key = mix(half[0] ^ secret_[0]);
  key = mix(key + (half[1] ^ secret_[1]));
  while (!from.empty()) {
    std::uint64_t part = from.size();
    const std::size_t taken = std::min(from.size(), sizeof(part));
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from.data(), taken);
    part ^= mix(bytes ^ secret_[1]);
    key = mix(key + part);
    from.remove_prefix(taken);
  }
  return key == 0 ? 1 : key;
}

// Where the key is, or the free slot where it belongs.
std::size_t SeenIds::slot_of(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = key & mask;
  while (slots_[slot] != 0 && slots_[slot] != key) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

// Closes the hole by moving back what probing had pushed past it (Knuth, 6.4, algorithm R).
void SeenIds::erase(std::uint64_t key) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t hole = slot_of(key);
  std::size_t next = hole;
  slots_[hole] = 0;
  for (;;) {
    next = (next + 1) & mask;
    if (slots_[next] == 0) {
      return;
    }
    const std::size_t home = slots_[next] & mask;
    const bool stays = ((next - home) & mask) < ((next - hole) & mask);
    if (!stays) {
      slots_[hole] = slots_[next];
      slots_[next] = 0;
      hole = next;
    }
  }
}

void SeenIds::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (const std::uint64_t key : order_) {
    slots_[slot_of(key)] = key;
  }
}

}  // namespace hubbub::ui::model
