// Who this program is: a key pair (Ed25519) and a certificate that it signed itself (X.509).
//
// A person's client and the host that he runs are the same identity, kept in one file. Immutable;
// any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "net/wire/digest.h"

// OpenSSL's EVP_PKEY and X509.
struct evp_pkey_st;
struct x509_st;

namespace hubbub::net::tls {

inline constexpr const char* kIdentityFile = "identity.pem";

// When a certificate says that it is good. Nobody looks at that: it was signed by whoever shows it,
// and clocks are wrong at times.
struct Validity {
  std::chrono::sys_seconds from;
  std::chrono::sys_seconds until;
};

class Identity {
 public:
  // A new one. Null when the system has no random numbers.
  static std::shared_ptr<const Identity> make();
  // From what to_pem() gave; null when it is anything else. A certificate that is another key's is
  // made anew: the key is what counts.
  static std::shared_ptr<const Identity> from_pem(std::string_view pem);
  // For tests: the same key under another certificate.
  [[nodiscard]] std::shared_ptr<const Identity> with(const Validity& validity) const;

  ~Identity();
  Identity(const Identity&) = delete;
  Identity& operator=(const Identity&) = delete;

  // The private key (PKCS #8), then the certificate. Secret.
  [[nodiscard]] std::string to_pem() const;
  [[nodiscard]] const wire::KeyId& key_id() const;

  // Both stay the identity's.
  [[nodiscard]] evp_pkey_st* key() const;
  [[nodiscard]] x509_st* certificate() const;

 private:
  struct Parts;
  explicit Identity(std::unique_ptr<Parts> parts);
  const std::unique_ptr<Parts> parts_;
};

// Of an X.509 certificate's key. None when it can't be had.
wire::KeyId key_id_of(x509_st* certificate);

struct OpenedIdentity {
  std::shared_ptr<const Identity> identity;  // null: none can be made
  std::string problem;                       // a sentence for a person; empty: all is well
};

// The identity in `folder`, made there if there is none; an empty `folder`: a new one that is kept
// nowhere. A damaged file is set aside over nothing and a new one made; what can't be read or
// written leaves an identity for this run. Both are told in `problem`.
OpenedIdentity load_or_make(const std::filesystem::path& folder);

}  // namespace hubbub::net::tls
