// The encryption of one connection of the client, between its socket and its dialogue, and the
// question whether the host is the one that it was.
//
// Net worker only. The link moves the bytes.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "net/client/dialogue.h"
#include "net/client/trust.h"
#include "net/tls/stream.h"

namespace hubbub::net::client {

class SecureChannel {
 public:
  // As wire::Connect has them.
  struct Keys {
    wire::KeyId accepted{};  // to take for the host's though another one is known; none: no such
    wire::KeyId expected{};  // the only one that the host may have; none: any
  };
  // `target` is the canonical "HOST:PORT", under which the host's key is known. `trust` outlives
  // the channel and has a context.
  SecureChannel(Trust& trust, std::string target, const Keys& keys);

  // Our first bytes.
  wire::Bytes start();
  // As tls::Stream::next.
  wire::ByteView next(wire::ByteView& ciphertext, wire::Bytes& out) {
    return stream_.next(ciphertext, out);
  }
  // One frame, encrypted. Only while established().
  wire::Bytes seal(wire::ByteView frame);

  [[nodiscard]] bool established() const {
    return stream_.state() == tls::Stream::State::kEstablished;
  }
  [[nodiscard]] bool closed() const { return stream_.state() == tls::Stream::State::kClosed; }
  // Why it is closed, for a person.
  [[nodiscard]] Ending ending() const;
  // The host said that it has finished, which is as the end of a plain stream.
  [[nodiscard]] bool finished() const { return closed() && stream_.ending().code == "closed"; }

  struct Refusal {
    Ending ending;
    std::optional<wire::HostKeyChanged> changed;  // set: the host has another key than it had
  };
  // Looks at the key of the host, once established. Nothing: go on.
  std::optional<Refusal> check_host();
  // The host has let us in: from now on its key is known.
  void remember_host();

  // Once check_host() let it pass.
  [[nodiscard]] const Security& security() const { return security_; }
  // See Line::derive.
  [[nodiscard]] bool derive(std::string password, const wire::Digest& salt, int log2_n,
                            tls::Derivations::Done done);

 private:
  Trust& trust_;
  const std::string target_;
  const Keys keys_;
  tls::Stream stream_;
  bool was_established_ = false;
  bool remember_ = false;
  Security security_;
};

}  // namespace hubbub::net::client
