// What is wrong with what was typed into the connection dialog, as a sentence for beneath the
// field.
//
// Pure functions; any thread. All return an empty text when nothing is wrong. They look at the form
// only: whether a name is free or a host is there, the network tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::ui::dialog {

// Without white space at its ends (ASCII's; others are rare in names and refused by the host).
std::string_view trimmed(std::string_view text);

std::string nick_problem(std::string_view nick);
// Empty is allowed: the host's usual room.
std::string room_problem(std::string_view room);
// "HOST", "HOST:PORT", an IPv6 address, or one in brackets with a port.
std::string target_problem(std::string_view target);
// Empty is allowed: the usual port. `zero_allowed`: 0 takes any free one.
std::string port_problem(std::string_view port, bool zero_allowed);

// 0..65535; nothing for anything else.
std::optional<std::uint16_t> parse_port(std::string_view digits);

}  // namespace hubbub::ui::dialog
