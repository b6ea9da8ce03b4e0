// One encrypted conversation (TLS 1.3), apart from any socket: bytes in, bytes out.
//
// Either role. The owner hands in what came from the connection and sends on what is appended to
// `out`. Nothing a peer sends does more than end the stream. It owns no buffers while it is idle.
// One thread at a time; the context outlives nothing: the stream keeps its own hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "net/tls/context.h"
#include "net/tls/ending.h"
#include "net/wire/digest.h"
#include "net/wire/frame.h"

// OpenSSL's SSL.
struct ssl_st;

namespace hubbub::net::tls {

class Stream {
 public:
  enum class State : std::uint8_t { kHandshaking, kEstablished, kClosed };

  // What the library reads from and writes to while a call of ours is under way.
  struct Io {
    wire::ByteView in;
    wire::Bytes* out = nullptr;
  };

  explicit Stream(const Context& context);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // The client speaks first. Does nothing on a server.
  void start(wire::Bytes& out);

  // Takes `ciphertext` from its front until there is plaintext, and returns that: at most
  // kMaxRecordBytes, overwritten by the next call on any stream of this thread. Empty: all of
  // `ciphertext` is used up, or the stream is closed. What is appended to `out` has to be sent
  // before anything that a later call appends.
  wire::ByteView next(wire::ByteView& ciphertext, wire::Bytes& out);

  // Appends the pieces, encrypted, in order, as few records as they fit in. Only while established;
  // otherwise does nothing.
  void seal(std::span<const wire::ByteView> pieces, wire::Bytes& out);

  // Tells the peer that no more will be written; it may still write.
  void finish(wire::Bytes& out);

  // The connection below has ended. Without the peer's word for it the end is "truncated".
  void cut();

  [[nodiscard]] State state() const { return state_; }
  // Why; only once closed.
  [[nodiscard]] const Ending& ending() const { return ending_; }
  // None until established.
  [[nodiscard]] const wire::KeyId& peer_key() const { return peer_key_; }
  // What only the two ends of this conversation have in common (RFC 8446, 7.5, for
  // "EXPORTER-hubbub-password"). None unless established.
  [[nodiscard]] wire::Digest channel_binding() const;

 private:
  bool shake_hands();
  bool admit(wire::ByteView ciphertext);
  void fail();
  void close(Ending ending);
  void write_record(wire::ByteView plain);

  ssl_st* ssl_ = nullptr;
  Io io_;
  State state_ = State::kHandshaking;
  bool is_server_ = false;
  bool finished_ = false;
  // The first bytes of a client: a record's header and that of its hello.
  static constexpr std::size_t kPreludeBytes = 9;
  std::uint8_t prelude_size_ = 0;
  std::array<std::byte, kPreludeBytes> prelude_{};
  std::uint32_t handshake_bytes_ = 0;
  wire::KeyId peer_key_;
  Ending ending_;
};

}  // namespace hubbub::net::tls
