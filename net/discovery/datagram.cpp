#include "net/discovery/datagram.h"

#include <algorithm>
#include <utility>

#include "net/tls/signature.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"

namespace hubbub::net::discovery {
namespace {

constexpr std::size_t kSignatureBytes = 2 * wire::Digest::kBytes;

// Of a datagram that is an announcement: what its signature is of.
wire::Bytes signed_bytes(wire::ByteView datagram) {
  const wire::FrameView frame = wire::view_frame(wire::read_header(datagram), datagram);
  wire::Bytes bytes;
  bytes.reserve(wire::kSignedFor.size() + frame.message.size());
  const auto head = wire::as_bytes(wire::kSignedFor);
  bytes.insert(bytes.end(), head.begin(), head.end());
  const auto body = wire::as_bytes(frame.message.substr(kSignatureBytes));
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

// A datagram is one frame and nothing else.
template <class M>
std::optional<M> read_alone(wire::ByteView datagram) {
  if (datagram.size() < wire::kHeaderBytes)
    return std::nullopt;
  const wire::FrameHeader header = wire::read_header(datagram);
  if (header.command != static_cast<std::int32_t>(M::kCommand) || wire::check_lengths(header) ||
      header.name_length != 0 || wire::frame_bytes(header) != datagram.size()) {
    return std::nullopt;
  }
  auto message = wire::decode<M>(wire::view_frame(header, datagram));
  return message.ok() ? std::optional<M>(std::move(*message)) : std::nullopt;
}

}  // namespace

wire::Bytes query_datagram(const wire::MessageId& nonce) {
  const std::size_t unpadded = wire::encoded(wire::Query{nonce, {}}).size();
  return wire::encoded(wire::Query{nonce, std::string(wire::kQueryBytes - unpadded, '\0')});
}

std::optional<wire::Query> read_query(wire::ByteView datagram) {
  return datagram.size() < wire::kQueryBytes ? std::nullopt : read_alone<wire::Query>(datagram);
}

wire::Bytes announcement_datagram(wire::Announcement announcement, const tls::Identity& identity) {
  announcement.public_key = tls::public_key_of(identity);
  const auto signature = tls::sign(identity, signed_bytes(wire::encoded(announcement)));
  if (!signature || announcement.public_key.is_none())
    return {};
  announcement.signature_r = signature->r;
  announcement.signature_s = signature->s;
  return wire::encoded(announcement);
}

std::optional<wire::Announcement> read_announcement(wire::ByteView datagram) {
  if (datagram.size() > wire::kQueryBytes)
    return std::nullopt;
  auto announcement = read_alone<wire::Announcement>(datagram);
  return announcement && announcement->port != 0 && !announcement->public_key.is_none()
             ? std::move(announcement)
             : std::nullopt;
}

bool is_genuine(wire::ByteView datagram, const wire::Announcement& announcement) {
  return tls::is_signed_by(announcement.public_key,
                           {announcement.signature_r, announcement.signature_s},
                           signed_bytes(datagram));
}

}  // namespace hubbub::net::discovery
