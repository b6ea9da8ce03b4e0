#include "net/tls/context.h"

#include <string>
#include <utility>

#include <openssl/x509_vfy.h>

#include "net/tls/limits.h"
#include "net/tls/openssl.h"

namespace hubbub::net::tls {
namespace {

// Nobody vouches for anybody: the certificate only carries a key, the handshake proves that the
// peer has it, and who that is gets decided by whoever asks for peer_key(). Its dates prove nothing
// about the key, and would turn people away because of a clock.
int look_at_certificate(X509_STORE_CTX* store, void*) {
  const bool is_there = X509_STORE_CTX_get0_cert(store) != nullptr;
  X509_STORE_CTX_set_error(store, is_there ? X509_V_OK : X509_V_ERR_UNSPECIFIED);
  return is_there ? 1 : 0;
}

bool configure(SSL_CTX* ctx, const Identity& identity) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_max_cert_list(ctx, static_cast<long>(kMaxCertificateBytes));
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(ctx, look_at_certificate, nullptr);
  // Few and quick ones: nobody makes this program compute with a key of 16,384 bits. Not constant,
  // as the library's macros want it.
  std::string groups = "X25519:P-256";
  std::string signatures = "ed25519:ECDSA+SHA256";
  return SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(ctx, TLS1_3_VERSION) == 1 &&
         SSL_CTX_set_num_tickets(ctx, 0) == 1 && SSL_CTX_set_max_early_data(ctx, 0) == 1 &&
         SSL_CTX_set1_groups_list(ctx, groups.data()) == 1 &&
         SSL_CTX_set1_sigalgs_list(ctx, signatures.data()) == 1 &&
         SSL_CTX_set_ciphersuites(ctx,
                                  "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:"
                                  "TLS_AES_256_GCM_SHA384") == 1 &&
         SSL_CTX_use_certificate(ctx, identity.certificate()) == 1 &&
         SSL_CTX_use_PrivateKey(ctx, identity.key()) == 1;
}

}  // namespace

std::shared_ptr<const Context> Context::make(Role role, std::shared_ptr<const Identity> identity) {
  if (!identity) {
    return nullptr;
  }
  start_openssl();
  const CleanErrors errors;
  SslCtxPtr ctx(SSL_CTX_new(role == Role::kServer ? TLS_server_method() : TLS_client_method()));
  if (!ctx || !configure(ctx.get(), *identity)) {
    return nullptr;
  }
  return std::shared_ptr<const Context>(new Context(role, std::move(identity), ctx.release()));
}

Context::Context(Role role, std::shared_ptr<const Identity> identity, SSL_CTX* native)
    : role_(role), identity_(std::move(identity)), native_(native) {}

Context::~Context() {
  SSL_CTX_free(native_);
}

}  // namespace hubbub::net::tls
