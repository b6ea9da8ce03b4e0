// Signatures with an identity's key (Ed25519, RFC 8032). Pure functions; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "net/tls/identity.h"
#include "net/wire/digest.h"

namespace hubbub::net::tls {

// The two halves of its 64 bytes, named as in RFC 8032, 5.1.6.
struct Signature {
  wire::Digest r{};
  wire::Digest s{};
};

// The 32 bytes of RFC 8032, 5.1.5. None when it can't be had.
wire::Digest public_key_of(const Identity& identity);

// The identity of whoever has this public key: what key_id_of() says of his certificate.
wire::KeyId key_id_of(const wire::Digest& public_key);

// Nothing when OpenSSL can't.
std::optional<Signature> sign(const Identity& identity, std::span<const std::byte> bytes);

// Whether whoever has `public_key` has signed exactly these bytes. Takes 0.1 ms.
bool is_signed_by(const wire::Digest& public_key, const Signature& signature,
                  std::span<const std::byte> bytes);

}  // namespace hubbub::net::tls
