#include "net/tls/signature.h"

#include <algorithm>
#include <array>

#include <openssl/sha.h>

#include "net/tls/openssl.h"

namespace hubbub::net::tls {
namespace {

constexpr std::size_t kHalf = wire::Digest::kBytes;
using MdContextPtr = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;

// What stands before an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, 4).
constexpr std::array<unsigned char, 12> kInfoHead{0x30, 0x2A, 0x30, 0x05, 0x06, 0x03,
                                                  0x2B, 0x65, 0x70, 0x03, 0x21, 0x00};

const unsigned char* unsigned_bytes(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

wire::Digest public_key_of(const Identity& identity) {
  const CleanErrors errors;
  wire::Digest key;
  std::size_t size = key.bytes.size();
  return EVP_PKEY_get_raw_public_key(identity.key(), key.bytes.data(), &size) == 1 &&
                 size == key.bytes.size()
             ? key
             : wire::Digest{};
}

wire::KeyId key_id_of(const wire::Digest& public_key) {
  std::array<unsigned char, kInfoHead.size() + kHalf> info{};
  const auto rest = std::copy(kInfoHead.begin(), kInfoHead.end(), info.begin());
  std::copy(public_key.bytes.begin(), public_key.bytes.end(), rest);
  wire::KeyId id;
  SHA256(info.data(), info.size(), id.bytes.data());
  return id;
}

std::optional<Signature> sign(const Identity& identity, std::span<const std::byte> bytes) {
  const CleanErrors errors;
  const MdContextPtr context(EVP_MD_CTX_new());
  std::array<unsigned char, 2 * kHalf> both{};
  std::size_t size = both.size();
  if (!context ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, identity.key()) != 1 ||
      EVP_DigestSign(context.get(), both.data(), &size, unsigned_bytes(bytes), bytes.size()) != 1 ||
      size != both.size()) {
    return std::nullopt;
  }
  Signature signature;
  std::copy_n(both.begin(), kHalf, signature.r.bytes.begin());
  std::copy_n(both.begin() + kHalf, kHalf, signature.s.bytes.begin());
  return signature;
}

bool is_signed_by(const wire::Digest& public_key, const Signature& signature,
                  std::span<const std::byte> bytes) {
  start_openssl();
  const CleanErrors errors;
  const PkeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.bytes.data(),
                                                public_key.bytes.size()));
  const MdContextPtr context(EVP_MD_CTX_new());
  std::array<unsigned char, 2 * kHalf> both{};
  std::copy(signature.r.bytes.begin(), signature.r.bytes.end(), both.begin());
  std::copy(signature.s.bytes.begin(), signature.s.bytes.end(), both.begin() + kHalf);
  return key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), both.data(), both.size(), unsigned_bytes(bytes),
                          bytes.size()) == 1;
}

}  // namespace hubbub::net::tls
