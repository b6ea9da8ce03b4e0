#include "net/wire/digest.h"

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

}  // namespace hubbub::net::wire
