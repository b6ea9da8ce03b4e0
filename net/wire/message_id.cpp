#include "net/wire/message_id.h"

#include <atomic>
#include <random>

#include "net/wire/hex.h"

namespace hubbub::net::wire {
namespace {

std::uint64_t random_half() {
  static thread_local std::random_device entropy;
  return (std::uint64_t{entropy()} << 32U) | entropy();
}

}  // namespace

MessageId MessageId::make() {
  static std::atomic<std::uint64_t> counter{random_half()};
  const std::uint64_t halves[2] = {random_half(), counter.fetch_add(1, std::memory_order_relaxed)};
  MessageId id;
  std::memcpy(id.bytes.data(), halves, kBytes);
  return id;
}

std::string MessageId::to_hex() const {
  return wire::to_hex(bytes);
}

MessageId MessageId::from_hex(std::string_view hex) {
  MessageId id;
  static_cast<void>(wire::from_hex(hex, id.bytes));  // the zero id is the answer to bad digits
  return id;
}

}  // namespace hubbub::net::wire
