#include "net/wire/message_id.h"

#include <atomic>
#include <random>

namespace hubbub::net::wire {
namespace {

std::uint64_t random_half() {
  std::random_device entropy;
  return (std::uint64_t{entropy()} << 32U) | entropy();
}

int digit_value(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

}  // namespace

MessageId MessageId::make() {
  static const std::uint64_t process = random_half();
  static std::atomic<std::uint64_t> counter{1};
  const std::uint64_t halves[2] = {process, counter.fetch_add(1, std::memory_order_relaxed)};
  MessageId id;
  std::memcpy(id.bytes.data(), halves, kBytes);
  return id;
}

std::string MessageId::to_hex() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * kBytes);
  for (const std::uint8_t byte : bytes) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0x0FU];
  }
  return hex;
}

MessageId MessageId::from_hex(std::string_view hex) {
  if (hex.size() != 2 * kBytes)
    return {};
  MessageId id;
  for (std::size_t i = 0; i < kBytes; ++i) {
    const int high = digit_value(hex[2 * i]);
    const int low = digit_value(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return {};
    id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return id;
}

}  // namespace hubbub::net::wire
