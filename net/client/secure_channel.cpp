#include "net/client/secure_channel.h"

#include <utility>

namespace hubbub::net::client {
namespace {

Ending host_changed(const std::string& target) {
  return {"host-changed",
          "The host at " + target +
              " has another key than the last time. Either it was set up anew, or another machine "
              "has its address now, or somebody pretends to be it. Ask whoever runs it to compare "
              "its key with you before you trust the new one; nothing was sent to it.",
          false};
}

Ending another_host(const std::string& target) {
  return {"another-host",
          "At " + target +
              " is another host than the one you chose. Perhaps it has moved: look for it again. "
              "Nothing was sent to it.",
          false};
}

Ending cannot_recognise(const std::string& target) {
  return {"known-hosts-unreadable",
          "The list of known hosts can't be read, so nobody can tell whether " + target +
              " is the host that you know. See the message about the file; to trust every host "
              "anew, move it away. Nothing was sent to this one.",
          false};
}

}  // namespace

SecureChannel::SecureChannel(Trust& trust, std::string target, const Keys& keys)
    : trust_(trust), target_(std::move(target)), keys_(keys), stream_(*trust.context) {}

wire::Bytes SecureChannel::start() {
  wire::Bytes hello;
  stream_.start(hello);
  return hello;
}

wire::Bytes SecureChannel::seal(wire::ByteView frame) {
  wire::Bytes ciphertext;
  stream_.seal({&frame, 1}, ciphertext);
  return ciphertext;
}

Ending SecureChannel::ending() const {
  const tls::Ending& why = stream_.ending();
  if (why.code == "not-tls") {
    return other_protocol("What answers at " + target_ + " does not speak TLS.");
  }
  if (was_established_ && why.code != "tls-refused") {
    return {why.code, "The connection to " + target_ + " was broken off. " + why.reason, true};
  }
  // Before the handshake is over anybody on the way may have caused it: it must not be the end.
  return {why.code, "There is no encrypted connection to " + target_ + ". " + why.reason,
          !was_established_};
}

std::optional<SecureChannel::Refusal> SecureChannel::check_host() {
  was_established_ = true;
  security_.encrypted = true;
  security_.host_key = stream_.peer_key();
  security_.own_key = trust_.context->identity().key_id();
  security_.binding = stream_.channel_binding();
  if (!keys_.expected.is_none() && keys_.expected != security_.host_key) {
    return Refusal{another_host(target_), std::nullopt};
  }
  if (security_.host_key == security_.own_key) {
    return std::nullopt;  // our own host, wherever it is reached
  }
  const bool accepted =
      security_.host_key == keys_.accepted || security_.host_key == keys_.expected;
  const auto known = trust_.hosts.lookup(target_);
  if (known && *known != security_.host_key && !accepted) {
    return Refusal{host_changed(target_),
                   wire::HostKeyChanged{target_, *known, security_.host_key}};
  }
  if (!known && !trust_.hosts.readable() && !accepted) {
    return Refusal{cannot_recognise(target_), std::nullopt};
  }
  security_.first_visit = !known && keys_.expected.is_none();
  // What was known stays unless somebody said so: a party that is found may be anybody's, at
  // anybody's address.
  remember_ = !known || (*known != security_.host_key && security_.host_key == keys_.accepted);
  return std::nullopt;
}

void SecureChannel::remember_host() {
  if (std::exchange(remember_, false)) {
    trust_.hosts.remember(target_, security_.host_key);
  }
}

bool SecureChannel::derive(std::string password, const wire::Digest& salt, int log2_n,
                           tls::Derivations::Done done) {
  return trust_.derivations.start(std::move(password), salt, log2_n, std::move(done));
}

}  // namespace hubbub::net::client
