#include "net/wire/target.h"

#include <charconv>
#include <system_error>

#include "net/wire/limits.h"

namespace hubbub::net::wire {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<std::uint16_t> parse_port(std::string_view digits) {
  std::uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || stop != end || port == 0) {
    return std::nullopt;
  }
  return port;
}

std::optional<Target> with_port(std::string_view host, std::string_view digits) {
  const auto port = parse_port(digits);
  if (host.empty() || !port) {
    return std::nullopt;
  }
  return Target{std::string(host), *port};
}

std::optional<Target> without_port(std::string_view host, std::uint16_t port) {
  if (host.empty() || port == 0) {
    return std::nullopt;
  }
  return Target{std::string(host), port};
}

}  // namespace

std::optional<Target> parse_target(std::string_view text, std::uint16_t default_port) {
  text = trimmed(text);
  if (text.find_first_of(" \t\r\n/") != std::string_view::npos) {
    return std::nullopt;
  }
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view host = text.substr(1, close - 1);
    const std::string_view rest = text.substr(close + 1);
    if (rest.empty()) {
      return without_port(host, default_port);
    }
    return rest.starts_with(':') ? with_port(host, rest.substr(1)) : std::nullopt;
  }
  const std::size_t colon = text.find(':');
  // More than one colon without brackets is a literal IPv6 address.
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    return without_port(text, default_port);
  }
  return with_port(text.substr(0, colon), text.substr(colon + 1));
}

std::string join_host_port(std::string_view host, std::uint16_t port) {
  std::string joined;
  if (host.find(':') != std::string_view::npos) {
    joined.append("[").append(host).append("]");
  } else {
    joined.append(host);
  }
  return joined + ':' + std::to_string(port);
}

std::string target_name(std::string_view typed, std::uint16_t port) {
  const auto target = parse_target(typed, port);
  const auto usual = parse_target(typed, kDefaultPort);
  const bool as_typed = !target || (usual && usual->port == target->port);
  return as_typed ? std::string(typed) : join_host_port(target->host, target->port);
}

}  // namespace hubbub::net::wire
