#include "net/wire/keyed_hash.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace hubbub::net::wire {
namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014), which mixes every bit into every other.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

KeyedHash::KeyedHash() {
  std::random_device random;
  for (std::uint64_t& half : secret_)
    half = (static_cast<std::uint64_t>(random()) << 32U) | random();
}

std::uint64_t KeyedHash::operator()(const MessageId& id, std::string_view from) const {
  std::uint64_t half[2];
  static_assert(sizeof(half) == MessageId::kBytes);
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

}  // namespace hubbub::net::wire
