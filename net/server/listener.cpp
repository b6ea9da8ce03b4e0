#include "net/server/listener.h"

#include <utility>

#include <asio/io_context.hpp>
#include <asio/ip/v6_only.hpp>

#include "net/addresses.h"
#include "net/interfaces.h"
#include "net/system_error.h"

namespace hubbub::net::server {
namespace {

using asio::ip::tcp;

constexpr std::chrono::milliseconds kPauseAfterFailure{100};
// With port 0, the port that one address gives has to be free on the others too.
constexpr int kPortTries = 8;
// Before those who are here get their turn again.
constexpr int kMaxAcceptedAtOnce = 4;

}  // namespace

struct Listener::Acceptor {
  explicit Acceptor(asio::io_context& context) : socket(context), pause(context) {}
  tcp::acceptor socket;
  asio::steady_timer pause;
  bool closed = false;
};

Listener::Listener(asio::io_context& context, Callbacks callbacks)
    : context_(context), callbacks_(std::move(callbacks)) {}

Listener::Failure Listener::open(const std::vector<std::string>& bind, std::uint16_t port) {
  std::vector<asio::ip::address> addresses;
  for (const std::string& text : bind) {
    std::error_code error;
    addresses.push_back(asio::ip::make_address(text, error));
    if (error)
      return {"bad-address", text + " is not an IP address of this machine."};
  }
  const bool everywhere = addresses.empty();
  if (everywhere)
    addresses = {asio::ip::address_v4::any(), asio::ip::address_v6::any()};
  Failure failure;
  for (int tries = 0; tries < (port == 0 ? kPortTries : 1); ++tries) {
    close();
    failure = {};
    port_ = port;
    for (const asio::ip::address& address : addresses) {
      const tcp::endpoint endpoint(address, port_);
      const std::error_code error = open_one(endpoint);
      // A machine without IPv6 hosts on IPv4.
      const bool missing_family = everywhere && address.is_v6() && !acceptors_.empty() &&
                                  error != asio::error::address_in_use;
      if (error && !missing_family) {
        failure = explain(error, endpoint);
        break;
      }
    }
    if (failure.code.empty())
      break;
  }
  if (!failure.code.empty()) {
    close();
    return failure;
  }
  for (const auto& acceptor : acceptors_)
    accept_next(acceptor);
  return {};
}

std::error_code Listener::open_one(const tcp::endpoint& endpoint) {
  auto acceptor = std::make_shared<Acceptor>(context_);
  std::error_code error;
  acceptor->socket.open(endpoint.protocol(), error);
  if (!error)
    acceptor->socket.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error && endpoint.protocol() == tcp::v6()) {
    acceptor->socket.set_option(asio::ip::v6_only(true), error);
  }
  if (!error)
    acceptor->socket.bind(endpoint, error);
  if (!error)
    acceptor->socket.listen(asio::socket_base::max_listen_connections, error);
  if (!error)
    acceptor->socket.non_blocking(true, error);
  if (error)
    return error;
  port_ = acceptor->socket.local_endpoint(error).port();
  acceptors_.push_back(std::move(acceptor));
  return error;
}

Listener::Failure Listener::explain(const std::error_code& error,
                                    const tcp::endpoint& endpoint) const {
  const std::string port = std::to_string(endpoint.port());
  if (error == asio::error::address_in_use) {
    return {"port-taken", "Port " + port +
                              " is already in use on this machine, perhaps by another Hubbub. Stop "
                              "that one, or choose another port."};
  }
  if (error == asio::error::access_denied) {
    return {"port-forbidden",
            "The system does not let you listen on port " + port +
                ": ports below 1024 need special rights. Choose a port above 1023."};
  }
  if (is(error, std::errc::address_not_available)) {
    return {"bad-address", endpoint.address().to_string() + " is not an address of this machine."};
  }
  return {"listen-failed",
          "Could not listen on " + to_text(endpoint) + ": " + error.message() + "."};
}

void Listener::accept_next(const std::shared_ptr<Acceptor>& acceptor) {
  acceptor->socket.async_accept([this, acceptor](std::error_code error, tcp::socket socket) {
    // All that wait, in one turn: a turn each would also send each newcomer's arrival by itself.
    if (acceptor->closed)
      return;
    for (int taken = 0; !error && taken < kMaxAcceptedAtOnce; ++taken) {
      callbacks_.accepted(std::move(socket));
      if (acceptor->closed)
        return;
      socket = acceptor->socket.accept(error);
    }
    if (!error)
      callbacks_.accepted(std::move(socket));
    else if (is(error, std::errc::too_many_files_open) ||
             is(error, std::errc::too_many_files_open_in_system))
      return turn_away(acceptor, error);
    else if (error != asio::error::would_block)
      return pause(acceptor, error);
    if (!acceptor->closed)
      accept_next(acceptor);
  });
}

// Without a word they would wait until they give up, and think that something else answers here.
void Listener::turn_away(const std::shared_ptr<Acceptor>& acceptor, const std::error_code& error) {
  spare_.release();
  std::error_code failed;
  tcp::socket socket = acceptor->socket.accept(failed);
  if (!failed)
    callbacks_.no_room(std::move(socket));
  spare_.hold();
  if (failed)
    return pause(acceptor, failed == asio::error::would_block ? error : failed);
  if (!acceptor->closed)
    accept_next(acceptor);
}

void Listener::pause(const std::shared_ptr<Acceptor>& acceptor, const std::error_code& error) {
  // A peer that gave up while it waited is nothing to speak of.
  if (error == asio::error::connection_aborted)
    return accept_next(acceptor);
  callbacks_.problem("Can't accept connections for a moment: " + error.message() + ".");
  acceptor->pause.expires_after(kPauseAfterFailure);
  acceptor->pause.async_wait([this, acceptor](const std::error_code& cancelled) {
    if (!cancelled && !acceptor->closed)
      accept_next(acceptor);
  });
}

void Listener::close() {
  for (const auto& acceptor : acceptors_) {
    acceptor->closed = true;
    std::error_code ignored;  // closed is closed
    acceptor->socket.close(ignored);
    acceptor->pause.cancel();
  }
  acceptors_.clear();
}

std::vector<std::string> Listener::guest_addresses() const {
  std::vector<asio::ip::address> reached;
  std::error_code error;
  for (const auto& acceptor : acceptors_) {
    const asio::ip::address bound = acceptor->socket.local_endpoint(error).address();
    const auto reached_at = bound.is_unspecified() ? interface_addresses() : std::vector{bound};
    for (const asio::ip::address& address : reached_at) {
      if (address.is_v4() == bound.is_v4())
        reached.push_back(address);
    }
  }
  std::vector<std::string> guests;
  for (const asio::ip::address& address : told_to_guests(reached))
    guests.push_back(to_text({address, port_}));
  return guests;
}

std::string Listener::local_address() const {
  std::error_code error;
  if (acceptors_.empty())
    return {};
  const asio::ip::address bound = acceptors_.front()->socket.local_endpoint(error).address();
  if (!bound.is_unspecified())
    return to_text({bound, port_});
  if (bound.is_v4())
    return to_text({asio::ip::address_v4::loopback(), port_});
  return to_text({asio::ip::address_v6::loopback(), port_});
}

}  // namespace hubbub::net::server
