// Where a person wants to go: "HOST[:PORT]" taken apart. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::net::wire {

struct Target {
  std::string host;  // a name or a literal address, without brackets
  std::uint16_t port = 0;
};

// Takes "name", "name:port", "1.2.3.4:port", "::1", "[::1]" and "[::1]:port", blanks around it
// aside. Nothing when there is no host, or when the port is not a number from 1 to 65535.
std::optional<Target> parse_target(std::string_view text, std::uint16_t default_port);

// "192.168.1.7:24280", "[fe80::1]:24280".
std::string join_host_port(std::string_view host, std::uint16_t port);

// What Connect::target and Connect::port come to, as ConnectionChanged::target has it: as it was
// typed, and with the port if that is not the usual one and was given apart from it.
std::string target_name(std::string_view typed, std::uint16_t port);

}  // namespace hubbub::net::wire
