// A connection in memory: the test is the peer.
#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "net/server/transport.h"

namespace hubbub::net::server::testing {

class MemoryTransport final : public Transport {
 public:
  explicit MemoryTransport(std::string address = "10.0.0.1:5000") : address_(std::move(address)) {
    counted_ = address_.substr(0, address_.rfind(':'));
    if (counted_ == "127.0.0.1")
      counted_.clear();
  }

  // The peer is encrypted, and known by that key.
  void set_peer_key(const wire::KeyId& key, const wire::Digest& binding = {}) {
    key_ = key;
    binding_ = binding;
  }

  // ---- The peer's side ----
  // What comes while reading is paused waits, as in a socket.
  void peer_sends(wire::ByteView bytes) {
    if (paused_) {
      unread_.insert(unread_.end(), bytes.begin(), bytes.end());
    } else if (handler_ != nullptr) {
      handler_->on_bytes(bytes);
    }
  }
  void peer_ends(const std::string& reason) {
    if (handler_ != nullptr)
      handler_->on_ended(reason);
  }
  // The connection takes this many more bytes, then blocks. Wakes a waiting writer.
  void allow(std::size_t bytes) {
    room_ = bytes;
    if (std::exchange(waiting_, false) && handler_ != nullptr)
      handler_->on_writable();
  }
  void set_delivered(bool delivered) { delivered_ = delivered; }
  // What has come since the last call.
  wire::Bytes take_received() { return std::exchange(received_, {}); }
  [[nodiscard]] bool finished() const { return finished_; }
  [[nodiscard]] bool closed() const override { return closed_; }
  [[nodiscard]] bool probes_liveness() const { return probes_; }
  [[nodiscard]] int writes() const { return writes_; }

  // ---- The server's side ----
  void set_handler(TransportHandler* handler) override { handler_ = handler; }
  std::size_t write(std::span<const wire::ByteView> pieces) override {
    ++writes_;
    std::size_t written = 0;
    for (const wire::ByteView piece : pieces) {
      const std::size_t taken = std::min(piece.size(), room_);
      received_.insert(received_.end(), piece.begin(),
                       piece.begin() + static_cast<std::ptrdiff_t>(taken));
      room_ -= taken;
      written += taken;
    }
    return written;
  }
  void await_writable() override { waiting_ = true; }
  [[nodiscard]] bool delivered() const override { return delivered_; }
  void pause_reading() override { paused_ = true; }
  void resume_reading() override {
    paused_ = false;
    const wire::Bytes bytes = std::exchange(unread_, {});
    if (!bytes.empty())
      peer_sends(bytes);
  }
  [[nodiscard]] bool paused() const { return paused_; }
  void finish_writing() override { finished_ = true; }
  void close() override {
    closed_ = true;
    handler_ = nullptr;
  }
  void probe_liveness() override { probes_ = true; }
  [[nodiscard]] bool encrypted() const override { return !key_.is_none(); }
  [[nodiscard]] wire::KeyId peer_key() const override { return key_; }
  [[nodiscard]] wire::Digest channel_binding() const override { return binding_; }
  [[nodiscard]] const std::string& address() const override { return address_; }
  [[nodiscard]] const std::string& counted_address() const override { return counted_; }

 private:
  std::string address_;
  std::string counted_;
  wire::KeyId key_{};
  wire::Digest binding_{};
  TransportHandler* handler_ = nullptr;
  wire::Bytes received_;
  wire::Bytes unread_;
  bool paused_ = false;
  std::size_t room_ = std::numeric_limits<std::size_t>::max() / 2;
  bool waiting_ = false;
  bool delivered_ = true;
  bool finished_ = false;
  bool closed_ = false;
  bool probes_ = false;
  int writes_ = 0;
};

}  // namespace hubbub::net::server::testing
