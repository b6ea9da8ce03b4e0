// Two ends of an encrypted conversation in memory; what goes between them passes through the test.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "net/tls/stream.h"

namespace hubbub::net::tls::tests {

inline std::chrono::sys_seconds this_second() {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}
inline std::shared_ptr<const Identity> somebody() {
  return Identity::make();
}

// One end, what it has for the other, and what it heard.
struct End {
  explicit End(const Context& context) : stream(context) {}

  // In pieces of at most `segment` bytes.
  void take(wire::ByteView ciphertext, std::size_t segment = static_cast<std::size_t>(-1)) {
    while (!ciphertext.empty()) {
      wire::ByteView piece = ciphertext.first(std::min(segment, ciphertext.size()));
      ciphertext = ciphertext.subspan(piece.size());
      while (true) {
        const wire::ByteView plain = stream.next(piece, out);
        if (plain.empty())
          break;
        heard += wire::as_text(plain);
      }
    }
  }
  void say(std::string_view text) {
    const wire::ByteView piece = wire::as_bytes(text);
    stream.seal({&piece, 1}, out);
  }
  [[nodiscard]] bool established() const { return stream.state() == Stream::State::kEstablished; }
  [[nodiscard]] std::string ended() const {
    return stream.state() == Stream::State::kClosed ? stream.ending().code : "";
  }

  Stream stream;
  wire::Bytes out;
  std::string heard;
};

struct Pair {
  Pair(std::shared_ptr<const Identity> client_identity,
       std::shared_ptr<const Identity> server_identity)
      : Pair(Context::make(Role::kClient, std::move(client_identity)),
             Context::make(Role::kServer, std::move(server_identity))) {}
  Pair(const std::shared_ptr<const Context>& client_context,
       const std::shared_ptr<const Context>& server_context)
      : client(*client_context), server(*server_context) {}
  Pair() : Pair(somebody(), somebody()) {}

  // Until nobody has anything more to say.
  void pump(std::size_t segment = static_cast<std::size_t>(-1)) {
    while (!client.out.empty() || !server.out.empty()) {
      server.take(std::exchange(client.out, {}), segment);
      client.take(std::exchange(server.out, {}), segment);
    }
  }
  void shake_hands(std::size_t segment = static_cast<std::size_t>(-1)) {
    client.stream.start(client.out);
    pump(segment);
  }

  End client;
  End server;
};

}  // namespace hubbub::net::tls::tests
