// How hosts are found on a network: one datagram a message, each a frame like those on TCP;
// messages.h tells how to read it. Value types; any thread.
//
// Datagrams go to port 24280 (kDiscoveryPort) of the groups 239.255.72.85 (administratively scoped,
// RFC 2365) and ff12::4855:4242 (link-local scope, RFC 4291), and of the broadcast address, with a
// hop limit of 255: what comes with less has been forwarded, and is not listened to (RFC 5082).
//
// An announcement is signed with the host's Ed25519 key (RFC 8032). Signed are kSignedFor and then
// every byte of the message field behind the signature, fields of later revisions included.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/command.h"
#include "net/wire/digest.h"
#include "net/wire/hello.h"
#include "net/wire/limits.h"
#include "net/wire/message_id.h"

namespace hubbub::net::wire {

inline constexpr std::uint16_t kDiscoveryPort = kDefaultPort;
inline constexpr const char* kDiscoveryGroupV4 = "239.255.72.85";
inline constexpr const char* kDiscoveryGroupV6 = "ff12::4855:4242";

// Of a query with its padding: an announcement is never larger, so nobody gets more bytes sent to
// somebody else than he sends himself.
inline constexpr std::size_t kQueryBytes = 1024;
inline constexpr std::uint32_t kMaxAnnouncedAddresses = 8;
// The text before what is signed, so that no signature of ours can pass for one of these.
inline constexpr std::string_view kSignedFor = "hubbub announcement 1";

struct Query {
  static constexpr auto kCommand = CommandWord::kQuery;
  static constexpr std::string_view kName = "query";
  static constexpr std::string_view kDoc =
      "Which parties are there? Each host answers the sender with an `announcement`. The whole "
      "datagram has 1,024 bytes at least, or it is not answered.";

  MessageId nonce;
  std::string padding;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.id("nonce", self.nonce, "made for this query");
    v.rest("padding", self.padding, kQueryBytes, "zeros");
  }
};

struct AnnouncedAddress {
  std::string address;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.text("address", self.address, kMaxAddressBytes, "literal, without a zone");
  }
  friend bool operator==(const AnnouncedAddress&, const AnnouncedAddress&) = default;
};

struct Announcement {
  static constexpr auto kCommand = CommandWord::kAnnouncement;
  static constexpr std::string_view kName = "announcement";
  static constexpr std::string_view kDoc =
      "There is a party here. Answers a `query`; also sent to the groups when the host comes up, "
      "when something of it changes, every half a minute, and when it ends.";

  Digest signature_r{};
  Digest signature_s{};
  Digest public_key{};
  std::uint64_t counter = 0;
  MessageId nonce;
  std::uint16_t version = kProtocolVersion;
  std::uint8_t locked = 0;
  std::uint8_t password = 0;
  std::uint8_t ended = 0;
  std::uint16_t port = 0;
  std::uint32_t people = 0;
  std::string software;
  std::string title;
  std::vector<AnnouncedAddress> addresses;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor& v) {
    v.id("signature_r", self.signature_r, "the signature's first half");
    v.id("signature_s", self.signature_s, "its second half");
    v.id("public_key", self.public_key, "the host's, as RFC 8032 has it");
    v.number("counter", self.counter, "rises with every announcement of this host");
    v.id("nonce", self.nonce, "of the query that this answers; zero: nobody asked");
    v.number("version", self.version, "protocol version of the host");
    v.number("locked", self.locked, "1: nobody new comes in for now");
    v.number("password", self.password, "1: the party has a password");
    v.number("ended", self.ended, "1: the party is over");
    v.number("port", self.port, "where it listens, TCP");
    v.number("people", self.people, "who are there");
    v.text("software", self.software, kMaxAgentBytes, "program and version, for people");
    v.text("title", self.title, kMaxTitleBytes, "of the party; may be empty");
    v.list("addresses", self.addresses, kMaxAnnouncedAddresses, "where it listens, too");
  }
};

}  // namespace hubbub::net::wire
