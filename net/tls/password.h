// How a party's password is proven without being sent: the computations of
// net/wire/password_messages.h. Pure functions but for the random numbers; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "net/wire/digest.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::tls {

// The key that both sides derive: scrypt with N = 2^log2_n, r = 8, p = 1. Slow on purpose, and as
// large: 2^log2_n KB. Nothing when `log2_n` is not from kLeastLog2N to kGreatestLog2N, when the
// password is empty or longer than kMaxPasswordBytes, or when there is no memory for it.
std::optional<wire::Digest> derive(std::string_view password, const wire::Digest& salt, int log2_n);

// From the system's random numbers; none when it has none, and then nothing may be built on it.
wire::Digest random_digest();

// With a fresh nonce. A host draws one salt when it starts and derives its key once: what a client
// costs it after that is one HMAC.
wire::Challenge make_challenge(const wire::Digest& salt, int log2_n);

// `binding` is the connection's (tls::Stream::channel_binding). None when that can't be computed.
wire::Digest client_proof(const wire::Digest& key, const wire::Digest& host_nonce,
                          const wire::Digest& client_nonce, const wire::Digest& binding);
wire::Digest host_proof(const wire::Digest& key, const wire::Digest& host_nonce,
                        const wire::Digest& client_nonce, const wire::Digest& binding);

// In a time that does not tell where they differ. False for two that are none.
bool proofs_equal(const wire::Digest& a, const wire::Digest& b);

}  // namespace hubbub::net::tls
