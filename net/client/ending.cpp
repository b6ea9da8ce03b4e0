#include "net/client/ending.h"

#include <algorithm>
#include <array>

#include <asio/error.hpp>

#include "net/system_error.h"

namespace hubbub::net::client {
namespace {

// From the vaguest to the most telling: a host that refuses is there; silence says little.
constexpr std::array<std::string_view, 6> kByTelling = {"failed",    "no-route", "not-permitted",
                                                        "timed-out", "reset",    "refused"};

constexpr std::string_view kUsePlain =
    " If it is a server of the 2006 protocol, choose that in the connection dialog or start with "
    "--plain.";

}  // namespace

Ending other_protocol(const std::string& what) {
  return {"other-protocol", what + std::string(kUsePlain), false};
}

Ending connect_failure(const std::error_code& error, std::string_view address) {
  const std::string at(address);
  if (error == asio::error::connection_refused) {
    return {"refused",
            "Nothing answers at " + at +
                ". Is the host running there, and is the port the one it shows?",
            true};
  }
  if (error == asio::error::host_unreachable || error == asio::error::network_unreachable ||
      error == asio::error::network_down || is(error, std::errc::address_not_available) ||
      error == asio::error::address_family_not_supported) {
    return {"no-route",
            "There is no way from here to " + at +
                ". Check the cable or Wi-Fi, and that both machines are on the same network.",
            true};
  }
  if (error == asio::error::timed_out) {
    return {"timed-out",
            at + " did not answer. The machine may be off, or a firewall on it may block the port.",
            true};
  }
  if (error == asio::error::access_denied || is(error, std::errc::operation_not_permitted)) {
    return {"not-permitted",
            "This machine does not let the program connect to " + at +
                ". A firewall here may block it.",
            true};
  }
  if (error == asio::error::connection_reset || error == asio::error::connection_aborted) {
    return {"reset", at + " broke the connection off at once. Is it a Hubbub host?", true};
  }
  return {"failed", "Connecting to " + at + " failed: " + error.message() + ".", true};
}

Ending lookup_failure(const std::error_code& error, std::string_view host) {
  const std::string name(host);
  if (error == asio::error::host_not_found_try_again) {
    return {"not-found",
            "The name \"" + name +
                "\" could not be looked up: no name server answers. Try the host's address, such "
                "as 192.168.1.7, instead.",
            true};
  }
  if (error == asio::error::timed_out) {
    return {"not-found",
            "Looking up the name \"" + name +
                "\" took too long. Try the host's address, such as 192.168.1.7, instead.",
            true};
  }
  return {"not-found",
          "No machine is called \"" + name +
              "\" here. Check the spelling, or type the host's address, such as 192.168.1.7.",
          true};
}

Ending broken_connection(const std::error_code& error, std::string_view target) {
  const std::string host(target);
  if (error == asio::error::eof) {
    return {"closed", host + " closed the connection without a word.", true};
  }
  if (error == asio::error::timed_out) {
    return {"timed-out", "The connection to " + host + " went silent and timed out.", true};
  }
  if (error == asio::error::connection_reset || error == asio::error::broken_pipe) {
    return {"reset", "The connection to " + host + " broke: the host went away or was restarted.",
            true};
  }
  return {"lost", "The connection to " + host + " was lost: " + error.message() + ".", true};
}

Ending unencrypted_farewell(std::string_view code, std::string_view target) {
  const std::string host(target);
  // What our hosts say before they know what a connection speaks.
  if (code == "host-full") {
    return {"host-full", host + " is full, it seems. Try again later.", true};
  }
  if (code == "address-full") {
    return {"address-full",
            "Too many connections come from here to " + host + ", it seems. Try again later.",
            true};
  }
  return {"unencrypted-farewell",
          "What answers at " + host +
              " turned us away without encryption, so nobody can tell whether it is the host.",
          true};
}

const Ending& more_telling(const Ending& a, const Ending& b) {
  const auto rank = [](const Ending& ending) {
    return std::find(kByTelling.begin(), kByTelling.end(), ending.code) - kByTelling.begin();
  };
  // An unknown word ranks highest: it was chosen for the case.
  return rank(b) > rank(a) ? b : a;
}

}  // namespace hubbub::net::client
