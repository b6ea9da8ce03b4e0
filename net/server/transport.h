// One connection's byte stream, as the server sees it: a TCP socket, or memory in tests.
//
// Net worker only. Nothing here blocks.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "net/wire/digest.h"
#include "net/wire/frame.h"

namespace hubbub::net::server {

// Hears from a transport. Calls never nest inside a call to the transport.
class TransportHandler {
 public:
  TransportHandler() = default;
  TransportHandler(const TransportHandler&) = delete;
  TransportHandler& operator=(const TransportHandler&) = delete;
  virtual ~TransportHandler() = default;

  // Bytes arrived; the view dies with the call.
  virtual void on_bytes(wire::ByteView bytes) = 0;
  // Follows await_writable(), once.
  virtual void on_writable() = 0;
  // The peer has finished, or the connection broke; `reason` is a sentence for the others.
  virtual void on_ended(const std::string& reason) = 0;
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Who hears from now on; null: nobody.
  virtual void set_handler(TransportHandler* handler) = 0;

  // Takes as much of the pieces, in order, as goes out at once; returns how many bytes. A broken
  // connection takes everything and reports on_ended later.
  virtual std::size_t write(std::span<const wire::ByteView> pieces) = 0;
  virtual void await_writable() = 0;

  // True when the peer's machine has confirmed every byte that write() took.
  [[nodiscard]] virtual bool delivered() const = 0;

  // No more is read for now; what was read already may still come. The end of the connection shows
  // only once reading goes on.
  virtual void pause_reading() = 0;
  virtual void resume_reading() = 0;

  // No more will be written; the peer still may.
  virtual void finish_writing() = 0;
  // The end. No further calls to the handler.
  virtual void close() = 0;

  [[nodiscard]] virtual bool closed() const = 0;

  // The peer is in: what it says is taken as soon as it comes, and not in turn with strangers'.
  virtual void set_known() {}

  // For a peer that has no heartbeat of its own: let the operating system notice its death.
  virtual void probe_liveness() = 0;

  // "192.168.1.7:50312".
  [[nodiscard]] virtual const std::string& address() const = 0;
  // The address without the port; empty for connections from this machine.
  [[nodiscard]] virtual const std::string& counted_address() const = 0;

  // Nobody in between can read it.
  [[nodiscard]] virtual bool encrypted() const { return false; }
  // The key that the peer has proven to have; none without encryption.
  [[nodiscard]] virtual wire::KeyId peer_key() const { return {}; }
  // What only the two ends of this connection have in common (net/wire/password_messages.h); none
  // without encryption.
  [[nodiscard]] virtual wire::Digest channel_binding() const { return {}; }
};

}  // namespace hubbub::net::server
