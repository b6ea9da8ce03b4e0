// How a party's password is proven without being sent; messages.h tells how to read it. Value
// types; any thread.
//
// Both sides derive key = scrypt(password, salt, N = 2^log2_n, r = 8, p = 1, 32 bytes; RFC 7914)
// and prove that they have it: proof = HMAC-SHA256(key, role || host_nonce || client_nonce ||
// binding), where role is "hubbub client" or "hubbub host" and binding is what the TLS exporter
// gives for the label "EXPORTER-hubbub-password" (RFC 8446, 7.5; 32 bytes, no context). The binding
// makes a proof worthless on any other connection, one through a stranger in between included.
#pragma once

#include <cstdint>
#include <string_view>

#include "net/wire/command.h"
#include "net/wire/digest.h"

namespace hubbub::net::wire {

struct Challenge {
  static constexpr auto kCommand = CommandWord::kChallenge;
  static constexpr std::string_view kName = "challenge";
  static constexpr std::string_view kDoc =
      "An answer to `login`: the party has a password. The client sends `proof`.";

  std::uint8_t log2_n = 0;
  Digest salt{};
  Digest nonce{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.number("log2_n", self.log2_n, "cost of scrypt, 14 to 18");
    v.id("salt", self.salt, "of scrypt");
    v.id("nonce", self.nonce, "the host's; made for this connection");
  }
};

struct Proof {
  static constexpr auto kCommand = CommandWord::kProof;
  static constexpr std::string_view kName = "proof";
  static constexpr std::string_view kDoc =
      "The answer to `challenge`. Answered by `welcome`, which holds the host's own proof, or by "
      "`farewell`.";

  Digest nonce{};
  Digest proof{};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.id("nonce", self.nonce, "the client's; made for this connection");
    v.secret("proof", self.proof, "HMAC-SHA256, see docs/security.md");
  }
};

}  // namespace hubbub::net::wire
