#include "net/discovery/datagram.h"

#include <gtest/gtest.h>

#include "net/tls/signature.h"
#include "net/wire/encoder.h"
#include "tests/net/discovery/hosts.h"

namespace hubbub::net::discovery {
namespace {

using hubbub::tests::AnnouncingHost;

TEST(Datagram, AQueryIsPaddedAndReadBack) {
  const wire::MessageId nonce = wire::MessageId::make();
  const wire::Bytes bytes = query_datagram(nonce);
  EXPECT_EQ(bytes.size(), wire::kQueryBytes);
  const auto query = read_query(bytes);
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->nonce, nonce);
}

TEST(Datagram, AQueryThatIsShorterThanItsAnswerMayBeIsNone) {
  EXPECT_FALSE(read_query(wire::encoded(wire::Query{wire::MessageId::make(), {}})).has_value());
}

TEST(Datagram, NoAnnouncementIsLargerThanAQuery) {
  AnnouncingHost host(std::string(2 * wire::kMaxTitleBytes, 'x'));
  host.state().software = std::string(wire::kMaxAgentBytes, 'x');
  host.state().addresses.assign(wire::kMaxAnnouncedAddresses,
                                {std::string(wire::kMaxAddressBytes, 'x')});
  const wire::Bytes bytes = host.says();
  EXPECT_GT(bytes.size(), 900U);
  EXPECT_LE(bytes.size(), wire::kQueryBytes);
  EXPECT_TRUE(read_announcement(bytes).has_value());
}

TEST(Datagram, AnAnnouncementIsItsHosts) {
  AnnouncingHost host("Friday LAN");
  const wire::Bytes bytes = host.says();
  const auto announcement = read_announcement(bytes);
  ASSERT_TRUE(announcement.has_value());
  EXPECT_EQ(announcement->title, "Friday LAN");
  EXPECT_EQ(tls::key_id_of(announcement->public_key), host.id().key);
  EXPECT_TRUE(is_genuine(bytes, *announcement));
}

TEST(Datagram, NoByteOfAnAnnouncementCanBeChanged) {
  AnnouncingHost host("Friday LAN");
  const wire::Bytes bytes = host.says();
  int read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    wire::Bytes changed = bytes;
    changed[at] ^= std::byte{0x01};
    if (const auto announcement = read_announcement(changed)) {
      ++read;
      EXPECT_FALSE(is_genuine(changed, *announcement)) << "byte " << at;
    }
  }
  EXPECT_GT(read, 100);
}

TEST(Datagram, FieldsOfALaterRevisionAreSigned) {
  AnnouncingHost host("Friday LAN");
  wire::Bytes bytes = host.says();
  wire::FrameHeader header = wire::read_header(bytes);
  header.message_length += 1;
  wire::write_header(header, bytes.data());
  bytes.push_back(std::byte{7});
  const auto announcement = read_announcement(bytes);
  ASSERT_TRUE(announcement.has_value());
  EXPECT_FALSE(is_genuine(bytes, *announcement));
}

TEST(Datagram, WhatIsNotOneWholeFrameIsNothing) {
  AnnouncingHost host("Friday LAN");
  const wire::Bytes bytes = host.says();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_announcement(wire::ByteView(bytes).first(size)).has_value()) << size;
  }
  wire::Bytes two = bytes;
  two.push_back(std::byte{0});
  EXPECT_FALSE(read_announcement(two).has_value());
  EXPECT_FALSE(read_query(bytes).has_value());
  EXPECT_FALSE(read_announcement(query_datagram({})).has_value());
}

TEST(Datagram, AHostThatNobodyCanReachIsNone) {
  AnnouncingHost host("Friday LAN");
  host.state().port = 0;
  EXPECT_FALSE(read_announcement(host.says()).has_value());
}

TEST(Signature, IsOfThoseBytesAndThatKey) {
  const auto ann = tls::Identity::make();
  const auto bob = tls::Identity::make();
  const auto bytes = wire::as_bytes("the same");
  const auto signature = tls::sign(*ann, bytes);
  ASSERT_TRUE(signature.has_value());
  EXPECT_TRUE(tls::is_signed_by(tls::public_key_of(*ann), *signature, bytes));
  EXPECT_FALSE(tls::is_signed_by(tls::public_key_of(*bob), *signature, bytes));
  EXPECT_FALSE(tls::is_signed_by(tls::public_key_of(*ann), *signature, wire::as_bytes("another")));
  EXPECT_EQ(tls::key_id_of(tls::public_key_of(*ann)), ann->key_id());
}

}  // namespace
}  // namespace hubbub::net::discovery
