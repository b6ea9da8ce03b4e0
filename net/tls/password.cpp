#include "net/tls/password.h"

#include <algorithm>
#include <array>
#include <string>

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "net/tls/limits.h"
#include "net/tls/openssl.h"
#include "net/wire/password_messages.h"

namespace hubbub::net::tls {
namespace {

constexpr std::string_view kClientRole = "hubbub client";
constexpr std::string_view kHostRole = "hubbub host";
constexpr std::uint64_t kBlockSize = 8;  // r of RFC 7914
constexpr std::uint64_t kParallel = 1;   // p

wire::Digest proof(std::string_view role, const wire::Digest& key, const wire::Digest& host_nonce,
                   const wire::Digest& client_nonce, const wire::Digest& binding) {
  start_openssl();
  const CleanErrors errors;
  std::string said(role);
  for (const wire::Digest* part : {&host_nonce, &client_nonce, &binding}) {
    said.append(part->bytes.begin(), part->bytes.end());
  }
  wire::Digest result;
  unsigned size = 0;
  const unsigned char* const done = HMAC(
      EVP_sha256(), key.bytes.data(), static_cast<int>(key.bytes.size()),
      reinterpret_cast<const unsigned char*>(said.data()), said.size(), result.bytes.data(), &size);
  return done != nullptr && size == result.bytes.size() ? result : wire::Digest{};
}

}  // namespace

std::optional<wire::Digest> derive(std::string_view password, const wire::Digest& salt,
                                   int log2_n) {
  if (log2_n < kLeastLog2N || log2_n > kGreatestLog2N || password.empty() ||
      password.size() > kMaxPasswordBytes) {
    return std::nullopt;
  }
  start_openssl();
  const CleanErrors errors;
  const std::uint64_t n = std::uint64_t{1} << static_cast<unsigned>(log2_n);
  // 128 r bytes for each of N blocks, and some for its own (RFC 7914, 5 and 6).
  const std::uint64_t memory = 128 * kBlockSize * (n + kParallel + 32);
  wire::Digest key;
  if (EVP_PBE_scrypt(password.data(), password.size(), salt.bytes.data(), salt.bytes.size(), n,
                     kBlockSize, kParallel, memory, key.bytes.data(), key.bytes.size()) != 1) {
    return std::nullopt;
  }
  return key;
}

wire::Digest random_digest() {
  start_openssl();
  const CleanErrors errors;
  wire::Digest digest;
  if (RAND_bytes(digest.bytes.data(), static_cast<int>(digest.bytes.size())) != 1) {
    return {};
  }
  return digest;
}

wire::Challenge make_challenge(const wire::Digest& salt, int log2_n) {
  wire::Challenge challenge;
  challenge.log2_n = static_cast<std::uint8_t>(log2_n);
  challenge.salt = salt;
  challenge.nonce = random_digest();
  return challenge;
}

wire::Digest client_proof(const wire::Digest& key, const wire::Digest& host_nonce,
                          const wire::Digest& client_nonce, const wire::Digest& binding) {
  return proof(kClientRole, key, host_nonce, client_nonce, binding);
}

wire::Digest host_proof(const wire::Digest& key, const wire::Digest& host_nonce,
                        const wire::Digest& client_nonce, const wire::Digest& binding) {
  return proof(kHostRole, key, host_nonce, client_nonce, binding);
}

bool proofs_equal(const wire::Digest& a, const wire::Digest& b) {
  return CRYPTO_memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size()) == 0 && !a.is_none();
}

}  // namespace hubbub::net::tls
