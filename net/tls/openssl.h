// What the files of net/tls share of OpenSSL: owners, its start, its queue of errors.
//
// Private to net/tls: no other header includes it, so that OpenSSL's stay out of the rest.
#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace hubbub::net::tls {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using BioPtr = std::unique_ptr<BIO, Freeing<BIO_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freeing<X509_free>>;
using SslCtxPtr = std::unique_ptr<SSL_CTX, Freeing<SSL_CTX_free>>;

// Before anything else of OpenSSL. The machine's configuration file is not read: it could take back
// what is decided here. Nothing is torn down at exit, when a derivation may still be running.
inline void start_openssl() {
  static const bool started =
      OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT |
                           OPENSSL_INIT_LOAD_SSL_STRINGS | OPENSSL_INIT_LOAD_CRYPTO_STRINGS,
                       nullptr) == 1;
  static_cast<void>(started);  // what depends on it fails, and says so
}

// Whatever calls in here put into this thread's queue of errors is gone when they return.
class CleanErrors {
 public:
  CleanErrors() { ERR_clear_error(); }
  ~CleanErrors() { ERR_clear_error(); }
  CleanErrors(const CleanErrors&) = delete;
  CleanErrors& operator=(const CleanErrors&) = delete;
};

}  // namespace hubbub::net::tls
