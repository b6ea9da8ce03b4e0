#include "net/tls/stream.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "net/tls/limits.h"
#include "net/tls/openssl.h"

namespace hubbub::net::tls {
namespace {

constexpr std::string_view kBindingLabel = "EXPORTER-hubbub-password";

// One for all streams of a thread: plaintext is handed on before the next call.
using RecordBuffer = std::array<std::byte, kMaxRecordBytes>;
RecordBuffer& read_buffer() {
  thread_local RecordBuffer buffer;
  return buffer;
}
RecordBuffer& gather_buffer() {
  thread_local RecordBuffer buffer;
  return buffer;
}

// ---- The library's way in and out ---------------------------------------------------------------

Stream::Io& io_of(BIO* bio) {
  return *static_cast<Stream::Io*>(BIO_get_data(bio));
}

int bio_read(BIO* bio, char* data, std::size_t size, std::size_t* read) {
  BIO_clear_retry_flags(bio);
  wire::ByteView& in = io_of(bio).in;
  *read = std::min(size, in.size());
  if (*read == 0) {
    BIO_set_retry_read(bio);
    return 0;
  }
  std::memcpy(data, in.data(), *read);
  in = in.subspan(*read);
  return 1;
}

int bio_write(BIO* bio, const char* data, std::size_t size, std::size_t* written) {
  wire::Bytes* const out = io_of(bio).out;
  if (out == nullptr) {
    return 0;  // nobody could send it: no call that writes is made without one
  }
  const auto* const bytes = reinterpret_cast<const std::byte*>(data);
  out->insert(out->end(), bytes, bytes + size);
  *written = size;
  return 1;
}

long bio_control(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* bio_method() {
  static const BIO_METHOD* const method = [] {
    BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "hubbub");
    if (made != nullptr) {
      BIO_meth_set_read_ex(made, bio_read);
      BIO_meth_set_write_ex(made, bio_write);
      BIO_meth_set_ctrl(made, bio_control);
    }
    return made;
  }();
  return method;
}

BIO* make_bio(Stream::Io& io) {
  const BIO_METHOD* const method = bio_method();
  BIO* const bio = method != nullptr ? BIO_new(method) : nullptr;
  if (bio != nullptr) {
    BIO_set_data(bio, &io);
    BIO_set_init(bio, 1);
  }
  return bio;
}

}  // namespace

// ---- Its life -----------------------------------------------------------------------------------

Stream::Stream(const Context& context)
    : ssl_(SSL_new(context.native())), is_server_(context.role() == Role::kServer) {
  const CleanErrors errors;
  BIO* const bio = ssl_ != nullptr ? make_bio(io_) : nullptr;
  if (bio == nullptr) {
    close({"tls-failed", "There is no memory for an encrypted connection."});
    return;
  }
  SSL_set_bio(ssl_, bio, bio);
  if (is_server_) {
    SSL_set_accept_state(ssl_);
  } else {
    SSL_set_connect_state(ssl_);
  }
}

Stream::~Stream() {
  SSL_free(ssl_);
}

void Stream::start(wire::Bytes& out) {
  if (state_ != State::kHandshaking || is_server_) {
    return;
  }
  const CleanErrors errors;
  io_.out = &out;
  shake_hands();
  io_.out = nullptr;
}

wire::ByteView Stream::next(wire::ByteView& ciphertext, wire::Bytes& out) {
  if (state_ == State::kClosed || !admit(ciphertext)) {
    return {};
  }
  const CleanErrors errors;
  io_ = {ciphertext, &out};
  std::size_t count = 0;
  if (shake_hands()) {
    RecordBuffer& buffer = read_buffer();
    if (SSL_read_ex(ssl_, buffer.data(), buffer.size(), &count) != 1) {
      count = 0;
      fail();
    }
  }
  ciphertext = io_.in;
  io_ = {};
  return wire::ByteView(read_buffer()).first(count);
}

// False while the handshake is under way, or when it has failed.
bool Stream::shake_hands() {
  if (state_ != State::kHandshaking) {
    return state_ == State::kEstablished;
  }
  if (SSL_do_handshake(ssl_) != 1) {
    fail();
    return false;
  }
  // The library holds it for as long as the session.
  if (X509* const certificate = SSL_get0_peer_certificate(ssl_)) {
    peer_key_ = key_id_of(certificate);
  }
  if (peer_key_.is_none()) {
    close({"tls-no-key", "The other side showed no key of its own."});
    return false;
  }
  state_ = State::kEstablished;
  return true;
}

// The library makes room for as long a hello as is announced; here strangers are told before.
bool Stream::admit(wire::ByteView ciphertext) {
  if (state_ != State::kHandshaking) {
    return true;
  }
  handshake_bytes_ += static_cast<std::uint32_t>(std::min(ciphertext.size(), kMaxHandshakeBytes));
  // What follows the handshake in the same read is not part of it, hence twice as much.
  if (handshake_bytes_ > 2 * kMaxHandshakeBytes) {
    close({"tls-too-long", "The other side's handshake has no end."});
    return false;
  }
  if (!is_server_ || prelude_size_ == kPreludeBytes) {
    return true;
  }
  const std::size_t count = std::min(kPreludeBytes - prelude_size_, ciphertext.size());
  std::copy_n(ciphertext.begin(), count, prelude_.begin() + prelude_size_);
  prelude_size_ = static_cast<std::uint8_t>(prelude_size_ + count);
  if (prelude_size_ < kPreludeBytes) {
    return true;
  }
  const auto byte = [this](std::size_t at) { return std::to_integer<std::size_t>(prelude_[at]); };
  const std::size_t record = (byte(3) << 8U) | byte(4);
  const std::size_t hello = (byte(6) << 16U) | (byte(7) << 8U) | byte(8);
  // A record that ends inside the hello's own header hides its length, and has no other use.
  if (record < 4 || hello > kMaxClientHelloBytes) {
    close({"tls-too-long", "The other side's first words are longer than any that are needed."});
    return false;
  }
  return true;
}

void Stream::seal(std::span<const wire::ByteView> pieces, wire::Bytes& out) {
  if (state_ != State::kEstablished || finished_) {
    return;
  }
  const CleanErrors errors;
  io_.out = &out;
  RecordBuffer& buffer = gather_buffer();
  std::size_t gathered = 0;
  for (wire::ByteView piece : pieces) {
    while (!piece.empty() && state_ == State::kEstablished) {
      if (gathered == 0 && piece.size() >= kMaxRecordBytes) {
        write_record(piece.first(kMaxRecordBytes));
        piece = piece.subspan(kMaxRecordBytes);
        continue;
      }
      const std::size_t count = std::min(piece.size(), buffer.size() - gathered);
      std::copy_n(piece.begin(), count, buffer.begin() + static_cast<std::ptrdiff_t>(gathered));
      gathered += count;
      piece = piece.subspan(count);
      if (gathered == buffer.size()) {
        write_record(buffer);
        gathered = 0;
      }
    }
  }
  if (gathered > 0 && state_ == State::kEstablished) {
    write_record(wire::ByteView(buffer).first(gathered));
  }
  io_.out = nullptr;
}

void Stream::write_record(wire::ByteView plain) {
  std::size_t written = 0;
  if (SSL_write_ex(ssl_, plain.data(), plain.size(), &written) != 1) {
    fail();
  }
}

void Stream::finish(wire::Bytes& out) {
  if (state_ != State::kEstablished || std::exchange(finished_, true)) {
    return;
  }
  const CleanErrors errors;
  io_.out = &out;
  if (SSL_shutdown(ssl_) < 0) {
    fail();
  }
  io_.out = nullptr;
}

void Stream::cut() {
  close({"truncated", "The connection ended in the middle of the conversation."});
}

// What the last call's failure means; that it only wants more bytes is none.
void Stream::fail() {
  const int error = SSL_get_error(ssl_, 0);
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
    return;
  }
  if (error == SSL_ERROR_ZERO_RETURN) {
    return close({"closed", "The other side has closed the conversation."});
  }
  close(ending_of_failure(state_ == State::kEstablished));
}

void Stream::close(Ending ending) {
  if (state_ != State::kClosed) {
    state_ = State::kClosed;
    ending_ = std::move(ending);
  }
}

// ---- What the two ends know ---------------------------------------------------------------------

wire::Digest Stream::channel_binding() const {
  wire::Digest binding;
  if (state_ != State::kEstablished) {
    return binding;
  }
  const CleanErrors errors;
  if (SSL_export_keying_material(ssl_, binding.bytes.data(), binding.bytes.size(),
                                 kBindingLabel.data(), kBindingLabel.size(), nullptr, 0, 0) != 1) {
    return {};
  }
  return binding;
}

}  // namespace hubbub::net::tls
