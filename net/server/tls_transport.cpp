#include "net/server/tls_transport.h"

#include <algorithm>
#include <array>
#include <utility>

#include "net/server/limits.h"

namespace hubbub::net::server {
namespace {

// One for all connections: ciphertext goes to the inner transport within the same call.
wire::Bytes& scratch() {
  thread_local wire::Bytes bytes;
  bytes.clear();
  return bytes;
}

std::size_t size_of(std::span<const wire::ByteView> pieces) {
  std::size_t size = 0;
  for (const wire::ByteView piece : pieces)
    size += piece.size();
  return size;
}

// The first `size` bytes of `pieces` without their first `skip`.
class Portion {
 public:
  Portion(std::span<const wire::ByteView> pieces, std::size_t skip, std::size_t size) {
    for (wire::ByteView piece : pieces) {
      const std::size_t skipped = std::min(skip, piece.size());
      skip -= skipped;
      piece = piece.subspan(skipped);
      piece = piece.first(std::min(size, piece.size()));
      if (piece.empty())
        continue;
      if (count_ == pieces_.size())
        return;
      pieces_[count_++] = piece;
      size -= piece.size();
      bytes_ += piece.size();
    }
  }
  [[nodiscard]] std::span<const wire::ByteView> pieces() const {
    return std::span(pieces_).first(count_);
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t kMaxPieces = 16;
  std::array<wire::ByteView, kMaxPieces> pieces_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

TlsTransport::TlsTransport(std::shared_ptr<Transport> inner, const tls::Context& context)
    : inner_(std::move(inner)), stream_(context) {
  inner_->set_handler(this);
}

TlsTransport::~TlsTransport() {
  inner_->set_handler(nullptr);
}

// ---- In -----------------------------------------------------------------------------------------

void TlsTransport::on_bytes(wire::ByteView ciphertext) {
  // The handler may close, and let go of, this connection.
  const auto self = shared_from_this();
  const bool was_established = stream_.state() == tls::Stream::State::kEstablished;
  while (!closed()) {
    wire::Bytes& out = scratch();
    const wire::ByteView plain = stream_.next(ciphertext, out);
    send(out);
    if (plain.empty())
      break;
    if (handler_ != nullptr)
      handler_->on_bytes(plain);
  }
  if (closed())
    return;
  if (stream_.state() == tls::Stream::State::kClosed) {
    const bool clean = stream_.ending().code == "closed";
    return tell_ended(clean ? "left without a word" : "broke the encryption");
  }
  if (!was_established && stream_.state() == tls::Stream::State::kEstablished)
    tell_writable();
}

void TlsTransport::on_ended(const std::string& reason) {
  const auto self = shared_from_this();
  stream_.cut();
  stuck_ = {};
  tell_ended(reason);
}

void TlsTransport::tell_ended(const std::string& reason) {
  if (handler_ != nullptr && !std::exchange(told_ended_, true))
    handler_->on_ended(reason);
}

// ---- Out ----------------------------------------------------------------------------------------

std::size_t TlsTransport::write(std::span<const wire::ByteView> pieces) {
  const std::size_t wanted = size_of(pieces);
  std::size_t taken = 0;
  while (taken < wanted && stuck_.empty() && stream_.state() != tls::Stream::State::kHandshaking) {
    const Portion portion(pieces, taken, kMaxSealedBytes);
    wire::Bytes& ciphertext = scratch();
    stream_.seal(portion.pieces(), ciphertext);
    if (stream_.state() == tls::Stream::State::kClosed) {
      inner_->finish_writing();  // if the peer does not know yet that it is over, this tells it
      return wanted;
    }
    taken += portion.bytes();
    send(ciphertext);
  }
  return taken;
}

// What has been encrypted has to go out next, whatever the handler wants by then.
void TlsTransport::send(wire::Bytes& ciphertext) {
  if (ciphertext.empty() || closed())
    return;
  if (!stuck_.empty()) {
    // Only answers of TLS itself come here (to updates of keys, RFC 8446, 4.6.3): a peer that asks
    // for them without end and reads none is none.
    if (stuck_.size() > 2 * kMaxSealedBytes)
      return inner_->close();
    stuck_.insert(stuck_.end(), ciphertext.begin(), ciphertext.end());
    return;
  }
  const wire::ByteView piece = ciphertext;
  const std::size_t written = inner_->write({&piece, 1});
  if (written == ciphertext.size())
    return;
  stuck_.assign(ciphertext.begin() + static_cast<std::ptrdiff_t>(written), ciphertext.end());
  await_inner();
}

bool TlsTransport::send_stuck() {
  if (stuck_.empty())
    return true;
  const wire::ByteView piece = stuck_;
  const std::size_t written = inner_->write({&piece, 1});
  if (written == stuck_.size()) {
    stuck_ = wire::Bytes();  // `= {}` would keep the buffer
    return true;
  }
  stuck_.erase(stuck_.begin(), stuck_.begin() + static_cast<std::ptrdiff_t>(written));
  return false;
}

void TlsTransport::await_inner() {
  if (!std::exchange(awaiting_, true))
    inner_->await_writable();
}

void TlsTransport::await_writable() {
  wanted_ = true;
  // While shaking hands there is room, but nothing to fill it with: the end of that is waited for.
  if (stream_.state() != tls::Stream::State::kHandshaking)
    await_inner();
}

void TlsTransport::on_writable() {
  const auto self = shared_from_this();
  awaiting_ = false;
  if (!send_stuck())
    return await_inner();
  if (finish_wanted_)
    finish_inner();
  if (stream_.state() != tls::Stream::State::kHandshaking)
    tell_writable();
}

void TlsTransport::tell_writable() {
  if (handler_ != nullptr && stuck_.empty() && std::exchange(wanted_, false))
    handler_->on_writable();
}

// ---- The end ------------------------------------------------------------------------------------

void TlsTransport::finish_writing() {
  if (std::exchange(finish_wanted_, true) || closed())
    return;
  wire::Bytes& last_words = scratch();
  stream_.finish(last_words);
  send(last_words);
  if (stuck_.empty())
    finish_inner();
}

void TlsTransport::finish_inner() {
  inner_->finish_writing();
}

void TlsTransport::close() {
  handler_ = nullptr;
  stuck_ = wire::Bytes();
  inner_->close();
}

}  // namespace hubbub::net::server
