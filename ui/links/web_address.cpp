#include "ui/links/web_address.h"

#include <algorithm>

namespace hubbub::ui::links {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// Plain in an address (RFC 3986, section 2) and without a meaning of its own in quotation marks of
// any kind; '&' and ';' part the values of a query and have to stay.
bool is_plain(char c) {
  const bool letter_or_digit =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter_or_digit || std::string_view("-._~:/?#[]@!&()*+,;=%").find(c) != std::string::npos;
}

std::string encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    if (is_plain(c)) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += kDigits[byte >> 4U];
    result += kDigits[byte & 0xFU];
  }
  return result;
}

bool is_port(std::string_view text) {
  constexpr std::size_t kDigits = 5;
  return text.size() <= kDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The host in "user@host:port"; empty: there is none.
std::string_view host_in(std::string_view authority) {
  // A browser takes a backslash for a slash, and what is behind it for no host.
  if (authority.find('\\') != std::string_view::npos) {
    return {};
  }
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) {
    return {};
  }
  const std::size_t colon = authority.find(':', bracket);
  if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) {
    return {};
  }
  return authority.substr(0, colon);
}

}  // namespace

std::optional<WebAddress> WebAddress::parse(std::string_view text) {
  if (text.size() > kMaxBytes) {
    return std::nullopt;
  }
  const std::string start = lower(text.substr(0, 8));
  std::string scheme = "http://";
  if (start.starts_with("https://")) {
    scheme = "https://";
    text.remove_prefix(scheme.size());
  } else if (start.starts_with(scheme)) {
    text.remove_prefix(scheme.size());
  } else if (!start.starts_with("www.")) {
    return std::nullopt;
  }
  const std::string_view host = host_in(text.substr(0, text.find_first_of("/?#")));
  if (host.empty()) {
    return std::nullopt;
  }
  return WebAddress(scheme + encoded(text), lower(host));
}

}  // namespace hubbub::ui::links
