#include "net/server/newcomer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "net/server/limits.h"
#include "net/server/server.h"
#include "net/server/tls_transport.h"
#include "net/tls/context.h"
#include "net/wire/command.h"
#include "net/wire/hello.h"

namespace hubbub::net::server {
namespace {

// The type of the record in which a handshake begins (RFC 8446, 5.1). Of the frames of either
// dialect only a `ping` begins with that byte, and no conversation begins with one.
constexpr std::byte kTlsHandshake{0x16};

// Nothing while the bytes so far leave it open.
std::optional<wire::Dialect> recognise(wire::ByteView greeting) {
  if (greeting.size() < wire::kHeaderBytes)
    return std::nullopt;
  const wire::FrameHeader header = wire::read_header(greeting);
  const bool may_say_hello =
      header.command == static_cast<std::int32_t>(wire::CommandWord::kLogin) &&
      !wire::check_lengths(header) &&
      header.message_length >= static_cast<std::int32_t>(wire::kHelloMagic.size());
  if (!may_say_hello)
    return wire::Dialect::k2006;
  const std::size_t magic_at = wire::kHeaderBytes + static_cast<std::size_t>(header.name_length);
  if (greeting.size() < magic_at + wire::kHelloMagic.size())
    return std::nullopt;
  return wire::as_text(greeting).substr(magic_at).starts_with(wire::kHelloMagic)
             ? wire::Dialect::kHubbub
             : wire::Dialect::k2006;
}

}  // namespace

Newcomer::Newcomer(Server& server, std::shared_ptr<Transport> transport,
                   Tap::ConnectionId connection, Clock::Instant since)
    : server_(server), transport_(std::move(transport)), connection_(connection), since_(since) {
  transport_->set_handler(this);
}

void Newcomer::on_bytes(wire::ByteView bytes) {
  if (greeting_.empty()) {
    if (!bytes.empty() && bytes.front() == kTlsHandshake && !transport_->encrypted())
      return encrypt(bytes);
    if (const auto dialect = recognise(bytes))
      return server_.promote(*this, *dialect, bytes);
  }
  greeting_.insert(greeting_.end(), bytes.begin(), bytes.end());
  const auto dialect = recognise(greeting_);
  if (!dialect && greeting_.size() < kMaxGreetingBytes)
    return;
  const wire::Bytes first_bytes = std::exchange(greeting_, {});
  server_.promote(*this, dialect.value_or(wire::Dialect::k2006), first_bytes);
}

void Newcomer::encrypt(wire::ByteView first_bytes) {
  if (!server_.options().tls)
    return server_.forget(*this);
  const auto encrypted =
      std::make_shared<TlsTransport>(std::move(transport_), *server_.options().tls);
  transport_ = encrypted;
  encrypted->set_handler(this);
  encrypted->take(first_bytes);
}

void Newcomer::on_ended(const std::string&) {
  server_.forget(*this);
}

}  // namespace hubbub::net::server
