// A client that is put together from the TLS library as a test likes: it does what ours never
// would.
#pragma once

#include <string>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "net/wire/frame.h"

namespace hubbub::net::tls::tests {

class OddClient {
 public:
  // Without a key, or as `context` has it.
  explicit OddClient(SSL_CTX* context = nullptr)
      : ctx_(context != nullptr ? context : SSL_CTX_new(TLS_client_method())) {
    if (context != nullptr)
      SSL_CTX_up_ref(context);
  }
  ~OddClient() {
    SSL_free(ssl_);
    SSL_CTX_free(ctx_);
  }
  OddClient(const OddClient&) = delete;
  OddClient& operator=(const OddClient&) = delete;

  SSL_CTX* ctx() { return ctx_; }
  // Gives what it says to `tell`, which returns the answer, until there is none.
  template <class Tell>
  void shake_hands(const Tell& tell) {
    ssl_ = SSL_new(ctx_);
    SSL_set_bio(ssl_, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl_);
    std::string answer;
    do {
      BIO_write(SSL_get_rbio(ssl_), answer.data(), static_cast<int>(answer.size()));
      char rest = 0;
      if (SSL_do_handshake(ssl_) == 1)
        SSL_read(ssl_, &rest, 1);
      take_error();
      answer = tell(take_said());
    } while (!answer.empty());
  }
  // What asks the other end to say that it has taken new keys (RFC 8446, 4.6.3), and some text.
  std::string ask_for_new_keys() {
    SSL_key_update(ssl_, SSL_KEY_UPDATE_REQUESTED);
    SSL_write(ssl_, "x", 1);
    take_error();
    return take_said();
  }
  // The alert that the other end sent; 0: none.
  [[nodiscard]] int alert() const { return alert_; }

 private:
  std::string take_said() {
    char* data = nullptr;
    const long size = BIO_get_mem_data(SSL_get_wbio(ssl_), &data);
    std::string said(data, static_cast<std::size_t>(size));
    BIO_reset(SSL_get_wbio(ssl_));
    return said;
  }
  void take_error() {
    const int reason = ERR_GET_REASON(ERR_peek_error());
    if (reason > SSL_AD_REASON_OFFSET && alert_ == 0)
      alert_ = reason - SSL_AD_REASON_OFFSET;
    ERR_clear_error();
  }

  SSL_CTX* ctx_;
  SSL* ssl_ = nullptr;
  int alert_ = 0;
};

}  // namespace hubbub::net::tls::tests
