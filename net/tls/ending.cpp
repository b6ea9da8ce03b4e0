#include "net/tls/ending.h"

#include <string_view>

#include <openssl/sslerr.h>

#include "net/tls/openssl.h"

namespace hubbub::net::tls {
namespace {

// What the peer's last words were, for a person.
Ending refusal(int alert) {
  switch (alert) {
    case SSL_AD_PROTOCOL_VERSION:
      return {"tls-version", "The other side does not speak TLS 1.3."};
    case SSL_AD_CERTIFICATE_REQUIRED:
      return {"tls-refused", "The other side wants to see a key, and was shown none."};
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_BAD_CERTIFICATE:
      return {"tls-refused", "The other side did not accept this program's certificate."};
    default:
      return {"tls-refused", std::string("The other side ended the encryption: ") +
                                 SSL_alert_desc_string_long(alert) + "."};
  }
}

}  // namespace

Ending ending_of_failure(bool established) {
  // The first error is the cause; what follows tells where it went from there.
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
  if (reason >= SSL_AD_REASON_OFFSET && reason < SSL_AD_REASON_OFFSET + 256) {
    return refusal(reason - SSL_AD_REASON_OFFSET);
  }
  switch (reason) {
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
      return {"tls-failed", "The certificate of the other side can't be used."};
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
      return {"tls-no-key", "The other side showed no key of its own."};
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
      return {"tls-version", "The other side does not speak TLS 1.3."};
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
      return established ? Ending{"tls-garbled", "What came can't be decrypted."}
                         : Ending{"not-tls", "The other side does not speak TLS."};
    default:
      break;
  }
  if (established) {
    return {"tls-garbled",
            "What came can't be decrypted: it was damaged or changed on the way, or is not from "
            "where it seems to be."};
  }
  const char* const text = ERR_reason_error_string(error);
  return {"tls-failed", std::string("Encryption could not be agreed on") +
                            (text != nullptr ? " (" + std::string(text) + ")." : std::string("."))};
}

}  // namespace hubbub::net::tls
