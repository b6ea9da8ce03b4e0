#include "net/client/race.h"

#include <algorithm>
#include <utility>

#include <asio/error.hpp>
#include <asio/steady_timer.hpp>

#include "net/addresses.h"

namespace hubbub::net::client {

using asio::ip::tcp;

Endpoints in_order_of_trial(const Endpoints& endpoints, const std::optional<tcp::endpoint>& best) {
  Endpoints left = endpoints;
  Endpoints order;
  if (best) {
    if (const auto known = std::find(left.begin(), left.end(), *best); known != left.end()) {
      order.push_back(*best);
      left.erase(known);
    }
  }
  while (!left.empty()) {
    const auto other_family = std::find_if(left.begin(), left.end(), [&](const auto& endpoint) {
      return order.empty() || endpoint.protocol() != order.back().protocol();
    });
    const auto next = other_family == left.end() ? left.begin() : other_family;
    order.push_back(*next);
    left.erase(next);
  }
  return order;
}

struct Race::Attempt {
  explicit Attempt(asio::io_context& context)
      : socket(context), timeout(context), next_start(context) {}
  ~Attempt() {
    std::error_code ignored;
    socket.close(ignored);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  tcp::socket socket;
  asio::steady_timer timeout;
  asio::steady_timer next_start;
  std::string address;
  bool timed_out = false;
};

Race::Race(asio::io_context& context, Endpoints endpoints, Outcome outcome, Pace pace)
    : context_(context),
      endpoints_(std::move(endpoints)),
      outcome_(std::move(outcome)),
      pace_(pace) {
  start_next();
}

Race::~Race() = default;

void Race::start_next() {
  const tcp::endpoint endpoint = endpoints_[next_++];
  const auto attempt = std::make_shared<Attempt>(context_);
  attempt->address = to_text(endpoint);
  under_way_.push_back(attempt);
  outcome_.trying(attempt->address);

  const std::weak_ptr<Attempt> weak = attempt;
  attempt->timeout.expires_after(pace_.patience);
  attempt->timeout.async_wait([weak](const std::error_code& cancelled) {
    const auto late = weak.lock();
    if (late && !cancelled) {
      std::error_code ignored;
      late->timed_out = true;
      late->socket.close(ignored);
    }
  });
  // The race lets go of its attempts when it is destroyed, so one that is alive has its race.
  attempt->socket.async_connect(endpoint, [this, weak](const std::error_code& error) {
    if (const auto ended = weak.lock()) {
      over(ended, error);
    }
  });
  attempt->next_start.expires_after(pace_.stagger);
  attempt->next_start.async_wait([this, weak](const std::error_code& cancelled) {
    const auto newest = weak.lock();
    if (newest && !cancelled && under_way_.back() == newest && next_ < endpoints_.size()) {
      start_next();
    }
  });
}

void Race::over(const std::shared_ptr<Attempt>& attempt, const std::error_code& error) {
  std::erase(under_way_, attempt);
  if (!error && !attempt->timed_out) {
    under_way_.clear();
    // A copy, since the call may destroy the race and its functions with it.
    const auto connected = outcome_.connected;
    return connected(std::move(attempt->socket), attempt->address);
  }
  const Ending failure = connect_failure(
      attempt->timed_out ? std::error_code(asio::error::timed_out) : error, attempt->address);
  failure_ = failure_ ? more_telling(*failure_, failure) : failure;
  if (next_ < endpoints_.size()) {
    return start_next();
  }
  if (under_way_.empty()) {
    const auto failed = outcome_.failed;
    failed(*failure_);
  }
}

}  // namespace hubbub::net::client
