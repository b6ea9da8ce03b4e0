// An encrypted connection of the server: a transport over another one.
//
// What comes in is decrypted for the handler; what is written is encrypted and goes on to the inner
// transport in one piece. Ciphertext that the inner one does not take has to wait here, as much as
// kMaxSealedBytes at most; while it does, nothing more is taken. A client that has nothing under
// way costs no buffer. Net worker only.
#pragma once

#include <memory>
#include <string>

#include "net/server/transport.h"
#include "net/tls/stream.h"

namespace hubbub::net::server {

class TlsTransport final : public Transport,
                           public std::enable_shared_from_this<TlsTransport>,
                           private TransportHandler {
 public:
  // Takes `inner` over, whose handler it becomes.
  TlsTransport(std::shared_ptr<Transport> inner, const tls::Context& context);
  ~TlsTransport() override;

  // Bytes that the inner transport brought before it was handed over. Not inside a call to either
  // transport. The handler must be set.
  void take(wire::ByteView ciphertext) { on_bytes(ciphertext); }

  void set_handler(TransportHandler* handler) override { handler_ = handler; }
  // Before the handshake is over it takes nothing.
  std::size_t write(std::span<const wire::ByteView> pieces) override;
  void await_writable() override;
  [[nodiscard]] bool delivered() const override { return stuck_.empty() && inner_->delivered(); }
  void pause_reading() override { inner_->pause_reading(); }
  void resume_reading() override { inner_->resume_reading(); }
  void finish_writing() override;
  void close() override;
  [[nodiscard]] bool closed() const override { return inner_->closed(); }
  void set_known() override { inner_->set_known(); }
  void probe_liveness() override { inner_->probe_liveness(); }
  [[nodiscard]] const std::string& address() const override { return inner_->address(); }
  [[nodiscard]] const std::string& counted_address() const override {
    return inner_->counted_address();
  }
  [[nodiscard]] bool encrypted() const override { return true; }
  [[nodiscard]] wire::KeyId peer_key() const override { return stream_.peer_key(); }
  [[nodiscard]] wire::Digest channel_binding() const override { return stream_.channel_binding(); }

 private:
  void on_bytes(wire::ByteView ciphertext) override;
  void on_writable() override;
  void on_ended(const std::string& reason) override;

  void send(wire::Bytes& ciphertext);
  bool send_stuck();
  void finish_inner();
  void await_inner();
  void tell_writable();
  void tell_ended(const std::string& reason);

  const std::shared_ptr<Transport> inner_;
  TransportHandler* handler_ = nullptr;
  tls::Stream stream_;
  wire::Bytes stuck_;      // ciphertext that the inner transport did not take
  bool awaiting_ = false;  // the inner transport will call on_writable
  bool wanted_ = false;    // and the handler waits for ours
  bool finish_wanted_ = false;
  bool told_ended_ = false;
};

}  // namespace hubbub::net::server
