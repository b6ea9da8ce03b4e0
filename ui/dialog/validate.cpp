#include "ui/dialog/validate.h"

#include <algorithm>
#include <charconv>

#include "net/wire/limits.h"

namespace hubbub::ui::dialog {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
// RFC 1035, section 2.3.4.
constexpr std::size_t kMaxHostName = 253;

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

std::string name_problem(std::string_view name, std::size_t max_bytes) {
  if (name.size() > max_bytes) {
    return "Too long by " + std::to_string(name.size() - max_bytes) + " bytes.";
  }
  if (has_control(name)) {
    return "Contains a character that cannot be shown.";
  }
  // The protocol of 2006 separates names with it.
  return name.find('*') != std::string_view::npos ? "The star (*) is reserved." : "";
}

bool is_address_part(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
         c == '.';
}

// An IPv6 address, perhaps with a zone: "fe80::1%eth0".
bool looks_like_ipv6(std::string_view text) {
  const std::string_view address = text.substr(0, text.find('%'));
  return std::count(address.begin(), address.end(), ':') >= 2 &&
         std::all_of(address.begin(), address.end(), is_address_part);
}

std::string port_after(std::string_view rest) {
  if (rest.empty()) {
    return "";
  }
  const std::optional<std::uint16_t> port =
      rest.front() == ':' ? parse_port(rest.substr(1)) : std::nullopt;
  return port && *port != 0 ? "" : "The port after the colon is a number from 1 to 65535.";
}

std::string bracketed_problem(std::string_view target) {
  const std::size_t close = target.find(']');
  if (close == std::string_view::npos) {
    return "The closing bracket is missing: [address]:port.";
  }
  if (!looks_like_ipv6(target.substr(1, close - 1))) {
    return "Brackets are for IPv6 addresses: [fe80::1]:24280.";
  }
  return port_after(target.substr(close + 1));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string nick_problem(std::string_view nick) {
  const std::string_view name = trimmed(nick);
  if (name.empty()) {
    return "Others need something to call you by.";
  }
  if (name.starts_with('/') || name.starts_with('#')) {
    return "A name can't begin with / or #.";
  }
  if (name.find('"') != std::string_view::npos) {
    return "A name can't contain a quotation mark.";
  }
  return name_problem(name, net::wire::kMaxNickBytes);
}

std::string room_problem(std::string_view room) {
  return name_problem(trimmed(room), net::wire::kMaxRoomBytes);
}

std::string target_problem(std::string_view target) {
  const std::string_view host = trimmed(target);
  if (host.empty()) {
    return "Type the address that the host shows.";
  }
  if (has_control(host) || host.find_first_of(" /\\@") != std::string_view::npos) {
    return "No spaces or slashes: just 192.168.1.7 or game-pc:24280.";
  }
  if (host.front() == '[') {
    return bracketed_problem(host);
  }
  if (looks_like_ipv6(host)) {
    return "";
  }
  const std::size_t colon = host.find(':');
  if (colon == 0) {
    return "The host is missing before the colon.";
  }
  if (host.substr(0, colon).size() > kMaxHostName) {
    return "No host name is that long.";
  }
  return colon == std::string_view::npos ? "" : port_after(host.substr(colon));
}

std::string port_problem(std::string_view port, bool zero_allowed) {
  const std::string_view digits = trimmed(port);
  if (digits.empty()) {
    return "";
  }
  const std::optional<std::uint16_t> number = parse_port(digits);
  if (!number) {
    return "A port is a number up to 65535.";
  }
  return *number == 0 && !zero_allowed ? "The port cannot be 0." : "";
}

std::optional<std::uint16_t> parse_port(std::string_view digits) {
  std::uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, port);
  return error == std::errc() && stop == end ? std::optional(port) : std::nullopt;
}

}  // namespace hubbub::ui::dialog
