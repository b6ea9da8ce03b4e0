// An address of the web that somebody wrote, checked before anything of it leaves this program.
//
// Value type; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hubbub::ui::links {

class WebAddress {
 public:
  static constexpr std::size_t kMaxBytes = 8 * 1024;

  // http and https (RFC 3986), or "www.…", which is taken for http. Nothing for any other scheme,
  // without a host, with a port that is none, or longer than kMaxBytes.
  [[nodiscard]] static std::optional<WebAddress> parse(std::string_view text);

  // The address for a browser: it begins with "http://" or "https://", and all that is not plain
  // in an address or means something to a shell is percent-encoded.
  [[nodiscard]] const std::string& text() const { return text_; }
  // Where it leads: the host's name in small letters, without user, password and port.
  [[nodiscard]] const std::string& host() const { return host_; }

 private:
  WebAddress(std::string text, std::string host) : text_(std::move(text)), host_(std::move(host)) {}

  std::string text_;
  std::string host_;
};

}  // namespace hubbub::ui::links
