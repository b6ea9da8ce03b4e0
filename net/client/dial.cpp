#include "net/client/dial.h"

#include <utility>

#include <asio/error.hpp>

#include "net/addresses.h"
#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

using asio::ip::tcp;

}  // namespace

struct Dial::Turn {
  explicit Turn(asio::io_context& context) : socket(context), timeout(context) {}
  tcp::socket socket;
  asio::steady_timer timeout;
  std::string address;
  bool timed_out = false;
};

Dial::Dial(asio::io_context& context, wire::Target target, Outcome outcome)
    : context_(context),
      target_(std::move(target)),
      outcome_(std::move(outcome)),
      lookup_(context) {
  lookup_.start(target_, [this](std::error_code error, Lookup::Endpoints endpoints) {
    looked_up(error, std::move(endpoints));
  });
}

Dial::~Dial() {
  if (turn_) {
    std::error_code ignored;
    turn_->timeout.cancel();
    turn_->socket.close(ignored);
  }
}

void Dial::looked_up(const std::error_code& error, Lookup::Endpoints endpoints) {
  if (error || endpoints.empty()) {
    return fail(lookup_failure(error, target_.host));
  }
  endpoints_ = std::move(endpoints);
  try_next();
}

void Dial::try_next() {
  if (next_ >= endpoints_.size()) {
    return fail(*failure_);
  }
  const tcp::endpoint endpoint = endpoints_[next_++];
  turn_ = std::make_shared<Turn>(context_);
  turn_->address = to_text(endpoint);
  outcome_.trying(turn_->address);

  const std::weak_ptr<Turn> weak = turn_;
  turn_->timeout.expires_after(kConnectTimeout);
  turn_->timeout.async_wait([weak](const std::error_code& cancelled) {
    const auto turn = weak.lock();
    if (turn && !cancelled) {
      std::error_code ignored;
      turn->timed_out = true;
      turn->socket.close(ignored);
    }
  });
  // The dial lets go of the turn when it is destroyed, so a turn that is alive has its dial.
  turn_->socket.async_connect(endpoint, [this, weak](const std::error_code& error) {
    if (const auto turn = weak.lock()) {
      turn_over(turn, error);
    }
  });
}

void Dial::fail(Ending ending) {
  // A copy, for the same reason as below.
  const auto failed = outcome_.failed;
  failed(std::move(ending));
}

void Dial::turn_over(const std::shared_ptr<Turn>& turn, const std::error_code& error) {
  turn->timeout.cancel();
  if (!error && !turn->timed_out) {
    turn_.reset();
    // A copy, since the call may destroy the dial and its functions with it.
    const auto connected = outcome_.connected;
    return connected(std::move(turn->socket), turn->address);
  }
  const Ending failure = connect_failure(
      turn->timed_out ? std::error_code(asio::error::timed_out) : error, turn->address);
  failure_ = failure_ ? more_telling(*failure_, failure) : failure;
  turn_.reset();
  try_next();
}

}  // namespace hubbub::net::client
