#include "net/addresses.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <memory>
#include <system_error>

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include "net/names.h"
#include "net/wire/limits.h"
#include "net/wire/target.h"

namespace hubbub::net {
namespace {

constexpr std::size_t kNetworkBytes = 8;
constexpr std::string_view kDots[] = {"\u3002", "\uFF0E", "\uFF61"};  // UTS #46, 2.3

// One part of an IPv4 address: decimal, octal after "0", hexadecimal after "0x".
std::optional<std::uint32_t> parse_part(std::string_view digits) {
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    digits.remove_prefix(2);
    base = 16;
  } else if (digits.size() > 1 && digits.starts_with('0')) {
    base = 8;
  }
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  return value;
}

// Up to four parts of a byte each; the last one fills the bytes that are left.
std::optional<asio::ip::address_v4> parse_v4(std::string_view text) {
  constexpr std::size_t kMaxParts = 4;
  std::uint32_t address = 0;
  for (std::size_t parts = 1; parts <= kMaxParts; ++parts) {
    const std::size_t dot = text.find('.');
    const auto part = parse_part(text.substr(0, dot));
    if (!part) {
      return std::nullopt;
    }
    if (dot == std::string_view::npos) {
      const std::size_t bits = 8 * (kMaxParts - parts + 1);
      const std::uint32_t most = std::numeric_limits<std::uint32_t>::max() >> (32 - bits);
      return *part > most ? std::nullopt : std::optional(asio::ip::address_v4(address | *part));
    }
    if (*part > 0xFF) {
      return std::nullopt;
    }
    address |= *part << (8 * (kMaxParts - parts));
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

std::string with_plain_dots(std::string_view host) {
  std::string name(host);
  for (const std::string_view dot : kDots) {
    for (std::size_t at = name.find(dot); at != std::string::npos; at = name.find(dot, at)) {
      name.replace(at, dot.size(), ".");
    }
  }
  return name;
}

// UTS #46 for names that can be mapped; the others as names of people are compared.
std::string mapped_name(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<const icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_UNICODE, status));
  std::string mapped;
  if (idna != nullptr) {
    icu::IDNAInfo info;
    icu::StringByteSink<std::string> sink(&mapped);
    status = U_ZERO_ERROR;
    idna->nameToUnicodeUTF8(name, sink, info, status);
    if (U_SUCCESS(status) && !info.hasErrors()) {
      return mapped;
    }
  }
  return folded(name);
}

}  // namespace

std::string to_text(const asio::ip::tcp::endpoint& endpoint) {
  return wire::join_host_port(endpoint.address().to_string(), endpoint.port());
}

asio::ip::address canonical(const asio::ip::address& address) {
  if (address.is_v4()) {
    return address.is_unspecified() ? asio::ip::address_v4::loopback() : address;
  }
  const asio::ip::address_v6 v6 = address.to_v6();
  const asio::ip::address_v6 without_scope(v6.to_bytes());
  if (without_scope.is_v4_mapped()) {
    return canonical(asio::ip::make_address_v4(asio::ip::v4_mapped, without_scope));
  }
  if (without_scope.is_unspecified()) {
    return asio::ip::address_v6::loopback();
  }
  return without_scope.is_link_local() || without_scope.is_multicast_link_local() ? v6
                                                                                  : without_scope;
}

asio::ip::address without_zone(const asio::ip::address& address) {
  return address.is_v6() ? asio::ip::address_v6(address.to_v6().to_bytes()) : address;
}

std::optional<asio::ip::address> parse_address(std::string_view text) {
  if (const auto v4 = parse_v4(text)) {
    return canonical(*v4);
  }
  std::error_code error;
  const auto address = asio::ip::make_address(std::string(text), error);
  return error ? std::nullopt : std::optional(canonical(address));
}

std::string ipv6_network(const std::string& address) {
  std::error_code error;
  const auto parsed = asio::ip::make_address_v6(address, error);
  if (error) {
    return {};
  }
  auto bytes = parsed.to_bytes();
  std::fill(bytes.begin() + kNetworkBytes, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes, parsed.scope_id()).to_string() + "/64";
}

std::string kept_out_range(const std::string& address) {
  std::error_code error;
  const auto parsed = asio::ip::make_address_v6(address, error);
  return error || parsed.is_link_local() ? address : ipv6_network(address);
}

std::string canonical_host(std::string_view host) {
  std::string name = with_plain_dots(host);
  if (name.size() > 1 && name.ends_with('.')) {
    name.pop_back();
  }
  if (const auto address = parse_address(name)) {
    return address->to_string();
  }
  name = mapped_name(name);
  // Wide digits are digits only now.
  const auto address = parse_address(name);
  return address ? address->to_string() : name;
}

std::string canonical_target(std::string_view target) {
  const auto parsed = wire::parse_target(target, wire::kDefaultPort);
  return parsed ? canonical_target(parsed->host, parsed->port) : std::string(target);
}

std::string canonical_target(std::string_view host, std::uint16_t port) {
  return wire::join_host_port(canonical_host(host), port);
}

std::vector<asio::ip::address> told_to_guests(const std::vector<asio::ip::address>& addresses) {
  constexpr std::uint32_t kLinkLocalV4 = 0xA9FE0000;  // 169.254/16 (RFC 3927)
  const auto rank = [](const asio::ip::address& address) {
    const bool link_local = address.is_v4()
                                ? (address.to_v4().to_uint() & 0xFFFF0000U) == kLinkLocalV4
                                : address.to_v6().is_link_local();
    return address.is_loopback() ? 2 : link_local ? 1 : 0;
  };
  int best = 2;
  for (const asio::ip::address& address : addresses)
    best = std::min(best, rank(address));
  std::vector<asio::ip::address> told;
  std::copy_if(addresses.begin(), addresses.end(), std::back_inserter(told),
               [&](const asio::ip::address& address) { return rank(address) == best; });
  return told;
}

bool is_localhost(std::string_view host) {
  const std::string name = canonical_host(host);
  return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace hubbub::net
