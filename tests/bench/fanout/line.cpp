#include "tests/bench/fanout/line.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hubbub::bench {
namespace {

namespace tls = net::tls;
namespace wire = net::wire;

// A host knows people by their keys. One each would take longer than what is measured.
constexpr std::size_t kKeys = 256;

using Contexts = std::vector<std::shared_ptr<const tls::Context>>;

Contexts make_contexts() {
  Contexts contexts;
  for (std::size_t i = 0; i < kKeys; ++i) {
    auto context = tls::Context::make(tls::Role::kClient, tls::Identity::make());
    if (!context) {
      throw Failure("can't make a key");
    }
    contexts.push_back(std::move(context));
  }
  return contexts;
}

const Contexts& contexts() {
  static const Contexts made = make_contexts();
  return made;
}

}  // namespace

void prepare_keys() {
  contexts();
}

Line::Line(std::uint16_t port, Speech speech, std::size_t index) {
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd_ < 0 || ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    const std::string why = std::strerror(errno);
    ::close(fd_);
    throw Failure("can't connect: " + why);
  }
  if (speech == Speech::kTls) {
    stream_ = std::make_unique<tls::Stream>(*contexts()[index % kKeys]);
    stream_->start(unsent_);
  }
}

Line::~Line() {
  reset();
}

void Line::reset() {
  if (fd_ < 0) {
    return;
  }
  const linger at_once{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(fd_);
  fd_ = -1;
  stream_.reset();
}

bool Line::may_seal() const {
  return stream_ && stream_->state() == tls::Stream::State::kEstablished && !to_seal_.empty();
}

bool Line::wants_flush() const {
  return stream_ && (!unsent_.empty() || may_seal());
}

bool Line::flush() {
  if (may_seal()) {
    const wire::ByteView piece = to_seal_;
    stream_->seal({&piece, 1}, unsent_);
    to_seal_.clear();
  }
  if (unsent_.empty()) {
    return true;
  }
  const ssize_t sent = ::send(fd_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent > 0) {
    unsent_.erase(unsent_.begin(), unsent_.begin() + sent);
  }
  return unsent_.empty();
}

std::optional<wire::ByteView> Line::receive(std::span<std::byte> buffer) const {
  const ssize_t size = ::recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size > 0) {
    return wire::ByteView(buffer).first(static_cast<std::size_t>(size));
  }
  if (size < 0 && errno == EAGAIN) {
    return wire::ByteView{};
  }
  return std::nullopt;
}

}  // namespace hubbub::bench
