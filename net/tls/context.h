// What all encrypted connections of one side share: TLS 1.3, an identity, how peers are looked at.
//
// Immutable; any thread. Streams (stream.h) keep what they need of it alive.
#pragma once

#include <cstdint>
#include <memory>

#include "net/tls/identity.h"

// OpenSSL's SSL_CTX.
struct ssl_ctx_st;

namespace hubbub::net::tls {

enum class Role : std::uint8_t { kClient, kServer };

class Context {
 public:
  // Null when `identity` is, or when the library refuses.
  static std::shared_ptr<const Context> make(Role role, std::shared_ptr<const Identity> identity);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] Role role() const { return role_; }
  [[nodiscard]] const Identity& identity() const { return *identity_; }
  // Stays the context's.
  [[nodiscard]] ssl_ctx_st* native() const { return native_; }

 private:
  Context(Role role, std::shared_ptr<const Identity> identity, ssl_ctx_st* native);
  const Role role_;
  const std::shared_ptr<const Identity> identity_;
  ssl_ctx_st* const native_;
};

}  // namespace hubbub::net::tls
