#include "net/wire/digest.h"

#include <span>

#include "net/wire/endian.h"
#include "net/wire/hex.h"

namespace hubbub::net::wire {

std::string Digest::to_hex() const {
  return wire::to_hex(bytes);
}

Digest Digest::from_hex(std::string_view hex) {
  Digest digest;
  static_cast<void>(wire::from_hex(hex, digest.bytes));  // none is the answer to bad digits
  return digest;
}

KeyHead head_of(const KeyId& key) {
  return load_le<KeyHead>(std::as_bytes(std::span(key.bytes)).data());
}

}  // namespace hubbub::net::wire
