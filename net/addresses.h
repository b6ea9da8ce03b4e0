// Addresses: how people write them, and the one canonical form that each is compared and known by.
//
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <asio/ip/address.hpp>
#include <asio/ip/tcp.hpp>

namespace hubbub::net {

// "192.168.1.7:24280", "[fe80::1%eth0]:24280".
std::string to_text(const asio::ip::tcp::endpoint& endpoint);

// The address that a connection to `address` arrives at: IPv4 mapped into IPv6 (RFC 4291, 2.5.5.2)
// becomes IPv4, the unspecified address this machine's loopback, and a scope goes unless the
// address is link-local.
asio::ip::address canonical(const asio::ip::address& address);

// The same address on whichever interface.
asio::ip::address without_zone(const asio::ip::address& address);

// Reads IPv4 as inet_aton(3) does ("127.1", "0x7f.0.0.1", "2130706433": the system's look-up takes
// them too) and IPv6 with or without a scope. The result is canonical. Nothing for a name.
std::optional<asio::ip::address> parse_address(std::string_view text);

// The network of an IPv6 address, whose last 64 bits a machine chooses itself (RFC 4291, 2.5.1):
// "2001:db8::/64", "fe80::%2/64". Empty for other texts.
std::string ipv6_network(const std::string& address);

// Where somebody at `address` is kept out: the network of an IPv6 address, since one has as many
// others there as one likes; but not the link-local one, in which everybody on the cable is. Else
// the address itself.
std::string kept_out_range(const std::string& address);

// What `host` is known by, whichever way it is written: the canonical text of an address, or a name
// in lower case, without its trailing dot, mapped by UTS #46 ("xn--" labels are decoded).
std::string canonical_host(std::string_view host);

// The same with its port: "127.0.0.1:24280", "[fe80::1%eth0]:24280", "party.lan:24280".
std::string canonical_target(std::string_view host, std::uint16_t port);
// Of "HOST[:PORT]" (net/wire/target.h); what can't be read as one stays as it is.
std::string canonical_target(std::string_view target);

// Of a host's addresses those to tell its guests, in their order: without loopback ones, which lead
// back to the guest's machine, and link-local ones, which need a zone that each machine names
// differently; unless there are no better ones.
std::vector<asio::ip::address> told_to_guests(const std::vector<asio::ip::address>& addresses);

// Whether a name is "localhost" or ends with ".localhost": this machine, whatever a resolver says
// (RFC 6761, 6.3).
bool is_localhost(std::string_view host);

}  // namespace hubbub::net
